"""Changes of what belongs to no room."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from fyrtaarn.foundation.actor import Actor
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.files import logo_path, store_logo
from fyrtaarn.foundation.models import Installation
from fyrtaarn.foundation.recording import recording


def save_look(
    *,
    by: Actor,
    allowed: bool,
    installation: Installation,
    logo: "UploadedFile[Any] | None" = None,
    without_logo: bool = False,
) -> Installation:
    """Name, colour, logo and accessibility statement.

    ``allowed``: roles live in a room above, so the caller has asked there whether the actor may.
    """
    if not allowed:
        raise Forbidden
    stored = _store(logo) if logo else ""
    if stored or without_logo:
        installation.logo = stored
    try:
        with recording(by=by, verb="foundation.installation.saved", subject=installation) as recorder:
            recorder.save(installation)
    except Exception:
        if stored:
            logo_path(stored).unlink(missing_ok=True)
        raise
    return installation


def _store(logo: "UploadedFile[Any]") -> str:
    try:
        return store_logo(logo)
    except ValidationError as error:
        # On the field of the form that brought it.
        raise ValidationError({"new_logo": error.messages}) from error
