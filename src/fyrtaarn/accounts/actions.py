"""Every change of an account. Who may ask for it is decided above: accounts know nothing of roles."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.accounts.mail import send_set_password
from fyrtaarn.accounts.models import User


def create_account(*, email: str, password: str | None = None) -> User:
    """Make an account. Without a password nobody can log in with it until one has been set by a link.

    Raises ``ValidationError`` when the address has an account already.
    """
    if User.objects.filter(email=User.objects.normalise(email)).exists():
        raise ValidationError(_("There is already an account with this e-mail address."))
    return User.objects.create_user(email, password)


def send_invitation(*, account: User, base_url: str) -> bool:
    """Mail a link to set the first password; False when the mail could not be sent (it is logged)."""
    return send_set_password(account, base_url=base_url, kind="invitation")


def send_reset(*, account: User, base_url: str) -> bool:
    """Mail a link to set a new password."""
    return send_set_password(account, base_url=base_url, kind="reset")


def deactivate(*, account: User) -> User:
    """Shut an account out at once: running sessions end with the next click."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    return account


def reactivate(*, account: User) -> User:
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


def change_email(*, account: User, email: str) -> User:
    """Log-in follows the address. Raises ``ValidationError`` when another account has it."""
    wanted = User.objects.normalise(email)
    if User.objects.exclude(pk=account.pk).filter(email=wanted).exists():
        raise ValidationError(_("There is already an account with this e-mail address."))
    account.email = wanted
    account.save(update_fields=["email"])
    return account


def choose_language(*, account: User, language: str) -> None:
    account.language = language
    account.save(update_fields=["language"])
