"""What hangs on a focus area: one door for all its kinds, and a plainly named one for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import Recorder, recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.strategy import access
from fyrtaarn.strategy.actions.circles import require_somebody
from fyrtaarn.strategy.models import (
    Anchoring,
    ArenaAssessment,
    FocusArea,
    FocusAreaCircle,
    FocusAreaMandate,
    Goal,
    Indicator,
    Measurement,
    Strategy,
    ToolChoice,
)

P = TypeVar("P", bound=Record)


@dataclass(frozen=True)
class Rule:
    """How a kind of part is told of, and the way from it to its focus area.

    ``subject`` is the record whose history tells that one was added or removed.
    """

    noun: str
    path: str
    subject: Callable[[Any], Record]
    # A part with a page of its own tells of its own changes.
    has_page: bool = False


RULES: dict[type[Record], Rule] = {
    Strategy: Rule("strategy", "focus_area", lambda r: r.focus_area, has_page=True),
    Goal: Rule("goal", "focus_area", lambda r: r.focus_area, has_page=True),
    Indicator: Rule("indicator", "goal__focus_area", lambda r: r.goal, has_page=True),
    Measurement: Rule("measurement", "indicator__goal__focus_area", lambda r: r.indicator),
    Anchoring: Rule("anchoring", "strategy__focus_area", lambda r: r.strategy),
    FocusAreaMandate: Rule("origin", "focus_area", lambda r: r.focus_area),
    ArenaAssessment: Rule("arena_assessment", "focus_area", lambda r: r.focus_area),
    ToolChoice: Rule("tool_choice", "focus_area", lambda r: r.focus_area),
    FocusAreaCircle: Rule("circle_entry", "focus_area", lambda r: r.focus_area),
}


def area_of(record: Record) -> FocusArea:
    """The focus area that a part hangs on, as the copy in hand says."""
    found: Any = record
    for name in RULES[type(record)].path.split("__"):
        found = getattr(found, name)
    return found  # type: ignore[no-any-return]


def _require_edit(by: Viewer, record: Record) -> None:
    """The right to where the part lies now and, if it is being moved, to where it goes."""
    areas = {area_of(record)}
    if not record._state.adding:
        areas.add(area_of(type(record)._base_manager.get(pk=record.pk)))
    require(all(access.may_edit_focus_area(by, area) for area in areas))


def save_part(*, by: Viewer, record: P, parent: Record | None = None, reason: str = "", on: date | None = None) -> P:
    """Add or change one part. ``parent`` is there for ``PartSet`` and says nothing that the part does not."""
    _require_edit(by, record)
    rule, adding = RULES[type(record)], record._state.adding
    subject = record if rule.has_page and not adding else rule.subject(record)
    verb = f"strategy.{rule.noun}.{'added' if adding else 'saved'}"
    with recording(by=by, verb=verb, subject=subject, reason=reason, on=on) as recorder:
        recorder.save(record)
    return record


def remove_part(*, by: Viewer, record: Record, parent: Record | None = None, reason: str = "") -> None:
    """Take away one part with what hangs on it. Raises ``ValidationError`` while others lie below it."""
    _require_edit(by, record)
    if isinstance(record, Strategy | Goal) and record.children.exists():
        raise ValidationError(_("Others lie below this one. Move or remove them first."))
    rule, area = RULES[type(record)], area_of(record)
    verb = f"strategy.{rule.noun}.removed"
    with recording(by=by, verb=verb, subject=rule.subject(record), reason=reason) as recorder:
        remove_tree(recorder, record)
        require_somebody(area)


def remove_tree(recorder: Recorder, record: Record) -> None:
    """Remove what hangs on a part before the part, so that the history tells of each."""
    below: list[Any] = []
    if isinstance(record, Strategy):
        below = [*record.children.all(), *record.anchorings.all()]
    elif isinstance(record, Goal):
        below = [*record.children.all(), *record.indicators.all()]
    elif isinstance(record, Indicator):
        below = [*record.measurements.all()]
    for row in below:
        remove_tree(recorder, row)
    recorder.remove(record)


def save_strategy(*, by: Viewer, strategy: Strategy, reason: str = "", on: date | None = None) -> Strategy:
    return save_part(by=by, record=strategy, reason=reason, on=on)


def save_goal(*, by: Viewer, goal: Goal, reason: str = "", on: date | None = None) -> Goal:
    return save_part(by=by, record=goal, reason=reason, on=on)


def save_indicator(*, by: Viewer, indicator: Indicator, reason: str = "", on: date | None = None) -> Indicator:
    return save_part(by=by, record=indicator, reason=reason, on=on)


def save_measurement(*, by: Viewer, measurement: Measurement, reason: str = "", on: date | None = None) -> Measurement:
    return save_part(by=by, record=measurement, reason=reason, on=on)


def save_anchoring(*, by: Viewer, anchoring: Anchoring, reason: str = "", on: date | None = None) -> Anchoring:
    return save_part(by=by, record=anchoring, reason=reason, on=on)


def save_origin(*, by: Viewer, origin: FocusAreaMandate, reason: str = "", on: date | None = None) -> FocusAreaMandate:
    return save_part(by=by, record=origin, reason=reason, on=on)


def save_arena_assessment(
    *, by: Viewer, assessment: ArenaAssessment, reason: str = "", on: date | None = None
) -> ArenaAssessment:
    return save_part(by=by, record=assessment, reason=reason, on=on)


def save_tool_choice(*, by: Viewer, tool_choice: ToolChoice, reason: str = "", on: date | None = None) -> ToolChoice:
    return save_part(by=by, record=tool_choice, reason=reason, on=on)


def save_circle_entry(
    *, by: Viewer, entry: FocusAreaCircle, reason: str = "", on: date | None = None
) -> FocusAreaCircle:
    return save_part(by=by, record=entry, reason=reason, on=on)
