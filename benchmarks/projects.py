"""Projects by the ten thousand, in every phase and state, with what hangs on them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.words import RARE, Words
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.organisation.models import Person, Unit
from fyrtaarn.portfolio import actions
from fyrtaarn.portfolio.lifecycle import PHASES, Phase, Size, Status
from fyrtaarn.portfolio.models import (
    Benefit,
    BudgetLine,
    Dependency,
    Milestone,
    Project,
    ProjectCircle,
    ProjectGoal,
    Risk,
    Stakeholder,
)
from fyrtaarn.strategy.lifecycle import Light
from fyrtaarn.strategy.models import FocusArea, Goal

FIRST_DAY, DAYS = date(2003, 1, 6), 1400
AT_ONCE = 5000
TEXTS = {"purpose": 3, "background": 6, "goal_text": 3, "outcome": 3, "deliverables": 4, "scope": 2, "strategy": 3}
# Of a hundred projects: drafts, running, paused, stopped; the rest are closed.
DRAFTS, RUNNING, PAUSED, STOPPED = 2, 58, 6, 4
CIRCLES = ([Circle.INTERNAL] * 84) + ([Circle.RELEASED] * 10) + ([Circle.PUBLIC] * 5) + [Circle.RESTRICTED]


class Ground:
    """What projects stand on, read once."""

    def __init__(self) -> None:
        self.units = list(Unit.objects.order_by("pk"))
        self.people = list(Person.objects.order_by("pk"))
        self.areas = list(FocusArea.objects.order_by("pk"))
        self.goals: dict[Any, list[Goal]] = {}
        for goal in Goal.objects.order_by("pk"):
            self.goals.setdefault(goal.focus_area_id, []).append(goal)


def build(words: Words, *, first: int, count: int, milestones: int) -> Iterator[int]:
    """Add projects, numbers ``first`` to ``first + count``; yields how many there are after each portion."""
    by, ground = system_viewer("benchmark"), Ground()
    made = 0
    while made < count:
        portion = min(AT_ONCE, count - made)
        projects = [_project(words, ground, first + made + n) for n in range(portion)]
        actions.save_projects(by=by, records=projects)
        _milestones(words, projects, milestones * portion // count)
        for parts in _parts(words, ground, projects):
            actions.save_parts(by=by, records=parts)
        made += portion
        yield first + made


def _project(words: Words, ground: Ground, number: int) -> Project:
    rng = words.rng
    status, phase = _state(words, number % 100)
    area = rng.choice(ground.areas) if number % 20 else None
    starts = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    light = rng.choice(list(Light)) if status == Status.RUNNING and PHASES.index(phase) >= 3 else Light.NONE
    project = Project(
        uuid=words.uuid(),
        title=words.title(),
        size=Size.FULL if number % 3 == 0 else Size.LIGHT,
        status=status,
        phase=phase,
        focus_area=area,
        unit=rng.choice(ground.units),
        owner=rng.choice(ground.people) if number % 15 else None,
        manager=rng.choice(ground.people) if number % 6 else None,
        starts_on=starts,
        ends_on=starts + timedelta(days=rng.randrange(60, 900)),
        light=light,
        light_reason=words.text(1) if light != Light.NONE else "",
        light_on=date(2006, 10, 1) if light != Light.NONE else None,
        circle=Circle.INTERNAL if status == Status.DRAFT else CIRCLES[rng.randrange(100)],
        **{name: words.text(rng.randint(1, most)) for name, most in TEXTS.items() if rng.random() < 0.8},
    )
    if number % 1000 == 0:
        project.title = f"{project.title} ({RARE})"
    return project


def _state(words: Words, share: int) -> tuple[Status, Phase]:
    if share < DRAFTS:
        return Status.DRAFT, Phase.IDEA
    share -= DRAFTS
    for status, part in ((Status.RUNNING, RUNNING), (Status.PAUSED, PAUSED), (Status.STOPPED, STOPPED)):
        if share < part:
            return status, words.rng.choice(PHASES[:-1])
        share -= part
    return Status.CLOSED, Phase.CLOSED


def _milestones(words: Words, projects: list[Project], count: int) -> None:
    rows = []
    for n in range(count):
        project = projects[n % len(projects)]
        baseline = (project.starts_on or FIRST_DAY) + timedelta(days=words.rng.randrange(20, 700))
        moved = baseline + timedelta(days=words.rng.randrange(0, 90)) if n % 3 == 0 else None
        done = baseline if n % 5 < 2 else None
        rows.append(
            Milestone(project=project, title=words.noun().capitalize(), baseline=baseline, forecast=moved, done_on=done)
        )
    actions.save_parts(by=system_viewer("benchmark"), records=rows)


def _parts(words: Words, ground: Ground, projects: list[Project]) -> Iterator[list[Any]]:
    rng = words.rng
    with_area = [p for n, p in enumerate(projects) if p.focus_area_id and n % 4]
    yield [ProjectGoal(project=p, goal=rng.choice(ground.goals[p.focus_area_id])) for p in with_area]
    yield [
        Risk(
            project=p,
            title=words.noun().capitalize(),
            likelihood=rng.randint(1, 4),
            consequence=rng.randint(1, 4),
            response=words.text(1),
            responsible=p.owner,
        )
        for p in projects[::2]
    ]
    yield [
        BudgetLine(project=p, budget_year=2006, title="Løn", budget=Decimal(rng.randrange(10, 5000) * 1000))
        for p in projects[::2]
    ]
    yield [Benefit(project=p, title=words.noun().capitalize(), responsible=p.owner) for p in projects[::3]]
    yield [Stakeholder(project=p, name=words.noun().capitalize()) for p in projects[::3]]
    yield [Dependency(project=p, on=projects[n - 1]) for n, p in enumerate(projects) if n % 8 == 1]
    restricted = [p for p in projects if p.circle == Circle.RESTRICTED]
    yield [ProjectCircle(project=p, person=rng.choice(ground.people)) for p in restricted]
