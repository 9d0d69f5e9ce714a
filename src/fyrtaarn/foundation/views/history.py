"""The readable history of a record: each change with who, when, why and the fields that changed."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.history import fact_fields
from fyrtaarn.foundation.http import Request
from fyrtaarn.foundation.models import Change

PAGE_SIZE = 25


@dataclass
class FieldChange:
    label: str
    before: str
    after: str


@dataclass
class RecordChange:
    what: str
    how: str  # added, changed, removed
    fields: list[FieldChange] = field(default_factory=list)


def history(request: Request, kind: str, uuid: UUID) -> HttpResponse:
    """The history tab of any record that has a page of its own and that the viewer may see the inside of."""
    entry = registries.kinds.get(kind)
    if entry is None or (
        not request.viewer.reads_internal and not (entry.administrative and request.viewer.is_administrator)
    ):
        raise Http404
    record = get_object_or_404(entry.rows(request.viewer), uuid=uuid)
    page = Paginator(_changes_of(record), PAGE_SIZE).get_page(request.GET.get("side"))
    told = tell(request.viewer, list(page.object_list), record, entry.part_models)
    lines = [(change, verb_text(change), told.get(change.pk, [])) for change in page.object_list]
    return render(request, "ui/history.html", {"record": record, "kind": entry, "lines": lines, "page": page})


def _changes_of(record: Record) -> "models.QuerySet[Change]":
    """Changes about the record, and those about something else (an import, its parent) that changed it too."""
    versions: models.Manager[Any] = type(record).version_model._default_manager
    touched = versions.filter(record_id=record.pk).values("change_id")
    found = Change.objects.filter(models.Q(subject_uuid=record.uuid) | models.Q(pk__in=touched))
    return found.order_by("-recorded_at", "-pk")


def verb_text(change: Change) -> str:
    entry = registries.verbs.get(change.verb)
    return str(entry.text) if entry else change.verb


def tell(
    viewer: Any, changes: list[Change], record: Record, part_models: tuple[type[Record], ...]
) -> dict[int, list[RecordChange]]:
    """Per change, what it did to the record and its parts, field by field.

    Of a change that was about something else only the record's own part is told: what else it did may not be
    for this viewer. Queries: a fixed number per kind of record.
    """
    told: dict[int, list[RecordChange]] = {}
    own, about = [c.pk for c in changes], [c.pk for c in changes if c.subject_uuid == record.uuid]
    for model in (type(record), *part_models):
        rows: models.Manager[Any] = model.version_model._default_manager
        wanted = rows.filter(change_id__in=about)
        if model is type(record):
            wanted = rows.filter(change_id__in=own, record_id=record.pk)
        here = list(wanted.order_by("pk")[:500])
        if not here:
            continue
        earlier: dict[int, list[Any]] = {}
        for version in rows.filter(record_id__in={v.record_id for v in here}).order_by("pk")[:2000]:
            earlier.setdefault(version.record_id, []).append(version)
        labels = _Labels(viewer, model, [v for versions in earlier.values() for v in versions])
        for version in here:
            before = [v for v in earlier.get(version.record_id, []) if v.pk < version.pk]
            line = _one(model, before[-1] if before else None, version, labels)
            # Where only derived columns differ the verb says it all.
            if line.fields or line.how != "changed":
                told.setdefault(version.change_id, []).append(line)
    return told


def _one(model: type[Record], before: Any, after: Any, labels: "_Labels") -> RecordChange:
    what = str(model._meta.verbose_name)
    if after.removed:
        return RecordChange(what, "removed", _fields(model, None, after, labels))
    return RecordChange(what, "changed" if before else "added", _fields(model, before, after, labels))


def _fields(model: type[Record], before: Any, after: Any, labels: "_Labels") -> list[FieldChange]:
    found = []
    for column in fact_fields(model):
        if column.name in {"uuid", *model.derived}:
            continue
        old = labels.text(column, before) if before is not None else ""
        new = labels.text(column, after)
        if old != new:
            found.append(FieldChange(str(column.verbose_name), old, new))
    return found


class _Labels:
    """Texts of values; keys are read as the records they point to, and only where the viewer may see those."""

    def __init__(self, viewer: Any, model: type[Record], versions: list[Any]) -> None:
        self._by_model: dict[Any, dict[Any, Any]] = {}
        visible = {k.model: k for k in registries.kinds}
        for column in fact_fields(model):
            if column.is_relation:
                target: Any = column.related_model
                keys = {getattr(v, column.attname) for v in versions} - {None}
                kind = visible.get(target)
                rows = kind.rows(viewer) if kind else target._default_manager.all()
                self._by_model.setdefault(target, {}).update(rows.in_bulk(keys))

    def text(self, column: Any, version: Any) -> str:
        value = getattr(version, column.attname)
        if value in (None, ""):
            return ""
        if column.is_relation:
            found = self._by_model[column.related_model].get(value)
            return str(found) if found else _("(not visible to you)")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        from django.utils.formats import localize

        return str(localize(value))
