"""What the organisation tells the house."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.registries import AdministrationEntry, Kind, NavEntry, Picker, Verb
from fyrtaarn.organisation import sheets
from fyrtaarn.organisation.access import Viewer, may_manage_organisation, may_read_organisation
from fyrtaarn.organisation.models import (
    Body,
    BodyMembership,
    Membership,
    Person,
    PolicyArea,
    RoleGrant,
    SearchableQuerySet,
    Unit,
)


def _rows(model: type[Unit | Person | Body | PolicyArea]) -> Callable[[Any], QuerySet[Any]]:
    def rows(viewer: Viewer) -> SearchableQuerySet:
        found = model.objects.all()
        return found if may_read_organisation(viewer) else found.none()

    return rows


def _valid_units(viewer: Viewer) -> SearchableQuerySet:
    return Unit.objects.valid() if may_read_organisation(viewer) else Unit.objects.none()


def _person_label(person: Person) -> str:
    """Two people may have the same name: title or address tells them apart."""
    extra = person.title or person.email
    return f"{person.name} ({extra})" if extra else person.name


VERBS = (
    ("unit.saved", _("Unit changed")),
    ("unit.imported", _("Units imported")),
    ("person.saved", _("Person changed")),
    ("person.imported", _("People imported")),
    ("membership.saved", _("Membership changed")),
    ("membership.removed", _("Membership removed")),
    ("membership.imported", _("Memberships imported")),
    ("body.saved", _("Body changed")),
    ("body.imported", _("Bodies imported")),
    ("seat.saved", _("Seat changed")),
    ("seat.imported", _("Seats imported")),
    ("term.saved", _("Council term changed")),
    ("term.imported", _("Council terms imported")),
    ("policy_area.saved", _("Policy area changed")),
    ("policy_area.imported", _("Policy areas imported")),
    ("kind.saved", _("Kind changed")),
    ("kind.imported", _("Kinds imported")),
    ("role.saved", _("Role given or changed")),
    ("role.ended", _("Role ended")),
    ("role.imported", _("Roles imported")),
    ("account.opened", _("Account opened")),
    ("account.closed", _("Account closed")),
    ("account.reopened", _("Account reopened")),
)


def register() -> None:
    """Fill the registries; called once when Django is ready."""
    registries.kinds.register(
        Kind("unit", _("unit"), Unit, _rows(Unit), (Membership,), administrative=True),
        Kind("person", _("person"), Person, _rows(Person), (RoleGrant,), administrative=True),
        Kind("body", _("body"), Body, _rows(Body), (BodyMembership, PolicyArea), administrative=True),
    )
    registries.pickers.register(
        Picker("unit", _valid_units),
        Picker("person", _rows(Person), _person_label),
        Picker("body", _rows(Body)),
        Picker("policy_area", _rows(PolicyArea)),
    )
    registries.navigation.register(
        NavEntry(
            "organisation",
            pgettext_lazy("of the municipality", "Organisation"),
            "organisation",
            60,
            may_read_organisation,
        )
    )
    registries.administration.register(
        AdministrationEntry(
            "people",
            _("People, roles and accounts"),
            _("Who is who, what each may see and do, and who can log in."),
            "people",
            may_manage_organisation,
            10,
        ),
        AdministrationEntry(
            "units",
            _("Units"),
            _("The parts of the organisation and who belongs to them."),
            "organisation",
            may_manage_organisation,
            12,
        ),
        AdministrationEntry(
            "bodies",
            _("Bodies and council terms"),
            _("Council, committees and others that meet, and who sits in them."),
            "bodies",
            may_manage_organisation,
            14,
        ),
    )
    registries.verbs.register(*(Verb(f"organisation.{key}", text) for key, text in VERBS))
    sheets.register()
