"""The strategic ground of a large municipality: mandates, focus areas, strategies, goals and what is measured."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.words import Words
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.organisation.models import Person, Unit
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.lifecycle import Choice, Light
from fyrtaarn.strategy.models import (
    Anchoring,
    FocusArea,
    FocusAreaChoice,
    FocusAreaMandate,
    Goal,
    Indicator,
    Mandate,
    MandateKind,
    Measurement,
    Strategy,
)
from fyrtaarn.strategy.models.choices import Phases

STRATEGIES, GOALS, INDICATORS, MEASUREMENTS = 5, 10, 2, 5  # per area, area, goal, indicator
TODAY = date(2006, 11, 12)


def build(words: Words, *, focus_areas: int) -> None:
    by = system_viewer("benchmark")
    kinds = list(MandateKind._default_manager.all())
    mandates = [
        Mandate(uuid=words.uuid(), title=words.title(), mandate_kind=words.rng.choice(kinds), quotation=words.text(3))
        for _ in range(focus_areas * 2)
    ]
    actions.save_mandates(by=by, records=mandates)
    areas = list(_areas(words, focus_areas))
    actions.save_focus_areas(by=by, records=areas)
    origins = [
        FocusAreaMandate(focus_area=area, mandate=mandate)
        for n, area in enumerate(areas)
        for mandate in mandates[n * 2 : n * 2 + 1 + n % 2]
    ]
    actions.save_origins(by=by, records=origins)
    choices = [
        FocusAreaChoice(
            focus_area=area, choice=Choice.CHOSEN, decided_on=TODAY - timedelta(days=90), reason="Væsentlig"
        )
        for n, area in enumerate(areas)
        if n % 10 != 9
    ]
    actions.save_focus_area_choices(by=by, records=choices)
    _below(words, areas)


def _areas(words: Words, count: int) -> Iterator[FocusArea]:
    people = list(Person.objects.order_by("pk")[:200])
    for n in range(count):
        circle = {3: Circle.RELEASED, 7: Circle.PUBLIC, 8: Circle.RESTRICTED if n == 8 else Circle.INTERNAL}
        yield FocusArea(
            uuid=words.uuid(),
            title=words.title(),
            position=n,
            purpose=words.text(4),
            strategy=words.text(4) if n % 4 else "",
            owner=words.rng.choice(people) if n % 6 else None,
            light=words.rng.choice(list(Light)),
            status_text=words.text(1),
            status_on=TODAY,
            materiality=n % 4 + 1,
            next_reassessment=TODAY + timedelta(days=30 * (n - 5)),
            circle=circle.get(n % 10, Circle.INTERNAL),
        )


def _below(words: Words, areas: list[FocusArea]) -> None:
    by = system_viewer("benchmark")
    units, people = list(Unit.objects.order_by("pk")[:50]), list(Person.objects.order_by("pk")[:200])
    strategies = [
        Strategy(uuid=words.uuid(), focus_area=area, title=words.title(), description=words.text(3))
        for area in areas
        for _ in range(STRATEGIES)
    ]
    actions.save_strategies(by=by, records=strategies)
    anchorings = [
        Anchoring(strategy=s, unit=words.rng.choice(units), phase=Phases.FORMULATION, role=role)
        for s in strategies
        for role in (Anchoring.Roles.OWNER, Anchoring.Roles.RESPONSIBLE)
    ]
    actions.save_anchorings(by=by, records=anchorings)
    goals = [
        Goal(
            uuid=words.uuid(),
            focus_area=area,
            title=words.title(),
            owner=words.rng.choice(people) if n % 3 else None,
            deadline=TODAY + timedelta(days=n * 40) if n % 4 else None,
            success_criterion=words.text(1) if n % 5 else "",
        )
        for area in areas
        for n in range(GOALS)
    ]
    actions.save_goals(by=by, records=goals)
    indicators = [Indicator(goal=g, name=words.noun(), unit="procent") for g in goals for _ in range(INDICATORS)]
    actions.save_indicators(by=by, records=indicators)
    measurements = [
        Measurement(indicator=i, measured_on=TODAY - timedelta(days=30 * n), value=Decimal(words.rng.randrange(100)))
        for i in indicators[::2]
        for n in range(MEASUREMENTS)
    ]
    actions.save_measurements(by=by, records=measurements)
