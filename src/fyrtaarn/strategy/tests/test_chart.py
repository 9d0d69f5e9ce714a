"""The drawing of measurements: every point within the frame, scales that people count in."""

from datetime import date
from decimal import Decimal

from fyrtaarn.strategy.chart import HEIGHT, WIDTH, draw


def day(month: int) -> date:
    return date(2006, month, 1)


def test_nothing_measured_draws_nothing() -> None:
    assert draw([]) is None


def test_a_single_measurement_stands_in_the_middle() -> None:
    chart = draw([(day(1), Decimal(5))])
    assert chart is not None
    assert 0 < chart.points[0].x < WIDTH
    assert chart.ticks[0].value < 5 < chart.ticks[-1].value


def test_points_lie_within_the_frame_and_in_order() -> None:
    chart = draw(
        [(day(2), Decimal("-3.5")), (day(6), Decimal("12.25"))],
        baseline=(day(1), Decimal(0)),
        target=Decimal(40),
        target_on=day(12),
    )
    assert chart is not None
    assert chart.way is not None
    placed = [*chart.points, *chart.way]
    assert all(chart.left <= p.x <= chart.right and 0 <= p.y <= HEIGHT for p in placed)
    assert chart.points[0].x < chart.points[1].x
    assert chart.points[0].y > chart.points[1].y
    assert chart.ticks[0].value <= Decimal("-3.5")
    assert chart.ticks[-1].value >= 40


def test_a_scale_near_zero_begins_at_zero() -> None:
    chart = draw([(day(1), Decimal(12)), (day(2), Decimal(26))], target=Decimal(40))
    assert chart is not None
    assert [t.value for t in chart.ticks] == [0, 20, 40]
    assert chart.target is None
    assert chart.target_level is not None


def test_large_and_tiny_numbers_are_drawn() -> None:
    for value in ("999999999999.9999", "0.0001", "-999999999999"):
        chart = draw([(day(1), Decimal(value)), (day(2), Decimal(value) * 2)])
        assert chart is not None
        assert all(0 <= p.y <= HEIGHT for p in chart.points)
