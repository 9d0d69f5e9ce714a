"""What the page frame needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.models import Installation
from fyrtaarn.foundation.registries import navigation_for


def frame(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", None)
    # Read where they are used only: a part of a page, as htmx asks for, has no frame.
    installation = SimpleLazyObject(Installation.current)
    return {
        "installation": installation,
        "viewer": viewer,
        "navigation": SimpleLazyObject(lambda: navigation_for(viewer) if viewer is not None else []),
        "today": clock.today(),
        "is_demo": SimpleLazyObject(lambda: settings.FYRTAARN_DEMO or installation.is_demo),
    }
