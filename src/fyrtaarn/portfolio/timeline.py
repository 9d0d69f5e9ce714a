"""Where the milestones of a page stand on a drawn line of months. Pure numbers; the template makes the SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WIDTH, LEFT, ROW, TOP = 900, 8, 30, 34


@dataclass
class Mark:
    x: float
    y: float
    title: str
    state: str  # done, late, ahead

    @property
    def points(self) -> str:
        """A diamond around the place."""
        r = 7
        return (
            f"{self.x:.1f},{self.y - r} {self.x + r:.1f},{self.y} {self.x:.1f},{self.y + r} {self.x - r:.1f},{self.y}"
        )


@dataclass
class Lane:
    label: str
    url: str
    y: float
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Drawing:
    lanes: list[Lane]
    months: list[tuple[float, date]]
    today_x: float | None
    width: int
    height: int


def draw(milestones: Sequence[Any], *, today: date) -> Drawing | None:
    """One lane per project in the order they first occur; None when there is nothing to draw.

    A milestone has ``title``, ``due_on``, ``done_on`` and ``project``.
    """
    if not milestones:
        return None
    days = [m.due_on for m in milestones]
    first, last = min([*days, today]), max([*days, today])
    # A single day, or a slip of a century, must not fold the line into one point or divide by zero.
    span = max((last - first).days, 31)

    def x(day: date) -> float:
        return float(LEFT + (WIDTH - 2 * LEFT) * (day - first).days / span)

    lanes: dict[Any, Lane] = {}
    for milestone in milestones:
        project = milestone.project
        if project.pk not in lanes:
            y = TOP + ROW * len(lanes) + ROW / 2
            lanes[project.pk] = Lane(str(project), project.get_absolute_url(), y)
        state = "done" if milestone.done_on else "late" if milestone.due_on < today else "ahead"
        lane = lanes[project.pk]
        lane.marks.append(Mark(x(milestone.due_on), lane.y, milestone.title, state))
    return Drawing(
        list(lanes.values()), [(x(d), d) for d in _months(first, last)], x(today), WIDTH, TOP + ROW * len(lanes)
    )


def _months(first: date, last: date) -> list[date]:
    """First days of the months in between, thinned out to at most a dozen."""
    every = max(1, ((last.year - first.year) * 12 + last.month - first.month) // 12 + 1)
    found, count = [], 0
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        if date(year, month, 1) >= first and count % every == 0:
            found.append(date(year, month, 1))
        count += 1
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
