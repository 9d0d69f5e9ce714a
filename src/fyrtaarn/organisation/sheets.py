"""The organisation's sheets of the workbook."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.registries import Sheet, sheets
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import Viewer, may_manage_organisation, may_read_organisation
from fyrtaarn.organisation.models import (
    Body,
    BodyKind,
    BodyMembership,
    CouncilTerm,
    Membership,
    Person,
    PolicyArea,
    RoleGrant,
    Unit,
    UnitKind,
)

KIND_COLUMNS = ("key", "name", "name_en", "position", "retired")
KIND_LABELS = {
    "key": _("Code"),
    "name": _("Name"),
    "name_en": _("Name in English"),
    "position": _("Order"),
    "retired": _("No longer used"),
}
KIND_NAMES = ("name", "name_en", "key")


def _rows(model: type[Any]) -> Callable[[Any], "QuerySet[Any]"]:
    def rows(viewer: Viewer) -> "QuerySet[Any]":
        found: QuerySet[Any] = model._default_manager.all()
        return found if may_read_organisation(viewer) else found.none()

    return rows


def _may_export(viewer: Viewer) -> bool:
    return viewer.reads_internal or viewer.is_administrator


def _sheet(key: str, label: Any, model: type[Any], columns: tuple[str, ...], save: Any, **facts: Any) -> Sheet:
    return Sheet(
        key,
        label,
        model,
        columns,
        _rows(model),
        save,
        may_manage_organisation,
        **{"may_export": _may_export, **facts},
    )


def _units_and_people() -> tuple[Sheet, ...]:
    return (
        _sheet(
            "unit_kinds",
            _("Kinds of unit"),
            UnitKind,
            KIND_COLUMNS,
            actions.save_kinds,
            natural=KIND_NAMES,
            identity=(("key",),),
            code="key",
            labels=KIND_LABELS,
            order=("position", "key"),
        ),
        _sheet(
            "units",
            _("Units"),
            Unit,
            ("name", "short_name", "unit_kind", "parent", "valid_from", "valid_to"),
            actions.save_units,
            help=_("The parts of the organisation. A unit is closed by its last day, never removed."),
            natural=("name", "short_name"),
            identity=(("name",),),
            order=("sort_key",),
        ),
        _sheet(
            "people",
            _("People"),
            Person,
            ("name", "title", "email", "phone"),
            actions.save_people,
            help=_("Everybody who is named somewhere. Accounts are opened on the person's own page."),
            natural=("name", "email"),
            identity=(("email",), ("name",)),
            order=("sort_key",),
        ),
        _sheet(
            "memberships",
            _("Memberships"),
            Membership,
            ("person", "unit", "function", "is_leader", "valid_from", "valid_to"),
            actions.save_memberships,
            help=_("Who belongs to which unit. Somebody who leaves gets a last day."),
            owner="unit",
            identity=(("person", "unit"),),
            order=("unit__sort_key", "person__sort_key"),
        ),
        _sheet(
            "role_grants",
            _("Roles"),
            RoleGrant,
            ("person", "role", "unit", "valid_from", "valid_to"),
            actions.save_role_grants,
            help=_("A role holds for the unit and everything below it."),
            identity=(("person", "role", "unit"),),
            order=("person__sort_key", "role"),
            may_export=may_manage_organisation,
        ),
    )


def _bodies() -> tuple[Sheet, ...]:
    return (
        _sheet(
            "body_kinds",
            _("Kinds of body"),
            BodyKind,
            (*KIND_COLUMNS, "is_political"),
            actions.save_kinds,
            natural=KIND_NAMES,
            identity=(("key",),),
            code="key",
            labels={**KIND_LABELS, "is_political": _("Political")},
            order=("position", "key"),
        ),
        _sheet(
            "bodies",
            _("Bodies"),
            Body,
            ("name", "body_kind", "unit", "remit", "valid_from", "valid_to"),
            actions.save_bodies,
            help=_("Council, committees, boards and others that meet."),
            natural=("name",),
            identity=(("name",),),
            order=("sort_key",),
        ),
        _sheet(
            "council_terms",
            _("Council terms"),
            CouncilTerm,
            ("name", "valid_from", "valid_to"),
            actions.save_council_terms,
            natural=("name",),
            identity=(("name",),),
            order=("valid_from", "name"),
        ),
        _sheet(
            "seats",
            _("Seats"),
            BodyMembership,
            ("body", "person", "function", "term", "valid_from", "valid_to"),
            actions.save_body_memberships,
            help=_("Who sits in which body."),
            owner="body",
            identity=(("body", "person"),),
            order=("body__sort_key", "person__sort_key"),
        ),
        _sheet(
            "policy_areas",
            _("Policy areas"),
            PolicyArea,
            ("name", "committee", "appropriation"),
            actions.save_policy_areas,
            natural=("name", "appropriation"),
            identity=(("name", "committee"),),
            order=("sort_key",),
        ),
    )


def register() -> None:
    sheets.register(*_units_and_people(), *_bodies())
