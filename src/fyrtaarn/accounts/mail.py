"""Mails about accounts, in the receiver's language."""

import logging
from smtplib import SMTPException
from typing import Literal
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from fyrtaarn.accounts.models import User
from fyrtaarn.foundation.models import Installation

logger = logging.getLogger(__name__)

Kind = Literal["invitation", "reset"]


def send_set_password(account: User, *, base_url: str, kind: Kind) -> bool:
    """``base_url`` is the site's own address, such as ``https://fyrtaarn.example/``."""
    address = reverse(
        "password_reset_confirm",
        args=[urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account)],
    )
    with translation.override(account.language or settings.LANGUAGE_CODE):
        name = Installation.current().name
        subjects = {
            "invitation": _("Your access to Fyrtårn, %(name)s"),
            "reset": _("New password for Fyrtårn, %(name)s"),
        }
        page = {
            "name": name,
            "link": urljoin(base_url, address),
            "log_in": urljoin(base_url, reverse("log_in")),
            "email": account.email,
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        }
        text = render_to_string(f"accounts/mail_{kind}.txt", page)
        # A subject is one line, whatever the municipality calls itself.
        subject = " ".join((subjects[kind] % {"name": name}).split())
    try:
        send_mail(subject, text, None, [account.email])
    except (OSError, SMTPException):
        logger.exception("A mail (%s) could not be sent to account %s", kind, account.pk)
        return False
    return True
