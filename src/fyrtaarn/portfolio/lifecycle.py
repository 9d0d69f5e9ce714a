"""Pure rules of projects: phases, status, what a phase requires, numbers. No Django."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Phase(StrEnum):
    IDEA = "idea"
    CLARIFICATION = "clarification"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    BENEFITS = "benefits"
    CLOSED = "closed"


PHASES: tuple[Phase, ...] = tuple(Phase)


class Status(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    CLOSED = "closed"


class Size(StrEnum):
    LIGHT = "light"
    FULL = "full"


def rank(phase: Phase) -> int:
    return PHASES.index(phase)


def next_phase(phase: Phase) -> Phase | None:
    """The phase after this one; None after the last."""
    position = rank(phase) + 1
    return PHASES[position] if position < len(PHASES) else None


def previous_phase(phase: Phase) -> Phase | None:
    return PHASES[rank(phase) - 1] if rank(phase) else None


@dataclass(frozen=True, slots=True)
class Requirement:
    """From which phase a field of the template is required, per size; None: never."""

    field: str
    light: Phase | None
    full: Phase | None

    def applies(self, size: Size, phase: Phase) -> bool:
        start = self.light if size is Size.LIGHT else self.full
        return start is not None and rank(start) <= rank(phase)


def required_fields(rules: Iterable[Requirement], *, size: Size, phase: Phase) -> list[str]:
    """What a project of a size must have filled to stand in a phase, in the template's order."""
    return [rule.field for rule in rules if rule.applies(size, phase)]


def missing_fields(rules: Iterable[Requirement], *, size: Size, phase: Phase, filled: Collection[str]) -> list[str]:
    return [name for name in required_fields(rules, size=size, phase=phase) if name not in filled]


def completeness(*, required: int, missing: int) -> int:
    """Filled of required, in whole per cent; 100 where nothing is required."""
    return 100 if required == 0 else (required - missing) * 100 // required


def project_number(year: int, serial: int) -> str:
    """``P-2006-001``; a thousandth project of a year simply gets four digits."""
    return f"P-{year}-{serial:03d}"


def number_key(year: int | None, serial: int | None) -> int:
    """A number that sorts as project numbers do; 0 for a draft."""
    return 0 if year is None or serial is None else year * 100_000 + serial


_KLE = re.compile(r"\d{2}\.\d{2}\.\d{2}(-[A-ZÆØÅ]\d{2}(-\d+-\d{2,4})?)?")


def is_kle_number(text: str) -> bool:
    """Whether a text has the form of a KLE number: group.subject with facet, serial and year if wanted."""
    return _KLE.fullmatch(text) is not None


def may_pause(status: Status) -> bool:
    return status is Status.RUNNING


def may_stop(status: Status) -> bool:
    return status in {Status.RUNNING, Status.PAUSED}


def may_resume(status: Status) -> bool:
    return status in {Status.PAUSED, Status.STOPPED}


def is_late(*, forecast: date | None, baseline: date | None, done: date | None, today: date) -> bool:
    """A milestone is late when its day has passed and it is not done."""
    due = forecast or baseline
    return done is None and due is not None and due < today


def deviation(*, budget: Decimal | None, expected: Decimal | None) -> Decimal | None:
    """Expected less budget, in kroner; positive means more than granted."""
    return None if budget is None or expected is None else expected - budget
