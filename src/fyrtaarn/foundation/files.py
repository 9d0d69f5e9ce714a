"""Files that people bring: checked by what they are, stored under names of our own, never served as they came."""

import io
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

LARGEST_LOGO = 1024 * 1024
LARGEST_SIDE = 4000


def logo_path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "logo" / Path(name).name


def store_logo(upload: "UploadedFile[Any]") -> str:
    """Read an image, write it anew as PNG (which drops whatever else the file carried) and return its name.

    Raises ``ValidationError`` for what is no PNG, JPEG or WebP image, or is too large.
    """
    if (upload.size or 0) > LARGEST_LOGO:
        raise ValidationError({"logo": _("The logo may take up 1 MB at most.")})
    try:
        image = Image.open(io.BytesIO(upload.read()), formats=("PNG", "JPEG", "WEBP"))
        if max(image.size) > LARGEST_SIDE:
            raise ValidationError({"logo": _("The logo may be 4,000 pixels wide and high at most.")})
        image.load()
        clean = image.convert("RGBA")
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken or malicious file makes the library raise
        raise ValidationError({"logo": _("This is not a PNG, JPEG or WebP image.")}) from error
    name = f"{uuid.uuid4()}.png"
    path = logo_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    # What the file told of itself (place, camera, colour profile) is not in the pixels, and stays behind.
    clean.info.clear()
    clean.save(path, "PNG")
    return name
