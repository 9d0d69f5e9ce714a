"""Watches, while tests run, that facts are written through the recording door and nowhere else."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models.deletion import Collector
from django.db.models.query import QuerySet

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.history import Version

HOUSE = str(Path(sys.modules[Record.__module__].__file__ or "").parents[1])
DOOR = str(Path(HOUSE) / "foundation" / "recording.py")
WRITING = ("update", "bulk_create", "bulk_update", "delete", "create", "get_or_create", "update_or_create")


def caller() -> str:
    """The file of the house that asked for a write; empty when a test or a library did."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(HOUSE):
            return "" if "/tests/" in name else name
        frame = frame.f_back  # type: ignore[assignment]
    return ""


def guarded(original: Callable[..., Any], model_of: Callable[[Any], Any]) -> Callable[..., Any]:
    def watched(self: Any, *args: Any, **kwargs: Any) -> Any:
        if issubclass(model_of(self), (Record, Version)) and (place := caller()) and place != DOOR:
            raise AssertionError(f"{place} writes {model_of(self).__name__} past the recording door")
        return original(self, *args, **kwargs)

    return watched


def watch(patch: pytest.MonkeyPatch) -> None:
    for name in WRITING:
        patch.setattr(QuerySet, name, guarded(getattr(QuerySet, name), lambda rows: rows.model))
    for name in ("save", "delete"):
        patch.setattr(Record, name, guarded(getattr(Record, name), type))
    delete = Collector.delete

    def one_at_a_time(self: Collector) -> Any:
        """A row that another row takes with it would be gone without a trace in the history."""
        gone = [i for rows in self.data.values() for i in rows if isinstance(i, Record)]
        taken = [r for q in self.fast_deletes if issubclass(q.model, Record) for r in q]
        if caller() and len(gone) + len(taken) > 1:
            raise AssertionError(f"removed together, with one tombstone: {[*gone, *taken]}")
        return delete(self)

    patch.setattr(Collector, "delete", one_at_a_time)
