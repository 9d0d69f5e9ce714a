"""Second stage: rows find their records and the records they refer to, and lay their values over them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fyrtaarn.exchange.cells import CellError, differs
from fyrtaarn.exchange.columns import Column, Type, same_text
from fyrtaarn.exchange.problems import Problem, brief
from fyrtaarn.exchange.reading import ReadSheet, Row
from fyrtaarn.exchange.references import Ambiguous, is_hidden_label
from fyrtaarn.exchange.world import Entry, Table, World, in_batches

# A reference that the exporter could not see stays as it is.
KEEP = object()


class Matcher:
    """Fills one table of the world from one sheet of the file."""

    def __init__(self, world: World, read: ReadSheet, problems: list[Problem]) -> None:
        self._world = world
        self._read = read
        self._problems = problems
        self._layout = read.layout
        self._given = [c for c in read.layout.columns if read.has(c)]
        self._lacking: set[str] = set()

    def run(self) -> Table:
        rows = self._without_twins()
        table = self._world.begin(self._read)
        selves = {c.name for c in self._layout.self_references}
        existing = self._find_by_key(rows)
        for column in self._given:
            if column.target and column.name not in selves:
                self._resolve(rows, column, self._world.table(column.target).index.resolve, existing)
        self._find_by_names(rows, existing)
        for row in rows:
            if "uuid" not in row.faulty:
                table.add(self._entry(row, existing.get(id(row))))
        for column in self._given:
            if column.name in selves:
                self._resolve([e.row for e in table.entries], column, table.index.resolve, existing)
                for entry in table.entries:
                    self._set(entry, column)
        self._world.link(table)
        for entry in table.entries:
            self._compare(entry)
        return table

    def _say(self, row: Row, column: Column | None, text: str, value: Any = "") -> None:
        place = self._read.place(column)
        self._problems.append(Problem(text, self._read.name, row.number, place, brief(value)))

    def _without_twins(self) -> list[Row]:
        first: dict[UUID, int] = {}
        for row in self._read.rows:
            if row.key is not None and first.setdefault(row.key, row.number) != row.number:
                row.faulty.add("uuid")
                self._say(row, None, _("The key stands in row %(row)s already.") % {"row": first[row.key]}, row.key)
        return self._read.rows

    def _resolve(
        self, rows: list[Row], column: Column, resolve: Callable[[str], Any], existing: dict[int, Any]
    ) -> None:
        """Put the key of the record that each cell means in place of its text.

        A name that several have means the one that the row refers to already: somebody may have got a namesake
        since the workbook was written.
        """
        known: dict[str, Any] = {}
        for row in rows:
            for said in (row.values, row.defaults):
                text = said.get(column.name)
                if text is None or not isinstance(text, str):
                    continue
                if text not in known:
                    known[text] = self._meaning(text, resolve)
                found = known[text]
                if isinstance(found, Ambiguous) and id(row) in existing:
                    before = getattr(existing[id(row)], column.attname)
                    found = before if before in found.candidates else found
                if isinstance(found, CellError):
                    row.faulty.add(column.name)
                    del said[column.name]
                    self._say(row, column, str(found), text)
                else:
                    said[column.name] = found

    @staticmethod
    def _meaning(text: str, resolve: Callable[[str], Any]) -> Any:
        try:
            return resolve(text)
        except CellError as error:
            return KEEP if is_hidden_label(text) else error

    def _find_by_key(self, rows: list[Row]) -> dict[int, Any]:
        """The records that rows mean by their keys."""
        sheet = self._layout.sheet
        visible = sheet.rows(self._world.viewer)
        by_key = {r.key: r for r in rows if r.key is not None and "uuid" not in r.faulty}
        found: dict[int, Any] = {}
        for record in in_batches(sheet.model, "uuid", by_key, visible):
            found[id(by_key[record.uuid])] = record
        unseen = [k for k, r in by_key.items() if id(r) not in found]
        for record in in_batches(sheet.model, "uuid", unseen):
            row = by_key[record.uuid]
            row.faulty.add("uuid")
            self._say(row, None, _("This key cannot be used here."), row.key)
        if sheet.code:
            strangers = {r.values.get(sheet.code): r for r in by_key.values() if id(r) not in found and not r.faulty}
            for record in in_batches(sheet.model, sheet.code, strangers.keys() - {None}, visible):
                found[id(strangers[getattr(record, sheet.code)])] = record
        return found

    def _find_by_names(self, rows: list[Row], found: dict[int, Any]) -> None:
        """The same for rows without a key: by the columns that identify a row of this kind."""
        sheet = self._layout.sheet
        keyless = [r for r in rows if r.key is None and "uuid" not in r.faulty]
        if keyless and sheet.identity:
            self._identify(keyless, sheet.rows(self._world.viewer), found)

    def _identify(self, rows: list[Row], visible: Any, found: dict[int, Any]) -> None:
        meant: dict[int, Any] = {}
        for names in self._layout.sheet.identity:
            columns = [self._layout.column(name.rstrip("?")) for name in names]
            open_ended = {c.name for c, name in zip(columns, names, strict=True) if name.endswith("?")}
            if not all(self._read.has(c) for c in columns):
                continue
            waiting = {id(r): r for r in rows if id(r) not in meant}
            keys = {
                i: k
                for i, r in waiting.items()
                if (k := _identity(columns, open_ended, (r.defaults | r.values).get)) is not None
            }
            if not keys:
                continue
            there: dict[tuple[Any, ...], list[Any]] = {}
            wanted = set(keys.values())
            for pk, *values in visible.order_by().values_list("pk", *(c.attname for c in columns)).iterator():
                known = {c.name: value for c, value in zip(columns, values, strict=True)}
                key = _identity(columns, open_ended, known.get)
                if key is not None and key in wanted:
                    there.setdefault(key, []).append(pk)
            for i, key in keys.items():
                if len(there.get(key, ())) > 1:
                    row = waiting[i]
                    row.faulty.add("uuid")
                    text = _("Several records fit this row. Write the key of the one you mean.")
                    self._say(row, columns[-1], text)
                elif key in there:
                    meant[i] = there[key][0]
        self._take_meant(rows, meant, found)

    def _take_meant(self, rows: list[Row], meant: dict[int, Any], found: dict[int, Any]) -> None:
        records = {r.pk: r for r in in_batches(self._layout.sheet.model, "pk", set(meant.values()))}
        taken = {record.pk for record in found.values()}
        for row in rows:
            pk = meant.get(id(row))
            if pk is None:
                continue
            if pk in taken:
                row.faulty.add("uuid")
                self._say(
                    row, None, _("Another row of the sheet means the same record: “%(name)s”.") % {"name": records[pk]}
                )
                continue
            taken.add(pk)
            found[id(row)] = records[pk]

    def _entry(self, row: Row, existing: Any) -> Entry:
        record = existing.copy() if existing is not None else self._layout.sheet.model()
        if existing is None and row.key is not None:
            record.uuid = row.key
        entry = Entry(row, record, existing)
        for column in self._given:
            if column.target != self._layout.key:
                self._set(entry, column)
        if existing is None:
            self._miss_columns(row)
        return entry

    def _miss_columns(self, row: Row) -> None:
        """A new row needs every required column; the file is told once which it lacks."""
        for column in self._layout.columns:
            if column.required and not self._read.has(column):
                row.faulty.add(column.name)
                if column.name not in self._lacking:
                    self._lacking.add(column.name)
                    text = _("The sheet lacks this column, and new rows need it.")
                    self._problems.append(Problem(text, self._read.name, 1, column.heading))

    def _set(self, entry: Entry, column: Column) -> None:
        row = entry.row
        value = row.values.get(column.name)
        if value is None and entry.is_new:
            value = row.defaults.get(column.name)
        if column.name in row.faulty or value is KEEP:
            return
        if value is None and not entry.is_new and row.key is None:
            # Recognised by its name: what the row does not say is left as it is.
            return
        if value is None:
            if column.must_be_filled:
                if not (entry.is_new and column.has_default):
                    row.faulty.add(column.name)
                    self._say(row, column, _("The cell must be filled."))
                return
            value = _empty(column)
        setattr(entry.record, column.attname, value)

    def _compare(self, entry: Entry) -> None:
        for column in self._given:
            if column.name in entry.row.faulty:
                continue
            new = getattr(entry.record, column.attname)
            if entry.is_new:
                if new not in (None, "", False):
                    entry.changes.append((column, None, new))
                continue
            old = getattr(entry.existing, column.attname)
            if differs(column, old, new):
                entry.changes.append((column, old, new))
            elif old != new:
                setattr(entry.record, column.attname, old)


def _empty(column: Column) -> Any:
    if column.type is Type.YES_NO:
        return False
    return None if column.source.null else ""


def _identity(columns: list[Column], open_ended: set[str], get: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """What identifies a row, ready for comparing; None where a part that it needs is empty or not known."""
    values = []
    for column in columns:
        value = get(column.name)
        if value is KEEP or (value in (None, "") and column.name not in open_ended):
            return None
        value = None if value == "" else value
        values.append(same_text(value) if isinstance(value, str) else value)
    return tuple(values)
