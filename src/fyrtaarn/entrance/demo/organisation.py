"""Units, people, bodies, roles and accounts of the case."""

from typing import Any

from fyrtaarn.entrance.demo.case import BEGINNING, DOMAIN, PASSWORD, Case, data, day
from fyrtaarn.organisation import actions
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

NOTE = "opdigtet person"


def build(case: Case) -> None:
    found = data("organisation")
    _units(case, found["units"])
    _people(case, found["people"], {g["person"]: g["login"] for g in found["grants"]})
    _grants(case, found["grants"], found["people"])
    _bodies(case, found)


def _units(case: Case, rows: dict[str, Any]) -> None:
    kinds = {k.key: k for k in UnitKind.objects.all()}
    for key, (name, kind, parent, short) in rows.items():
        unit = Unit(
            name=name, short_name=short, unit_kind=kinds[kind], parent=case.units.get(parent), valid_from=BEGINNING
        )
        case.units[key] = actions.save_unit(by=case.system, unit=unit, on=BEGINNING)


def _people(case: Case, rows: dict[str, Any], log_ins: dict[str, str]) -> None:
    for key, (name, title, unit, function, leads) in rows.items():
        email = f"{log_ins[key]}@{DOMAIN}" if key in log_ins else ""
        person = Person(name=name, title=f"{title} ({NOTE})", email=email)
        case.people[key] = actions.save_person(by=case.system, person=person, on=BEGINNING)
        if unit:
            membership = Membership(
                person=person, unit=case.units[unit], function=function, is_leader=leads, valid_from=BEGINNING
            )
            actions.save_membership(by=case.system, membership=membership, on=BEGINNING)


def _grants(case: Case, rows: list[dict[str, str]], people: dict[str, Any]) -> None:
    for row in rows:
        _grant(case, row["person"], row["role"], row["unit"])
        actions.open_account(by=case.system, person=case.people[row["person"]], password=PASSWORD, on=BEGINNING)
    for key in ("henrik", "lisbet", "joergen"):
        _grant(case, key, "executive_board", "kommune")
    given = {(row["person"], row["role"]) for row in rows}
    for key, (_name, _title, unit, _function, leads) in people.items():
        # The chief executive owns focus areas and reads everything; running projects is the centres' work.
        if leads and unit != "direktion" and (key, "unit_head") not in given:
            _grant(case, key, "unit_head", unit)


def _grant(case: Case, person: str, role: str, unit: str) -> None:
    grant = RoleGrant(person=case.people[person], role=role, unit=case.units[unit], valid_from=BEGINNING)
    actions.grant_role(by=case.system, grant=grant, on=BEGINNING)


def _bodies(case: Case, found: dict[str, Any]) -> None:
    term = CouncilTerm(**found["term"])
    actions.save_council_term(by=case.system, term=term, on=BEGINNING)
    kinds = {k.key: k for k in BodyKind.objects.all()}
    for key, (name, kind, valid_from, valid_to, remit) in found["bodies"].items():
        body = Body(
            name=name,
            body_kind=kinds[kind],
            valid_from=day(valid_from),
            valid_to=day(valid_to),
            remit=remit,
            unit=case.units["direktion"] if key == "direktionen" else None,
        )
        case.bodies[key] = actions.save_body(by=case.system, body=body, on=BEGINNING)
    for key, seats in found["seats"].items():
        body = case.bodies[key]
        for person, function in seats:
            seat = BodyMembership(
                body=body,
                person=case.people[person],
                function=function,
                valid_from=body.valid_from,
                valid_to=body.valid_to,
                term=term if body.body_kind.is_political else None,
            )
            actions.save_body_membership(by=case.system, membership=seat, on=BEGINNING)
    for key, (name, committee, appropriation) in found["policy_areas"].items():
        area = PolicyArea(name=name, committee=case.bodies[committee], appropriation=appropriation)
        case.policy_areas[key] = actions.save_policy_area(by=case.system, policy_area=area, on=BEGINNING)
