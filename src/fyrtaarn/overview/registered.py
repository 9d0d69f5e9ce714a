"""The overview's and the holes page's places in the navigation."""

from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.registries import NavEntry


def register() -> None:
    """Fill the registries; called once when Django is ready."""
    registries.navigation.register(
        NavEntry("overview", _("Overview"), "overview", 10, lambda v: v.reads_released),
        NavEntry("holes", _("Holes"), "holes", 50, lambda v: v.reads_internal),
    )
