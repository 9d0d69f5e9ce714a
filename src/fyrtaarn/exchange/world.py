"""The records as they will be once the file is in: what is there today, with the file's rows laid over it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fyrtaarn.exchange.columns import Column, Layout, layouts
from fyrtaarn.exchange.reading import ReadSheet, Row
from fyrtaarn.exchange.references import Index, index_of
from fyrtaarn.foundation.base import Record

BATCH = 500


@dataclass
class Entry:
    """A row of the file and the record it makes."""

    row: Row
    record: Any
    existing: Any = None
    # Column, old value, new value.
    changes: list[tuple[Column, Any, Any]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.existing is None

    @property
    def matters(self) -> bool:
        return self.is_new or bool(self.changes)


class Table:
    """The records of one sheet. New ones go by provisional primary keys below zero until they are saved."""

    def __init__(self, layout: Layout, viewer: Any, read: ReadSheet | None = None) -> None:
        self.layout = layout
        self.read = read
        self.entries: list[Entry] = []
        self._viewer = viewer
        self._index: Index | None = None
        self._objects: dict[Any, Any] = {}
        self._next_provisional = -1

    @property
    def model(self) -> type[Record]:
        return self.layout.sheet.model

    @property
    def index(self) -> Index:
        if self._index is None:
            self._index = index_of(self.layout, self._viewer, without=[e.record.pk for e in self.entries])
            for entry in self.entries:
                self._index.add(entry.record.pk, entry.record.uuid, self._names(entry.record))
                if entry.row.key is not None:
                    # A kind that was found by its code has another key in the file.
                    self._index.add_key(entry.record.pk, entry.row.key)
                if entry.existing is not None:
                    self._index.add_old_names(entry.record.pk, self._names(entry.existing))
        return self._index

    def _names(self, record: Any) -> list[Any]:
        return [getattr(record, name) for name in self.layout.sheet.natural]

    def add(self, entry: Entry) -> None:
        if entry.is_new:
            entry.record.pk = self._next_provisional
            self._next_provisional -= 1
        self.entries.append(entry)
        self._objects[entry.record.pk] = entry.record

    def load(self, keys: Iterable[Any]) -> None:
        """Fetch records that rows refer to, those above them in a tree included."""
        wanted = {k for k in keys if k is not None} - self._objects.keys()
        tree = self.layout.self_references
        while wanted:
            above: set[Any] = set()
            for found in in_batches(self.model, "pk", wanted):
                self._objects[found.pk] = found
                above |= {getattr(found, c.attname) for c in tree}
            wanted = above - {None} - self._objects.keys()
        for record in self._objects.values() if tree else ():
            for column in tree:
                key = getattr(record, column.attname)
                if key is not None and key in self._objects:
                    setattr(record, column.name, self._objects[key])

    def get(self, pk: Any) -> Any:
        return self._objects.get(pk)

    @property
    def changed_keys(self) -> set[Any]:
        return {e.record.pk for e in self.entries if e.matters}


def in_batches(model: type[Record], name: str, keys: Iterable[Any], rows: Any = None) -> Iterator[Any]:
    """The rows whose column is among many values, without a statement that grows with them."""
    ordered = list(keys)
    source = model._base_manager.all() if rows is None else rows
    for start in range(0, len(ordered), BATCH):
        yield from source.filter(**{f"{name}__in": ordered[start : start + BATCH]})


class World:
    """One table per sheet, made when it is first asked for."""

    def __init__(self, viewer: Any) -> None:
        self.viewer = viewer
        self._tables: dict[str, Table] = {}

    def table(self, key: str) -> Table:
        if key not in self._tables:
            self._tables[key] = Table(layouts()[key], self.viewer)
        return self._tables[key]

    def begin(self, read: ReadSheet) -> Table:
        table = Table(read.layout, self.viewer, read)
        self._tables[read.layout.key] = table
        return table

    def link(self, table: Table) -> None:
        """Give every record of a table the objects its keys mean, so that no rule asks the database for them."""
        for column in table.layout.columns:
            if not column.target:
                continue
            target = self.table(column.target)
            target.load(getattr(e.record, column.attname) for e in table.entries)
            for entry in table.entries:
                key = getattr(entry.record, column.attname)
                if key is not None:
                    setattr(entry.record, column.name, target.get(key))
