"""Third stage: every record is judged, and what would change is listed. Writes nothing."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from fyrtaarn.exchange.cells import shown
from fyrtaarn.exchange.columns import Column, Type, layouts
from fyrtaarn.exchange.matching import Matcher
from fyrtaarn.exchange.problems import Problem, brief
from fyrtaarn.exchange.reading import Reading
from fyrtaarn.exchange.world import Entry, Table, World

Progress = Callable[[int], None]


@dataclass
class Plan:
    """What an import would do."""

    problems: list[Problem]
    tables: list[Table]
    world: World
    missing: list[str] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        return bool(self.problems)

    @property
    def is_empty(self) -> bool:
        return not any(e.matters for t in self.tables for e in t.entries)

    def counts(self) -> dict[str, dict[str, int]]:
        """New, changed and unchanged rows per sheet, by the sheet's key."""
        found = {}
        for table in self.tables:
            new = sum(1 for e in table.entries if e.is_new)
            changed = sum(1 for e in table.entries if e.changes and not e.is_new)
            found[table.layout.key] = {
                "new": new,
                "changed": changed,
                "unchanged": len(table.entries) - new - changed,
            }
        return found

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every change, a row at a time, as people read it."""
        for table in self.tables:
            for entry in table.entries:
                if entry.matters:
                    yield {
                        "sheet": table.layout.name,
                        "row": entry.row.number,
                        "how": "new" if entry.is_new else "changed",
                        "label": _label(entry),
                        "fields": [
                            [c.heading, self._shown(c, old), self._shown(c, new)] for c, old, new in entry.changes
                        ],
                    }

    def _shown(self, column: Column, value: Any) -> str:
        if column.type is Type.REFERENCE and value is not None:
            return self.world.table(column.target).index.plain_label(value)
        return shown(column, value)

    def digest(self) -> str:
        """Two plans with the same digest would do the same, whatever happened in between."""
        whole = hashlib.sha256()
        for table in self.tables:
            for entry in table.entries:
                if entry.matters:
                    key = None if entry.existing is None else entry.existing.pk
                    facts = [(column.name, old, new) for column, old, new in entry.changes]
                    whole.update(repr((table.layout.key, entry.row.number, key, facts)).encode())
        return whole.hexdigest()


def _label(entry: Entry) -> str:
    try:
        return brief(entry.record)
    except ObjectDoesNotExist:
        return ""  # it is called by a record that a faulty cell did not name


def plan_import(reading: Reading, viewer: Any, progress: Progress = lambda rows: None) -> Plan:
    """Match, judge and compare everything that was read; all faults are collected, none stops the work."""
    problems = list(reading.problems)
    world = World(viewer)
    tables = []
    done = 0
    order = list(layouts())
    for read in sorted(reading.sheets, key=lambda s: order.index(s.layout.key)):
        table = Matcher(world, read, problems).run()
        tables.append(table)
        _Judge(world, table, problems).run(partial(_onward, progress, done))
        done += len(table.entries)
    return Plan(problems, tables, world, reading.missing)


def _onward(progress: Progress, before: int, rows: int) -> None:
    progress(before + rows)


class _Judge:
    """Asks the rules of the records, of uniqueness and of rights about one table."""

    def __init__(self, world: World, table: Table, problems: list[Problem]) -> None:
        assert table.read is not None  # noqa: S101  # only tables of the file are judged
        self._world = world
        self._table = table
        self._read = table.read
        self._sheet = table.layout.sheet
        self._problems = problems
        self._columns = {c.name: c for c in table.layout.columns}
        keys = [f.name for f in self._sheet.model._meta.concrete_fields if f.is_relation]
        # What is derived from a faulty value is not a second fault.
        self._not_asked = [*keys, "id", *self._sheet.model.derived]

    def run(self, progress: Progress) -> None:
        moved = self._moved_owners()
        owner = f"{self._sheet.owner}_id"
        for number, entry in enumerate(self._table.entries):
            if entry.matters or (moved and getattr(entry.record, owner) in moved):
                self._check(entry)
            if number % 500 == 0:
                progress(number)
        if any(e.matters for e in self._table.entries):
            self._check_rights()
            for names, text, is_partial in unique_sets(self._sheet.model):
                self._check_unique(names, text, is_partial)

    def _moved_owners(self) -> set[Any]:
        """Records that rows hang on and that the file changes: their rows are judged anew, changed or not."""
        if not self._sheet.owner:
            return set()
        return self._world.table(self._columns[self._sheet.owner].target).changed_keys

    def _say(self, entry: Entry, name: str, text: str) -> None:
        column = self._columns.get(name)
        value = entry.row.values.get(name, "") if column is not None and column.type is not Type.REFERENCE else ""
        place = self._read.place(column) if column is not None else ""
        self._problems.append(Problem(text, self._read.name, entry.row.number, place, brief(value)))

    def _check(self, entry: Entry) -> None:
        record, faulty = entry.record, entry.row.faulty
        try:
            if self._sheet.complete is not None:
                self._sheet.complete(record)
            record.prepare()
            record.clean_fields(exclude=[*self._not_asked, *faulty])
            if not faulty:
                record.clean()
        except ValidationError as error:
            entry.row.faulty.add("")
            by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
            for name, errors in by_field.items():
                if name not in faulty:
                    self._say(entry, name, " ".join(m for e in errors for m in e.messages))

    def _check_rights(self) -> None:
        if self._sheet.may_import(self._world.viewer):
            return
        first = next(e for e in self._table.entries if e.matters)
        count = sum(1 for e in self._table.entries if e.matters)
        text = _("You may not change what is in this sheet, but %(count)s rows differ from what is there.")
        self._problems.append(Problem(text % {"count": count}, self._read.name, first.row.number))

    def _check_unique(self, names: tuple[str, ...], text: str, is_partial: bool) -> None:
        fields = [self._sheet.model._meta.get_field(name) for name in names]
        attnames = [f.attname for f in fields]  # type: ignore[union-attr]
        ours = {e.record.pk for e in self._table.entries}
        taken: dict[tuple[Any, ...], int | None] = {}
        for pk, *values in self._sheet.model._base_manager.order_by().values_list("pk", *attnames).iterator():
            if pk not in ours:
                taken[tuple(values)] = None
        empty = (None, "") if is_partial else (None,)
        for entry in sorted(self._table.entries, key=lambda e: e.matters):
            key = tuple(getattr(entry.record, name) for name in attnames)
            if any(value in empty for value in key) or any(name in entry.row.faulty for name in names):
                continue
            if key not in taken:
                taken[key] = entry.row.number
            elif entry.matters:
                other = taken[key]
                where = "" if other is None else " " + _("It stands in row %(row)s.") % {"row": other}
                name = next((n for n in reversed(names) if n in self._columns), "")
                self._say(entry, name, f"{text}{where}")


def unique_sets(model: type[models.Model]) -> list[tuple[tuple[str, ...], str, bool]]:
    """What the database will demand to be there once: columns, the words for it, whether empty texts are let off."""
    found: list[tuple[tuple[str, ...], str, bool]] = []
    for column in model._meta.local_concrete_fields:
        if column.unique and not column.primary_key and column.name != "uuid":
            found.append(((column.name,), str(_("This is already in use.")), False))
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            text = constraint.violation_error_message or _("This is already in use.")
            if text == constraint.default_violation_error_message:
                text = _("This is already in use.")
            found.append((tuple(constraint.fields), str(text), constraint.condition is not None))
    return found
