"""What hangs on a unit, a person and a body."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.parts import Part, PartSet
from fyrtaarn.foundation.wording import day
from fyrtaarn.organisation import actions, forms
from fyrtaarn.organisation.access import Viewer, may_manage_organisation, may_read_organisation
from fyrtaarn.organisation.models import Body, BodyMembership, Membership, Person, PolicyArea, RoleGrant, Unit


def _get(model: type[Any]) -> Any:
    def get(viewer: Viewer, address: str) -> Any:
        if not may_read_organisation(viewer):
            raise Http404
        return get_object_or_404(model, uuid=address)

    return get


def _save(*, by: Viewer, parent: Record, record: Any) -> Any:
    if isinstance(record, Membership):
        return actions.save_membership(by=by, membership=record)
    if isinstance(record, BodyMembership):
        return actions.save_body_membership(by=by, membership=record)
    if isinstance(record, PolicyArea):
        return actions.save_policy_area(by=by, policy_area=record)
    return actions.grant_role(by=by, grant=record)


def _remove(*, by: Viewer, parent: Record, record: Any) -> None:
    if isinstance(record, RoleGrant):
        actions.end_role(by=by, grant=record)
    else:
        actions.remove_membership(by=by, record=record)


def _may_edit(viewer: Viewer, parent: Any) -> bool:
    return may_manage_organisation(viewer)


def _dates(row: Any) -> str:
    first, last = day(row.valid_from), day(row.valid_to)
    return f"{first} – {last}" if first or last else ""


_PERIOD = (_("Period"), _dates)

UNIT_PARTS = PartSet(
    name="unit",
    get=_get(Unit),
    address=lambda u: str(u.uuid),
    may_edit=_may_edit,
    save=_save,
    remove=_remove,
    parts=(
        Part(
            key="medlemmer",
            model=Membership,
            form=forms.UnitMembershipForm,
            parent="unit",
            columns=("person", "function", (_("Leads"), lambda m: _("leader") if m.is_leader else ""), _PERIOD),
            add=_("Add a member"),
            empty=_("Nobody is a member of this unit yet."),
            title=_("People"),
            related=("person",),
        ),
    ),
)

PERSON_PARTS = PartSet(
    name="person",
    get=_get(Person),
    address=lambda p: str(p.uuid),
    may_edit=_may_edit,
    save=_save,
    remove=_remove,
    parts=(
        Part(
            key="enheder",
            model=Membership,
            form=forms.PersonMembershipForm,
            parent="person",
            columns=("unit", "function", (_("Leads"), lambda m: _("leader") if m.is_leader else ""), _PERIOD),
            add=_("Add to a unit"),
            empty=_("Not a member of any unit yet."),
            title=_("Units"),
            related=("unit",),
        ),
        Part(
            key="roller",
            model=RoleGrant,
            form=forms.RoleGrantForm,
            parent="person",
            columns=("role", "unit", _PERIOD),
            add=_("Give a role"),
            empty=_("No role yet. Without a role one sees only what is public."),
            title=_("Roles"),
            related=("unit",),
        ),
    ),
)

BODY_PARTS = PartSet(
    name="body",
    get=_get(Body),
    address=lambda b: str(b.uuid),
    may_edit=_may_edit,
    save=_save,
    remove=_remove,
    parts=(
        Part(
            key="medlemmer",
            model=BodyMembership,
            form=forms.SeatForm,
            parent="body",
            columns=("person", "function", "term", _PERIOD),
            add=_("Add a member"),
            empty=_("Nobody sits here yet."),
            title=_("Members"),
            related=("person", "term"),
        ),
        Part(
            key="politikomraader",
            model=PolicyArea,
            form=forms.PolicyAreaForm,
            parent="committee",
            columns=("name", "appropriation"),
            add=_("Add a policy area"),
            empty=_("No policy areas."),
            title=_("Policy areas"),
        ),
    ),
)
