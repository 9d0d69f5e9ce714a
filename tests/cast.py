"""People and things for tests: plain functions, and one cast in which every role is somebody with a name.

Rooms' tests use these too. Everything is written through the recording door, as it is in earnest.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.test import Client

from fyrtaarn.accounts.models import User
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, system_viewer
from fyrtaarn.organisation.lifecycle import Role
from fyrtaarn.organisation.models import (
    Body,
    BodyKind,
    Membership,
    Person,
    PolicyArea,
    RoleGrant,
    Unit,
    UnitKind,
)

PASSWORD = "a-password-for-tests"
R = TypeVar("R", bound=Record)


def saved(record: R, *, on: date | None = None) -> R:
    """Write a record as a system actor would."""
    with recording(by=system_viewer("tests"), verb="tests.record.saved", subject=record, on=on) as recorder:
        recorder.save(record)
    return record


def kind_of(model: type[Any], key: str, **facts: Any) -> Any:
    """The kind with this key, made when nobody has made it."""
    found = model._default_manager.filter(key=key).first()
    return found or saved(model(key=key, name=facts.pop("name", key.replace("_", " ").capitalize()), **facts))


def make_unit(
    name: str = "Centre for Schools", *, parent: Unit | None = None, kind: str = "department", **facts: Any
) -> Unit:
    return saved(Unit(name=name, parent=parent, unit_kind=kind_of(UnitKind, kind), **facts))


def make_person(name: str = "Karen Holm", *, unit: Unit | None = None, **facts: Any) -> Person:
    person = saved(Person(name=name, **facts))
    if unit is not None:
        saved(Membership(person=person, unit=unit))
    return person


def make_account(person: Person, email: str = "") -> User:
    """An account that can log in with ``PASSWORD``."""
    user = User.objects.create_user(email or f"{person.pk}@example.test", PASSWORD)
    person.account = user
    saved(person)
    return user


def grant(person: Person, role: Role, unit: Unit) -> RoleGrant:
    return saved(RoleGrant(person=person, role=role, unit=unit))


def make_body(name: str = "Committee for Children", *, kind: str = "standing_committee", **facts: Any) -> Body:
    return saved(Body(name=name, body_kind=kind_of(BodyKind, kind), **facts))


def make_policy_area(name: str = "Schools", *, committee: Body | None = None, **facts: Any) -> PolicyArea:
    return saved(PolicyArea(name=name, committee=committee or make_body(), **facts))


def logged_in(user: Any) -> Client:
    """A client of somebody, without the log-in page."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@dataclass(frozen=True)
class Member:
    """Somebody of the cast, with what they need to act."""

    role: Role
    person: Person
    user: User
    unit: Unit

    @property
    def viewer(self) -> Viewer:
        """A fresh one each time: a viewer reads its rights once."""
        return Viewer(self.user)

    def client(self) -> Client:
        return logged_in(self.user)


class Cast:
    """A small municipality and one person in each role.

    ``town`` is the root; ``centre`` (with ``school`` below it) is the unit of unit head, project manager and
    contributor; ``elsewhere`` is a unit that none of them has to do with.
    """

    def __init__(self) -> None:
        self.town = make_unit("Sorø Municipality", kind="executive_board")
        self.secretariat = make_unit("Secretariat", parent=self.town, kind="staff")
        self.centre = make_unit("Centre for Schools", parent=self.town)
        self.school = make_unit("Holberg School", parent=self.centre, kind="institution")
        self.elsewhere = make_unit("Centre for Roads", parent=self.town)
        self.board = self._member(Role.EXECUTIVE_BOARD, "Bodil Bang", self.town)
        self.concept_owner = self._member(Role.CONCEPT_OWNER, "Kim Krogh", self.secretariat)
        self.unit_head = self._member(Role.UNIT_HEAD, "Hanne Hald", self.centre)
        self.project_manager = self._member(Role.PROJECT_MANAGER, "Pia Ploug", self.centre)
        self.contributor = self._member(Role.CONTRIBUTOR, "Carl Carlsen", self.centre)
        self.politician = self._member(Role.POLITICIAN, "Poul Poulsen", self.town)
        self.reader = self._member(Role.READER, "Rikke Ravn", self.elsewhere)
        self.administrator = self._member(Role.ADMINISTRATOR, "Anders And", self.secretariat)

        # Somebody whom restricted records name. None of the roles above is theirs to see them by.
        self.insider = make_person("Inge Insider", unit=self.town, email="insider@example.test")
        make_account(self.insider, "insider@example.test")
        grant(self.insider, Role.READER, self.town)

    def _member(self, role: Role, name: str, unit: Unit) -> Member:
        person = make_person(name, unit=unit, email=f"{role}@example.test")
        user = make_account(person, f"{role}@example.test")
        grant(person, role, unit)
        return Member(role, person, user, unit)

    def __getitem__(self, role: str) -> Member:
        member: Member = getattr(self, "board" if role == Role.EXECUTIVE_BOARD else role)
        return member

    @property
    def members(self) -> list[Member]:
        return [self[role] for role in Role]

    def insider_client(self) -> Client:
        return logged_in(self.insider.account)

    def clients(self) -> dict[str, Client]:
        """A logged-in client for each role, and one of nobody under ``anonymous``."""
        return {"anonymous": Client()} | {str(role): self[role].client() for role in Role}
