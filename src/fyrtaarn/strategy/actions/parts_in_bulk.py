"""The same doors for many records at once, as import and packages use them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.lifecycle import closes_a_circle
from fyrtaarn.strategy import access
from fyrtaarn.strategy.actions.parts import RULES
from fyrtaarn.strategy.models import (
    Anchoring,
    ArenaAssessment,
    FocusAreaCircle,
    FocusAreaMandate,
    Goal,
    Indicator,
    Measurement,
    Strategy,
    ToolChoice,
)

_BATCH = 500


def _save_many(by: Viewer, records: Sequence[Any], batches: Iterable[Sequence[Any]] | None = None) -> None:
    if not records:
        return
    for record in records:
        _take_keys(record)
    rule = RULES[type(records[0])]
    require(access.may_edit_all(by, _areas(records)))
    with recording(by=by, verb=f"strategy.{rule.noun}.imported") as recorder:
        for batch in batches if batches is not None else [records]:
            recorder.save_many(batch)


def _take_keys(record: Any) -> None:
    """A record built on another one before that was saved takes over its key now."""
    for field in record._meta.concrete_fields:
        if field.is_relation and field.is_cached(record):
            setattr(record, field.name, getattr(record, field.name))


def _areas(records: Sequence[Any]) -> set[int]:
    """Where the records lie and where they go: a fixed number of queries for each batch of them."""
    model = type(records[0])
    path = RULES[model].path
    areas = _read_areas(model, f"{path}_id", [r.pk for r in records if not r._state.adding])
    first, _separator, rest = path.partition("__")
    above = list({getattr(r, f"{first}_id") for r in records})
    if not rest:
        return areas | set(above)
    return areas | _read_areas(model._meta.get_field(first).related_model, f"{rest}_id", above)


def _read_areas(model: Any, path: str, keys: list[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(keys), _BATCH):
        found |= set(model._base_manager.filter(pk__in=keys[start : start + _BATCH]).values_list(path, flat=True))
    return found


def _save_nodes(by: Viewer, records: Sequence[Strategy] | Sequence[Goal]) -> None:
    """Trees: what lies above is saved before what lies below; a cycle among the records is refused."""
    if not records:
        return
    below_itself = ValidationError({"parent": _("It cannot lie below itself.")})
    model = type(records[0])
    parents: dict[int, int | None] = dict(model._base_manager.values_list("pk", "parent_id"))
    parents.update({r.pk: r.parent_id for r in records if r.pk})
    if any(r.pk and closes_a_circle(r.pk, r.parent_id, parents) for r in records):
        raise below_itself
    _save_many(by, records, _generations(list(records), below_itself))


def _generations(waiting: list[Any], below_itself: ValidationError) -> Iterable[Sequence[Any]]:
    """Batches in which every parent has been saved before its children; each is made after the last was saved."""
    while waiting:
        ready = [r for r in waiting if r.parent is None or not r.parent._state.adding]
        if not ready:
            raise below_itself
        for record in ready:
            _take_keys(record)
        yield ready
        done = {id(r) for r in ready}
        waiting = [r for r in waiting if id(r) not in done]


def save_strategies(*, by: Viewer, records: Sequence[Strategy]) -> None:
    _save_nodes(by, records)


def save_goals(*, by: Viewer, records: Sequence[Goal]) -> None:
    _save_nodes(by, records)


def save_indicators(*, by: Viewer, records: Sequence[Indicator]) -> None:
    _save_many(by, records)


def save_measurements(*, by: Viewer, records: Sequence[Measurement]) -> None:
    _save_many(by, records)


def save_anchorings(*, by: Viewer, records: Sequence[Anchoring]) -> None:
    _save_many(by, records)


def save_origins(*, by: Viewer, records: Sequence[FocusAreaMandate]) -> None:
    _save_many(by, records)


def save_arena_assessments(*, by: Viewer, records: Sequence[ArenaAssessment]) -> None:
    _save_many(by, records)


def save_tool_choices(*, by: Viewer, records: Sequence[ToolChoice]) -> None:
    _save_many(by, records)


def save_circle_entries(*, by: Viewer, records: Sequence[FocusAreaCircle]) -> None:
    _save_many(by, records)
