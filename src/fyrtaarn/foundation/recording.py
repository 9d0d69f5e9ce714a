"""The one door for every change of fact.

An action opens ``recording(...)``: one transaction, one ``Change`` that says who, when, what and why, and a
``Recorder`` that saves records with their versions. Nothing else in the house may write records; a guard
test looks for ``save()``, ``update()``, ``bulk_create`` and the like outside this module.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection, models, transaction

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.actor import Actor
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.errors import Conflict
from fyrtaarn.foundation.history import fact_fields
from fyrtaarn.foundation.models import Change

R = TypeVar("R", bound=Record)

_BATCH = 500


class Recorder:
    """Saves records and their versions under one change."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self._stored = False

    @property
    def stored(self) -> bool:
        """Whether anything has been written under this change yet."""
        return self._stored

    def save(self, record: R) -> R:
        """Check, then insert or update one record and write its version.

        Raises ``ValidationError`` when a fact is wrong and ``Conflict`` when the row's revision is no longer
        the one this copy carries. Saving what is already there writes nothing.
        """
        record.prepare()
        check(record)
        if record._state.adding:
            self._insert([record])
            return record
        current = type(record)._base_manager.select_for_update().get(pk=record.pk)
        if current.revision != record.revision:
            raise Conflict(mine=record, current=current)
        if differing(current, record):
            self._update([record])
        return record

    def save_many(self, records: Sequence[R]) -> None:
        """The same for many records of one kind at once; callers have compared them with what is there."""
        for record in records:
            record.prepare()
            check(record)
        new = [r for r in records if r._state.adding]
        old = [r for r in records if not r._state.adding]
        if new:
            self._insert(new)
        if old:
            self._hold(old)
            self._update(old)

    def remove(self, record: Record) -> None:
        """Delete a row; its versions stay, and a tombstone says who removed it and why."""
        model = type(record)
        current = model._base_manager.select_for_update().get(pk=record.pk)
        if current.revision != record.revision:
            raise Conflict(mine=record, current=current)
        self._store()
        effective = self._close([record])[record.pk]
        _version_rows(model).create(
            **_columns(current),
            record_id=record.pk,
            change=self.change,
            effective_from=effective,
            effective_to=effective,
            removed=True,
        )
        current.delete()

    def derive(self, records: Sequence[Record], names: Sequence[str]) -> None:
        """Store derived columns of rows whose own facts did not change, and that something about them did.

        No version and no new revision: somebody who has the record open must not meet a conflict over a number
        that the house worked out by itself.
        """
        if not records:
            return
        self._store()
        for record in records:
            record.changed_at = max(record.changed_at, self.change.effective_at)
        alike: dict[tuple[Any, ...], list[Any]] = {}
        for record in records:
            alike.setdefault(tuple(getattr(record, n) for n in (*names, "changed_at")), []).append(record.pk)
        rows = type(records[0])._base_manager
        # Counts have few values: a statement for each of them, where a bulk update would compare row by row.
        for values, keys in alike.items():
            for start in range(0, len(keys), _BATCH):
                part = rows.filter(pk__in=keys[start : start + _BATCH])
                part.update(**dict(zip((*names, "changed_at"), values, strict=True)))

    def note(self) -> None:
        """Keep the change although no record's columns differ: what happened lies in a table without history."""
        self._store()

    def _hold(self, records: Sequence[Record]) -> None:
        model = type(records[0])
        by_pk = {r.pk: r for r in records}
        for start in range(0, len(records), _BATCH):
            keys = [r.pk for r in records[start : start + _BATCH]]
            held = 0
            for current in model._base_manager.select_for_update().filter(pk__in=keys):
                held += 1
                if current.revision != by_pk[current.pk].revision:
                    raise Conflict(mine=by_pk[current.pk], current=current)
            if held != len(keys):
                there = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
                gone = next(by_pk[key] for key in keys if key not in there)
                raise Conflict(mine=gone, current=gone)

    def _insert(self, records: Sequence[Record]) -> None:
        self._store()
        for record in records:
            record.revision = 1
            record.changed_at = self.change.effective_at
        if len(records) == 1:
            records[0].save(force_insert=True)
        else:
            type(records[0])._base_manager.bulk_create(records, batch_size=_BATCH)
        self._write_versions(records, {r.pk: self.change.effective_at for r in records})

    def _update(self, records: Sequence[Record]) -> None:
        self._store()
        effective = self._close(records)
        for record in records:
            record.revision += 1
            record.changed_at = max(record.changed_at, self.change.effective_at)
        if len(records) == 1:
            records[0].save(force_update=True)
        else:
            fields = [f.name for f in type(records[0])._meta.local_concrete_fields if not f.primary_key]
            # The rows are held and known to be there. An insert that meets them and becomes an update is a
            # plain list of values; a bulk update of many columns is a comparison per value.
            rows: Any = type(records[0])._base_manager
            rows.bulk_create(
                records, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
            )
        self._write_versions(records, effective)

    def _close(self, records: Sequence[Record]) -> dict[Any, datetime]:
        """End the open intervals; an interval never ends before it began, however far back a change is dated."""
        rows = _version_rows(type(records[0]))
        moments: dict[Any, datetime] = {}
        for start in range(0, len(records), _BATCH):
            keys = [r.pk for r in records[start : start + _BATCH]]
            open_rows = rows.filter(record_id__in=keys, effective_to__isnull=True)
            for record_id, began in open_rows.values_list("record_id", "effective_from"):
                moments[record_id] = max(began, self.change.effective_at)
        for moment in set(moments.values()):
            keys = [key for key, value in moments.items() if value == moment]
            for start in range(0, len(keys), _BATCH):
                rows.filter(record_id__in=keys[start : start + _BATCH], effective_to__isnull=True).update(
                    effective_to=moment
                )
        return {r.pk: moments.get(r.pk, self.change.effective_at) for r in records}

    def _write_versions(self, records: Sequence[Record], effective: dict[Any, datetime]) -> None:
        alike: dict[datetime, list[Any]] = {}
        for record in records:
            alike.setdefault(effective[record.pk], []).append(record.pk)
        for moment, keys in alike.items():
            for start in range(0, len(keys), _BATCH):
                self._copy(type(records[0]), keys[start : start + _BATCH], moment)

    def _copy(self, model: type[Record], keys: list[Any], moment: datetime) -> None:
        """Versions of rows as they now stand.

        The database copies them: sending every value a second time was two fifths of an import.
        """
        versions: Any = model.version_model._meta
        quote = connection.ops.quote_name
        copied = [quote(f.attname) for f in model._meta.local_concrete_fields if not f.primary_key]
        own = [versions.get_field(n) for n in ("record_id", "change", "effective_from", "removed")]
        values = [
            field.get_db_prep_save(value, connection)
            for field, value in zip(own[1:], (self.change.pk, moment, False), strict=True)
        ]
        into = ", ".join([*copied, *(quote(f.attname) for f in own)])
        wanted = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(versions.db_table)} ({into}) SELECT {', '.join(copied)}, id, %s, %s, %s "  # noqa: S608  # our own names
                f"FROM {quote(model._meta.db_table)} WHERE id IN ({wanted}) ORDER BY id",
                [*values, *keys],
            )

    def _store(self) -> None:
        """A change without any saved fact leaves no trace, so the row is made with the first one."""
        if not self._stored:
            self.change.save()
            self._stored = True


@contextmanager
def recording(
    *,
    by: Actor,
    verb: str,
    subject: Record | None = None,
    reason: str = "",
    on: date | None = None,
) -> Iterator[Recorder]:
    """Open one transaction and one change.

    ``verb`` is ``<room>.<noun>.<past participle>``; ``subject`` the record that the change is about (its
    label is copied when the block ends); ``on`` the domain day it takes effect, today when left out.
    """
    effective = clock.domain_now() if on is None or on == clock.today() else clock.start_of(on)
    change = Change(
        actor_id=by.account_id,
        actor_name=by.name,
        source=by.source,
        verb=verb,
        reason=reason,
        recorded_at=clock.now(),
        effective_at=effective,
    )
    if subject is not None:
        change.subject_kind, change.subject_uuid = subject.ref.kind, subject.uuid
    with transaction.atomic():
        recorder = Recorder(change)
        if subject is not None:
            change.subject_label = str(subject)[:300]
        yield recorder
        if recorder.stored and subject is not None and change.subject_label != str(subject)[:300]:
            change.subject_label = str(subject)[:300]
            change.save(update_fields=["subject_label"])


def put_back(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Rows of a backup, versions and all, exactly as they were written once. For restoring only."""
    model._base_manager.bulk_create(rows, batch_size=_BATCH)


def check(record: Record) -> None:
    """Run the rules of the record's fields and its own ``clean``; keys and uniqueness are the database's work."""
    keys = [f.name for f in record._meta.concrete_fields if f.is_relation]
    record.clean_fields(exclude=[*keys, "id"])
    record.clean()


def differing(old: Record, new: Record) -> list[str]:
    """Names of the facts in which two copies of a record differ."""
    return [f.name for f in fact_fields(type(new)) if _value(old, f) != _value(new, f)]


def _value(record: Record, field: "models.Field[Any, Any]") -> Any:
    value = getattr(record, field.attname)
    return field.to_python(value) if value is not None and not field.is_relation else value


def _columns(record: Record) -> dict[str, Any]:
    return {f.attname: getattr(record, f.attname) for f in record._meta.local_concrete_fields if not f.primary_key}


def _version_rows(model: type[Record]) -> "models.Manager[Any]":
    return model.version_model._default_manager
