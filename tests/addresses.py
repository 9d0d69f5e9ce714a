"""Every named address of the house, with arguments from the world."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from fyrtaarn.exchange.models import Mapping
from fyrtaarn.foundation.parts import PartSet
from fyrtaarn.organisation.models import Body, CouncilTerm, Person, Unit
from fyrtaarn.organisation.parts import BODY_PARTS, PERSON_PARTS, UNIT_PARTS
from fyrtaarn.portfolio.headings import SECTIONS as PROJECT_SECTIONS
from fyrtaarn.portfolio.models import DocumentSystem
from fyrtaarn.portfolio.parts import PROJECT_PARTS
from fyrtaarn.strategy.forms.focus_areas import SECTIONS as AREA_SECTIONS
from fyrtaarn.strategy.models import Arena, FocusArea, Goal, Indicator, Mandate, MandateKind, Strategy, Tool
from fyrtaarn.strategy.parts import FOCUS_AREA_PARTS, GOAL_PARTS, INDICATOR_PARTS, STRATEGY_PARTS
from tests.world import World

Arguments = list[tuple[Any, ...]]
# The set of parts, and the record they hang on.
PART_SETS: list[tuple[PartSet, Callable[[World], Any]]] = [
    (UNIT_PARTS, lambda w: w[Unit]),
    (BODY_PARTS, lambda w: w[Body]),
    (PERSON_PARTS, lambda w: w[Person]),
    (FOCUS_AREA_PARTS, lambda w: w[FocusArea]),
    (STRATEGY_PARTS, lambda w: w[Strategy]),
    (GOAL_PARTS, lambda w: w[Goal]),
    (INDICATOR_PARTS, lambda w: w[Indicator]),
    (PROJECT_PARTS, lambda w: w.project),
]
# What begins a name, to the record whose uuid the address holds.
BY_UUID: dict[str, Any] = {
    "unit": Unit,
    "body": Body,
    "term": CouncilTerm,
    "person": Person,
    "account": Person,
    "focus_area": FocusArea,
    "strategy": Strategy,
    "goal": Goal,
    "indicator": Indicator,
    "mandate": Mandate,
    "mandate_kind": MandateKind,
    "tool": Tool,
    "arena": Arena,
    "document_system": DocumentSystem,
    "mapping": Mapping,
}
# Where the name and the pattern do not say it.
SPECIAL: dict[str, Callable[[World], Arguments]] = {
    "strategy_new": lambda w: [(w[FocusArea].uuid,)],
    "goal_new": lambda w: [(w[FocusArea].uuid,)],
    "focus_area_edit": lambda w: [(w[FocusArea].uuid, section) for section in AREA_SECTIONS],
    "project_edit": lambda w: [(w.project.address, section.key) for section in PROJECT_SECTIONS],
    "project_register": lambda w: [(w.draft.address,)],
    "draft_remove": lambda w: [(w.draft.address,)],
    "history": lambda w: [(kind, record.uuid) for kind, record in w.histories()],
    "job": lambda w: [(w.job.uuid,)],
    "pick": lambda w: [(key,) for key in w.pickers()],
    "import": lambda w: [(w.workbook.uuid,)],
    "import_again": lambda w: [(w.workbook.uuid,)],
    "import_cancel": lambda w: [(w.workbook.uuid,)],
    "import_confirm": lambda w: [(w.workbook.uuid,)],
    "import_columns": lambda w: [(w.list.uuid,)],
    "import_values": lambda w: [(w.list.uuid,)],
    "password_reset_confirm": lambda w: [("MQ", "wrong-token")],
}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address; the name is empty where somebody forgot it."""
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, where)
        elif isinstance(entry, URLPattern):
            yield entry.name or "", where


def arguments(name: str, pattern: str, world: World) -> Arguments:
    if name in SPECIAL:
        return SPECIAL[name](world)
    for parts, record in PART_SETS:
        if name.startswith(f"{parts.name}_part_"):
            return _part_arguments(name, parts, record(world), world)
    if "<uuid:uuid>" in pattern:
        best = max((key for key in BY_UUID if name == key or name.startswith(f"{key}_")), key=len, default=None)
        assert best is not None, f"tests/addresses.py: which record does {name} ({pattern}) show?"
        return [(world[BY_UUID[best]].uuid,)]
    if "<str:address>" in pattern:
        return [(world.project.address,)]
    if pattern.endswith("/<slug:fmt>/"):
        return [("xlsx",), ("csv",)]
    assert "<" not in pattern, f"tests/addresses.py: what are the arguments of {name} ({pattern})?"
    return [()]


def _part_arguments(name: str, parts: PartSet, record: Any, world: World) -> Arguments:
    if name.endswith("_new"):
        return [(parts.address(record), part.key) for part in parts.parts]
    return [(parts.address(record), part.key, world[part.model].uuid) for part in parts.parts if not part.fixed]


# Names under which different things lie, with rights of their own: told apart by their first argument.
VARIED = {"history", "pick"}


def addresses(world: World) -> dict[str, list[str]]:
    """Every name with the addresses it has in this world."""
    found: dict[str, list[str]] = {}
    for name, pattern in patterns():
        for given in arguments(name, pattern, world):
            key = f"{name}:{given[0]}" if name in VARIED else name
            found.setdefault(key, []).append(reverse(name, args=given))
    return found
