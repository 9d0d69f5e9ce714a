"""What the ground floor itself tells the house."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.models import Installation
from fyrtaarn.foundation.registries import AdministrationEntry, Kind, NavEntry, Verb, administration_for


def _is_administrator(viewer: Any) -> bool:
    return bool(viewer.is_administrator)


def _administers_something(viewer: Any) -> bool:
    return bool(administration_for(viewer))


def _installations(viewer: Any) -> "QuerySet[Any]":
    rows: QuerySet[Any] = Installation._default_manager.all()
    return rows if viewer.is_administrator else rows.none()


def register() -> None:
    """Fill the registries; called once when Django is ready."""
    registries.kinds.register(
        Kind("installation", _("name and look"), Installation, _installations, administrative=True)
    )
    registries.verbs.register(Verb("foundation.installation.saved", _("Name and look changed")))
    registries.administration.register(
        AdministrationEntry(
            "look",
            _("Name and look"),
            _("The municipality's name, colour, logo and accessibility statement."),
            "look",
            _is_administrator,
            10,
        )
    )
    registries.navigation.register(
        NavEntry("administration", _("Administration"), "administration", 70, _administers_something)
    )
