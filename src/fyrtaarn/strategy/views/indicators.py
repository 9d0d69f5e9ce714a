"""An indicator with its measurements, drawn and as a table."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from fyrtaarn.organisation.http import Request
from fyrtaarn.strategy import access, lifecycle
from fyrtaarn.strategy.chart import Chart, draw
from fyrtaarn.strategy.models import Indicator
from fyrtaarn.strategy.parts import INDICATOR_PARTS

MOST_POINTS = 200


def indicator(request: Request, uuid: UUID) -> HttpResponse:
    rows = Indicator.objects.all().visible_to(request.viewer).select_related("goal__focus_area")
    record = get_object_or_404(rows, uuid=uuid)
    latest = list(record.measurements.order_by("-measured_on", "-pk")[:MOST_POINTS])[::-1]
    last = latest[-1] if latest else None
    context = {
        "indicator": record,
        "goal": record.goal,
        "area": record.goal.focus_area,
        "chart": _chart(record, [(m.measured_on, m.value) for m in latest]),
        "last": last,
        "attained": lifecycle.attainment(
            baseline=record.baseline, target=record.target, latest=last.value if last else None
        ),
        "tables": INDICATOR_PARTS.tables(request.viewer, record),
        "may_edit": access.may_edit_focus_area(request.viewer, record.goal.focus_area),
    }
    return render(request, "strategy/indicator.html", context)


def _chart(record: Indicator, measurements: list[tuple[object, object]]) -> Chart | None:
    start = (record.baseline_on, record.baseline)
    return draw(
        measurements,  # type: ignore[arg-type]
        baseline=start if None not in start else None,  # type: ignore[arg-type]
        target=record.target,
        target_on=record.target_on,
    )
