"""Mandates, their kinds, tools and arenas: all the concept owner's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.strategy.access import may_manage_strategy
from fyrtaarn.strategy.models import Arena, Mandate, MandateKind, Tool


def _save(by: Viewer, record: Any, noun: str, reason: str, on: date | None) -> Any:
    require(may_manage_strategy(by))
    with recording(by=by, verb=f"strategy.{noun}.saved", subject=record, reason=reason, on=on) as recorder:
        recorder.save(record)
    return record


def save_mandate(*, by: Viewer, mandate: Mandate, reason: str = "", on: date | None = None) -> Mandate:
    return _save(by, mandate, "mandate", reason, on)  # type: ignore[no-any-return]


def save_mandate_kind(*, by: Viewer, mandate_kind: MandateKind, on: date | None = None) -> MandateKind:
    return _save(by, mandate_kind, "mandate_kind", "", on)  # type: ignore[no-any-return]


def save_arena(*, by: Viewer, arena: Arena, on: date | None = None) -> Arena:
    return _save(by, arena, "arena", "", on)  # type: ignore[no-any-return]


def save_tool(*, by: Viewer, tool: Tool, reason: str = "", on: date | None = None) -> Tool:
    return _save(by, tool, "tool", reason, on)  # type: ignore[no-any-return]


def remove_mandate(*, by: Viewer, mandate: Mandate, reason: str = "") -> None:
    """Take away a mandate that nothing springs from. Raises ``ValidationError`` where something does."""
    require(may_manage_strategy(by))
    if mandate.carried_by.exists():
        raise ValidationError(_("Focus areas spring from this mandate. Take it off them first."))
    with recording(by=by, verb="strategy.mandate.removed", subject=mandate, reason=reason) as recorder:
        recorder.remove(mandate)


def remove_catalogue_entry(*, by: Viewer, record: MandateKind | Arena | Tool) -> None:
    """Take away an entry that nothing uses; what is in use is marked as no longer used instead."""
    require(may_manage_strategy(by))
    with recording(by=by, verb=f"strategy.{record.kind}.removed", subject=record) as recorder:
        recorder.remove(record)


def _import(by: Viewer, noun: str, records: Sequence[Record]) -> None:
    require(may_manage_strategy(by))
    if records:
        with recording(by=by, verb=f"strategy.{noun}.imported") as recorder:
            recorder.save_many(records)


def save_mandates(*, by: Viewer, records: Sequence[Mandate]) -> None:
    _import(by, "mandate", records)


def save_mandate_kinds(*, by: Viewer, records: Sequence[MandateKind]) -> None:
    _import(by, "mandate_kind", records)


def save_arenas(*, by: Viewer, records: Sequence[Arena]) -> None:
    _import(by, "arena", records)


def save_tools(*, by: Viewer, records: Sequence[Tool]) -> None:
    _import(by, "tool", records)
