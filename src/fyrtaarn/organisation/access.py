"""Who looks and acts, and what they may. Every list and every action asks here or in a room's own ``access``."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from fyrtaarn.accounts.models import User
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.organisation.lifecycle import INTERNAL_READERS, Circle, Role
from fyrtaarn.organisation.models import Membership, Person, RoleGrant, Unit


class Viewer:
    """One person in one request (or a system actor), with rights read once."""

    def __init__(self, user: User | AnonymousUser | None, *, source: str = "web", system: str = "") -> None:
        # A closed account has no rights, also where no session asks: a job runs after its owner was shut out.
        self.user = user if isinstance(user, User) and user.is_active else None
        self.source = source
        self.system = system

    # The actor that recording asks for.
    @property
    def account_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def name(self) -> str:
        if self.person:
            return self.person.name
        return self.system or (self.user.email if self.user else "")

    @property
    def is_authenticated(self) -> bool:
        return self.user is not None

    @property
    def is_system(self) -> bool:
        """A named system actor (command line, demo): may do what its command is for, sees everything."""
        return bool(self.system)

    @cached_property
    def person(self) -> Person | None:
        return Person.objects.filter(account=self.user).first() if self.user else None

    @cached_property
    def grants(self) -> dict[Role, set[int]]:
        """Role to the units it was granted on."""
        if self.person is None:
            return {}
        found: dict[Role, set[int]] = {}
        for role, unit_id in RoleGrant.objects.valid().filter(person=self.person).values_list("role", "unit_id"):
            found.setdefault(Role(role), set()).add(unit_id)
        return found

    def has(self, *roles: Role) -> bool:
        return self.is_system or any(role in self.grants for role in roles)

    @property
    def is_concept_owner(self) -> bool:
        return self.has(Role.CONCEPT_OWNER)

    @property
    def is_board(self) -> bool:
        return self.has(Role.EXECUTIVE_BOARD)

    @property
    def is_administrator(self) -> bool:
        return self.has(Role.ADMINISTRATOR)

    @cached_property
    def reads_internal(self) -> bool:
        return self.is_system or any(role in INTERNAL_READERS for role in self.grants)

    @cached_property
    def reads_released(self) -> bool:
        return self.reads_internal or self.has(Role.POLITICIAN)

    @cached_property
    def headed_unit_ids(self) -> set[int]:
        """Units this person heads, subtrees included."""
        return Unit.objects.all().subtree_ids(self.grants.get(Role.UNIT_HEAD, set()))

    @cached_property
    def registering_unit_ids(self) -> set[int]:
        """Units whose projects this person may register as a project manager."""
        return Unit.objects.all().subtree_ids(self.grants.get(Role.PROJECT_MANAGER, set()))

    @cached_property
    def member_unit_ids(self) -> set[int]:
        """Units that a circle naming them lets this person in by: those they belong to and the ones above."""
        if self.person is None:
            return set()
        ids = set(Membership.objects.valid().filter(person=self.person).values_list("unit_id", flat=True))
        parents = Unit.objects.all().parents() if ids else {}
        found: set[int] = set()
        for unit_id in ids:
            current: int | None = unit_id
            while current is not None and current not in found:
                found.add(current)
                current = parents.get(current)
        return found


def system_viewer(name: str) -> Viewer:
    """A named system actor."""
    return Viewer(None, source="system", system=name)


def require(allowed: bool) -> None:
    """Raise ``Forbidden`` unless allowed: the first line of every action."""
    if not allowed:
        raise Forbidden


def may_read_organisation(viewer: Viewer) -> bool:
    return viewer.is_system or bool(viewer.grants)


def may_manage_organisation(viewer: Viewer) -> bool:
    """Units, people, bodies and accounts are the administrator's."""
    return viewer.is_administrator


def in_circle(viewer: Viewer, *, entries: type[Any], parent: str, own: Q) -> Q:
    """The condition under which a record with a ``circle`` column exists for a viewer.

    ``entries`` is the room's table of circle entries with a key named ``parent``; ``own`` the condition under
    which the record is the viewer's own (owner, manager …), which always includes restricted ones.
    """
    if viewer.is_system:
        return Q()
    open_to = [Circle.PUBLIC]
    if viewer.reads_released:
        open_to.append(Circle.RELEASED)
    if viewer.reads_internal:
        open_to.append(Circle.INTERNAL)
    condition = Q(circle__in=open_to)
    if viewer.reads_internal and viewer.person is not None:
        named: QuerySet[Any] = entries._default_manager.filter(
            Q(person=viewer.person) | Q(unit__in=viewer.member_unit_ids)
        ).values(parent)
        condition |= Q(pk__in=named) | own
    return condition
