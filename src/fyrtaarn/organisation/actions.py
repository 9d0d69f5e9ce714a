"""Every change of units, people, bodies and rights."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fyrtaarn.accounts import actions as accounts
from fyrtaarn.foundation import clock
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, may_manage_organisation, require
from fyrtaarn.organisation.lifecycle import closes_a_circle
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


def _save(by: Viewer, record: Any, noun: str, subject: Record, reason: str, on: date | None) -> Any:
    require(may_manage_organisation(by))
    with recording(by=by, verb=f"organisation.{noun}.saved", subject=subject, reason=reason, on=on) as recorder:
        recorder.save(record)
    return record


def save_unit(*, by: Viewer, unit: Unit, reason: str = "", on: date | None = None) -> Unit:
    """Open, change or (by ``valid_to``) close a unit; units are never deleted."""
    return _save(by, unit, "unit", unit, reason, on)  # type: ignore[no-any-return]


def save_person(*, by: Viewer, person: Person, reason: str = "", on: date | None = None) -> Person:
    return _save(by, person, "person", person, reason, on)  # type: ignore[no-any-return]


def save_membership(*, by: Viewer, membership: Membership, reason: str = "", on: date | None = None) -> Membership:
    return _save(by, membership, "membership", membership.unit, reason, on)  # type: ignore[no-any-return]


def save_body(*, by: Viewer, body: Body, reason: str = "", on: date | None = None) -> Body:
    return _save(by, body, "body", body, reason, on)  # type: ignore[no-any-return]


def save_body_membership(
    *, by: Viewer, membership: BodyMembership, reason: str = "", on: date | None = None
) -> BodyMembership:
    return _save(by, membership, "seat", membership.body, reason, on)  # type: ignore[no-any-return]


def save_council_term(*, by: Viewer, term: CouncilTerm, on: date | None = None) -> CouncilTerm:
    return _save(by, term, "term", term, "", on)  # type: ignore[no-any-return]


def save_policy_area(*, by: Viewer, policy_area: PolicyArea, on: date | None = None) -> PolicyArea:
    return _save(by, policy_area, "policy_area", policy_area, "", on)  # type: ignore[no-any-return]


def save_kind(*, by: Viewer, kind: UnitKind | BodyKind, on: date | None = None) -> UnitKind | BodyKind:
    return _save(by, kind, "kind", kind, "", on)  # type: ignore[no-any-return]


def grant_role(*, by: Viewer, grant: RoleGrant, reason: str = "", on: date | None = None) -> RoleGrant:
    """Give a role on a unit and everything below it, or change one that was given."""
    with transaction.atomic():
        _save(by, grant, "role", grant.person, reason, on)
        _keep_an_administrator(by)
    return grant


def remove_membership(*, by: Viewer, record: Membership | BodyMembership) -> None:
    """Take away a row that was a mistake. Somebody who leaves gets an end date instead."""
    require(may_manage_organisation(by))
    subject = record.unit if isinstance(record, Membership) else record.body
    with recording(by=by, verb="organisation.membership.removed", subject=subject) as recorder:
        recorder.remove(record)


def end_role(*, by: Viewer, grant: RoleGrant) -> None:
    """End a role as of yesterday, so that it no longer holds today; one given today is taken back whole."""
    require(may_manage_organisation(by))
    with recording(by=by, verb="organisation.role.ended", subject=grant.person) as recorder:
        yesterday = date.fromordinal(clock.today().toordinal() - 1)
        if grant.valid_from is not None and grant.valid_from > yesterday:
            recorder.remove(grant)
        else:
            grant.valid_to = yesterday
            recorder.save(grant)
        _keep_an_administrator(by)


def _keep_an_administrator(by: Viewer) -> None:
    """Whichever way a role is changed, somebody who can log in must be left to give it back.

    A system actor may begin with nobody.
    """
    left = RoleGrant.objects.valid().filter(role=RoleGrant.Roles.ADMINISTRATOR, person__account__is_active=True)
    if not by.is_system and not left.exists():
        raise ValidationError(_("You are the last administrator. Give somebody else the role first."))


def open_account(
    *, by: Viewer, person: Person, password: str | None = None, invitation_url: str = "", on: date | None = None
) -> Person:
    """Give a person an account under their e-mail address.

    Without a password the account cannot log in until the person has set one through the invitation.
    Raises ``ValidationError`` when the person has no address or has an account already.
    """
    require(may_manage_organisation(by))
    if person.account_id is not None:
        raise ValidationError(_("This person already has an account."))
    if not person.email:
        raise ValidationError(_("Give the person an e-mail address first: it is what they log in with."))
    with recording(by=by, verb="organisation.account.opened", subject=person, on=on) as recorder:
        person.account = accounts.create_account(email=person.email, password=password)
        recorder.save(person)
        if invitation_url:
            account = person.account
            transaction.on_commit(lambda: accounts.send_invitation(account=account, base_url=invitation_url))
    return person


def close_account(*, by: Viewer, person: Person, reason: str = "") -> Person:
    """Shut a person out; what they did stays theirs."""
    require(may_manage_organisation(by))
    if person.account is None:
        raise ValidationError(_("This person has no account."))
    if by.account_id == person.account_id:
        raise ValidationError(_("You cannot close your own account."))
    with recording(by=by, verb="organisation.account.closed", subject=person, reason=reason) as recorder:
        accounts.deactivate(account=person.account)
        recorder.note()
    return person


def reopen_account(*, by: Viewer, person: Person, reason: str = "") -> Person:
    require(may_manage_organisation(by))
    if person.account is None:
        raise ValidationError(_("This person has no account."))
    with recording(by=by, verb="organisation.account.reopened", subject=person, reason=reason) as recorder:
        accounts.reactivate(account=person.account)
        recorder.note()
    return person


def _import(by: Viewer, noun: str, records: Sequence[Record]) -> None:
    require(may_manage_organisation(by))
    if records:
        with recording(by=by, verb=f"organisation.{noun}.imported") as recorder:
            recorder.save_many(records)


def save_units(*, by: Viewer, records: Sequence[Unit]) -> None:
    """Many units at once, parents before children. A cycle among them is an error on the first unit of it."""
    parents = Unit.objects.all().parents()
    parents.update({u.pk: u.parent_id for u in records if u.pk})
    for unit in records:
        if unit.pk and closes_a_circle(unit.pk, unit.parent_id, parents):
            raise ValidationError({"parent": _("A unit cannot be part of itself or of a unit below it.")})
    _import(by, "unit", records)


def save_people(*, by: Viewer, records: Sequence[Person]) -> None:
    _import(by, "person", records)


def save_memberships(*, by: Viewer, records: Sequence[Membership]) -> None:
    _import(by, "membership", records)


def save_bodies(*, by: Viewer, records: Sequence[Body]) -> None:
    _import(by, "body", records)


def save_body_memberships(*, by: Viewer, records: Sequence[BodyMembership]) -> None:
    _import(by, "seat", records)


def save_council_terms(*, by: Viewer, records: Sequence[CouncilTerm]) -> None:
    _import(by, "term", records)


def save_policy_areas(*, by: Viewer, records: Sequence[PolicyArea]) -> None:
    _import(by, "policy_area", records)


def save_role_grants(*, by: Viewer, records: Sequence[RoleGrant]) -> None:
    with transaction.atomic():
        _import(by, "role", records)
        if records:
            _keep_an_administrator(by)


def save_kinds(*, by: Viewer, records: Sequence[UnitKind] | Sequence[BodyKind]) -> None:
    _import(by, "kind", records)
