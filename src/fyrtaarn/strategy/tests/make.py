"""Things of this room for tests: plain functions, each with facts enough to be saved."""

from datetime import date
from decimal import Decimal
from typing import Any

from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.models import Person, Unit
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.lifecycle import Choice
from fyrtaarn.strategy.models import (
    Anchoring,
    Arena,
    FocusArea,
    FocusAreaCircle,
    FocusAreaMandate,
    Goal,
    Indicator,
    Mandate,
    MandateKind,
    Measurement,
    Strategy,
    Tool,
)
from tests.cast import kind_of, saved

SYSTEM = system_viewer("tests")


def make_mandate(title: str = "The vision", *, kind: str = "vision", **facts: Any) -> Mandate:
    return saved(Mandate(title=title, mandate_kind=kind_of(MandateKind, kind), **facts))


def make_area(
    title: str = "Digital service",
    *,
    chosen: bool = True,
    circle: str = "internal",
    people: tuple[Person, ...] = (),
    units: tuple[Unit, ...] = (),
    mandate: Mandate | None = None,
    **facts: Any,
) -> FocusArea:
    """A focus area that the board has chosen, unless ``chosen`` says otherwise."""
    launched = date(2006, 6, 1) if circle == "public" else None
    area = saved(FocusArea(title=title, circle=circle, launched_on=launched, **facts))
    for person in people:
        saved(FocusAreaCircle(focus_area=area, person=person))
    for unit in units:
        saved(FocusAreaCircle(focus_area=area, unit=unit))
    if mandate is not None:
        saved(FocusAreaMandate(focus_area=area, mandate=mandate))
    if chosen:
        actions.choose(
            by=SYSTEM,
            focus_area=area,
            choice=Choice.CHOSEN,
            reason="The vision asks for it.",
            decided_on=date(2006, 3, 1),
        )
    return area


def make_goal(area: FocusArea, title: str = "Half of all letters are digital", **facts: Any) -> Goal:
    return saved(Goal(focus_area=area, title=title, **facts))


def make_strategy(area: FocusArea, title: str = "Digital first", **facts: Any) -> Strategy:
    return saved(Strategy(focus_area=area, title=title, **facts))


def make_indicator(goal: Goal, name: str = "Share of digital letters", **facts: Any) -> Indicator:
    return saved(Indicator(goal=goal, name=name, unit="per cent", **facts))


def make_measurement(indicator: Indicator, day: date = date(2006, 10, 1), value: str = "12.5") -> Measurement:
    return saved(Measurement(indicator=indicator, measured_on=day, value=Decimal(value)))


def make_anchoring(strategy: Strategy, **facts: Any) -> Anchoring:
    return saved(Anchoring(strategy=strategy, **{"phase": "implementation", "role": "owner", **facts}))


def make_tool(name: str = "Contract management", **facts: Any) -> Tool:
    return saved(Tool(name=name, **facts))


def make_arena(key: str = "production", **facts: Any) -> Arena:
    found: Arena = kind_of(Arena, key, **facts)
    return found
