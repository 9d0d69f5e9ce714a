"""The organisation of a large municipality: units, people, memberships, roles, and an account for each role."""

from collections.abc import Iterator
from datetime import date

from benchmarks.words import FIELDS, PLACES, WHAT, Words
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.lifecycle import Role
from fyrtaarn.organisation.models import Body, BodyKind, Membership, Person, PolicyArea, RoleGrant, Unit, UnitKind

BEGINNING = date(2003, 1, 1)
DOMAIN = "storkommune.example"
# Who looks at the pages that are measured.
ROLES = (
    Role.CONCEPT_OWNER,
    Role.EXECUTIVE_BOARD,
    Role.UNIT_HEAD,
    Role.PROJECT_MANAGER,
    Role.READER,
    Role.POLITICIAN,
    Role.ADMINISTRATOR,
)


def address_of(role: Role) -> str:
    return f"{role}@{DOMAIN}"


def build(words: Words, *, units: int, people: int) -> None:
    by = system_viewer("benchmark")
    tree = list(_units(words, units))
    for generation in tree:
        for unit in generation:
            unit.parent = unit.parent  # the parent has its key by now
        actions.save_units(by=by, records=generation)
    everybody = [Person(uuid=words.uuid(), name=words.person(), title="opdigtet person") for _ in range(people)]
    for person, role in zip(everybody, ROLES, strict=False):
        person.email = address_of(role)
    actions.save_people(by=by, records=everybody)
    flat = [unit for generation in tree for unit in generation]
    places = [Membership(person=p, unit=words.rng.choice(flat), valid_from=BEGINNING) for p in everybody]
    actions.save_memberships(by=by, records=places)
    actions.save_role_grants(by=by, records=list(_grants(words, tree, everybody)))
    for person in everybody[: len(ROLES)]:
        actions.open_account(by=by, person=person, on=BEGINNING)
    _bodies()


def _units(words: Words, count: int) -> Iterator[list[Unit]]:
    """Generations of the tree: municipality, directorates, centres, and what lies below them."""
    kinds = {k.key: k for k in UnitKind.objects.all()}

    def unit(kind: str, name: str, parent: Unit | None) -> Unit:
        return Unit(uuid=words.uuid(), unit_kind=kinds[kind], name=name, parent=parent, valid_from=BEGINNING)

    top = unit("municipality", "Storkommune", None)
    yield [top]
    directorates = [unit("directorate", f"Direktørområde {n}", top) for n in range(1, 7)]
    yield directorates
    centres = [
        unit("department", f"Center for {name}", directorates[n % len(directorates)]) for n, name in enumerate(FIELDS)
    ]
    yield centres
    rest = max(0, count - 1 - len(directorates) - len(centres))
    yield [
        unit("institution", f"{PLACES[n % len(PLACES)]} {WHAT[n % len(WHAT)]} {n}", words.rng.choice(centres))
        for n in range(1, rest + 1)
    ]


def _grants(words: Words, tree: list[list[Unit]], everybody: list[Person]) -> Iterator[RoleGrant]:
    top, directorate = tree[0][0], tree[1][0]
    for person, role in zip(everybody, ROLES, strict=False):
        unit = directorate if role in {Role.UNIT_HEAD, Role.PROJECT_MANAGER} else top
        yield RoleGrant(person=person, role=role, unit=unit, valid_from=BEGINNING)
    for unit in [*tree[2], *tree[3]]:
        head = words.rng.choice(everybody[len(ROLES) :])
        yield RoleGrant(person=head, role=Role.UNIT_HEAD, unit=unit, valid_from=BEGINNING)


def _bodies() -> None:
    by = system_viewer("benchmark")
    kind = BodyKind.objects.get(key="standing_committee")
    committees = [Body(name=f"Udvalget for {name}", body_kind=kind) for name in FIELDS[::4]]
    actions.save_bodies(by=by, records=committees)
    areas = [PolicyArea(name=f"Politikområde {n}", committee=body) for n, body in enumerate(committees, 1)]
    actions.save_policy_areas(by=by, records=areas)
