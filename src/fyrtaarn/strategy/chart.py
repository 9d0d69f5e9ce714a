"""A small line chart of measurements: numbers in, places in a drawing of fixed size out. No Django.

The template draws; colours come from the style sheet, so that the drawing obeys the theme and a strict CSP.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 96, 16, 16, 44


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    day: date
    value: Decimal


@dataclass(frozen=True)
class Tick:
    place: float
    value: Decimal


@dataclass(frozen=True)
class Chart:
    """``points`` are measurements; ``way`` is the straight line from baseline to target, where both are known."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    first: date
    last: date
    baseline: Point | None
    target: Point | None
    target_level: float | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM
    baseline_of_text: int = HEIGHT - 12

    @property
    def line(self) -> str:
        return " ".join(f"{p.x},{p.y}" for p in self.points)

    @property
    def way(self) -> tuple[Point, Point] | None:
        return (self.baseline, self.target) if self.baseline and self.target else None


def draw(
    measurements: Sequence[tuple[date, Decimal]],
    *,
    baseline: tuple[date, Decimal] | None = None,
    target: Decimal | None = None,
    target_on: date | None = None,
) -> Chart | None:
    """The chart of measurements in order of date; None where there is nothing to draw."""
    if not measurements:
        return None
    aim = (target_on, target) if target_on is not None and target is not None else None
    placed = [*measurements, *([baseline] if baseline else []), *([aim] if aim else [])]
    first, last = min(d for d, _ in placed), max(d for d, _ in placed)
    values = [v for _, v in placed] + ([target] if target is not None else [])
    low, high = _bounds(min(values), max(values))

    def x(day: date) -> float:
        span = (last - first).days
        share = (day - first).days / span if span else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: Decimal) -> float:
        return round(HEIGHT - BOTTOM - float((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM), 1)

    def point(pair: tuple[date, Decimal]) -> Point:
        return Point(x(pair[0]), y(pair[1]), pair[0], pair[1])

    middle = (low + high) / 2
    return Chart(
        points=tuple(point(pair) for pair in measurements),
        ticks=tuple(Tick(y(value), value) for value in (low, middle, high)),
        first=first,
        last=last,
        baseline=point(baseline) if baseline else None,
        target=point(aim) if aim else None,
        target_level=y(target) if target is not None else None,
    )


def _bounds(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Rounded outwards to a step that people count in; a scale that begins near zero begins at zero."""
    if low == high:
        spread = abs(low) / 2 or Decimal(1)
        low, high = low - spread, high + spread
    if 0 < low < high / 2:
        low = Decimal(0)
    step = Decimal(10) ** (high - low).adjusted()
    if high - low < 3 * step:
        step /= 2
    lowest = (low / step).to_integral_value(ROUND_FLOOR) * step
    highest = (high / step).to_integral_value(ROUND_CEILING) * step
    return lowest, highest
