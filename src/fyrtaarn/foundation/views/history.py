"""The readable history of a record: each change with who, when, why and the fields that changed."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
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


@dataclass
class Line:
    """One change as the page tells it. ``subject`` and ``reason`` are empty where they are not for the viewer."""

    change: Change
    words: str
    told: list[RecordChange]
    subject: str
    reason: str


def history(request: Request, kind: str, uuid: UUID) -> HttpResponse:
    """The history tab of any record that has a page of its own and that the viewer may see the inside of."""
    entry = registries.kinds.get(kind)
    if entry is None or (
        not request.viewer.reads_internal and not (entry.administrative and request.viewer.is_administrator)
    ):
        raise Http404
    record = get_object_or_404(entry.rows(request.viewer), uuid=uuid)
    page = Paginator(_changes_of(record), PAGE_SIZE).get_page(request.GET.get("side"))
    lines = _lines(request.viewer, list(page.object_list), record, entry.part_models)
    return render(request, "ui/history.html", {"record": record, "kind": entry, "lines": lines, "page": page})


def _lines(viewer: Any, changes: list[Change], record: Record, part_models: tuple[type[Record], ...]) -> list[Line]:
    told, hidden = tell(viewer, changes, record, part_models)
    elsewhere = [c for c in changes if c.subject_uuid not in {None, record.uuid}]
    visible = _visible_subjects(viewer, elsewhere)
    open_ids = {c.pk for c in changes} - {c.pk for c in elsewhere if c.subject_uuid not in visible}
    return [
        Line(
            change,
            verb_text(change),
            told.get(change.pk, []),
            change.subject_label if change.pk in open_ids else "",
            change.reason if change.pk in open_ids else "",
        )
        for change in changes
        if change.pk in told or change.pk not in hidden
    ]


def _visible_subjects(viewer: Any, changes: list[Change]) -> set[UUID]:
    """Of the records that changes were about, those that exist for the viewer: one query per kind."""
    by_kind: dict[str, set[Any]] = {}
    for change in changes:
        by_kind.setdefault(change.subject_kind, set()).add(change.subject_uuid)
    found: set[UUID] = set()
    for key, uuids in by_kind.items():
        if entry := registries.kinds.get(key):
            found |= set(entry.rows(viewer).filter(uuid__in=uuids).values_list("uuid", flat=True))
    return found


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
) -> tuple[dict[int, list[RecordChange]], set[int]]:
    """Per change, what it did to the record and its parts, field by field; and the changes of which a part is hidden.

    Of a change that was about something else only the record's own part is told: what else it did may not be
    for this viewer. A part that points to what does not exist for the viewer does not exist either.
    Queries: a fixed number per kind of record.
    """
    told: dict[int, list[RecordChange]] = {}
    hidden: set[int] = set()
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
            if model is not type(record) and labels.hides(version):
                hidden.add(version.change_id)
                continue
            before = [v for v in earlier.get(version.record_id, []) if v.pk < version.pk]
            line = _one(model, before[-1] if before else None, version, labels)
            # Where only derived columns differ the verb says it all.
            if line.fields or line.how != "changed":
                told.setdefault(version.change_id, []).append(line)
    return told, hidden


def _one(model: type[Record], before: Any, after: Any, labels: "_Labels") -> RecordChange:
    what = str(model._meta.verbose_name)
    if after.removed:
        return RecordChange(what, "removed", _fields(model, None, after, labels))
    return RecordChange(what, "changed" if before else "added", _fields(model, before, after, labels))


def _fields(model: type[Record], before: Any, after: Any, labels: "_Labels") -> list[FieldChange]:
    found = []
    for column in fact_fields(model):
        # A column that nobody gave a name in words is the house's own business.
        if column.name in {"uuid", *model.derived} or not isinstance(column.verbose_name, Promise):
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
        self._hidden: dict[Any, set[Any]] = {}
        # Without its target a part says nothing, so it is hidden with it.
        self._needed = [c for c in fact_fields(model) if c.is_relation and not c.null]
        visible = {k.model: k for k in registries.kinds}
        for column in fact_fields(model):
            if column.is_relation:
                target: Any = column.related_model
                keys = {getattr(v, column.attname) for v in versions} - {None}
                kind = visible.get(target)
                rows = kind.rows(viewer) if kind else target._default_manager.all()
                found = rows.in_bulk(keys)
                self._by_model.setdefault(target, {}).update(found)
                if kind and (unseen := keys - found.keys()):
                    # What is gone altogether hides nothing any more.
                    there = target._base_manager.filter(pk__in=unseen).values_list("pk", flat=True)
                    self._hidden.setdefault(target, set()).update(there)

    def hides(self, version: Any) -> bool:
        """Whether a version points to a record that is there but does not exist for the viewer."""
        return any(getattr(version, c.attname) in self._hidden.get(c.related_model, ()) for c in self._needed)

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
