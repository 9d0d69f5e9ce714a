"""What rooms tell the house: the ground floor owns the lists, the rooms above fill them in ``apps.ready``.

Entries carry functions and ``Ref``s, never models of a room, so that imports go down only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.ref import Ref

Text = Any  # str or a lazy translation


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Registry(Generic[T]):
    """Entries by key, in the order they were registered."""

    def __init__(self) -> None:
        self._entries: dict[str, T] = {}

    def register(self, *entries: T) -> None:
        for entry in entries:
            if entry.key in self._entries:
                raise ValueError(f"registered twice: {entry.key}")
            self._entries[entry.key] = entry

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __getitem__(self, key: str) -> T:
        return self._entries[key]

    def get(self, key: str) -> T | None:
        return self._entries.get(key)


@dataclass(frozen=True)
class Kind:
    """A kind of record with a page of its own. ``rows`` holds what a viewer may see, and nothing else."""

    key: str
    label: Text
    model: type[Record]
    rows: Callable[[Any], "QuerySet[Any]"]
    # Tables whose rows are told in this kind's history.
    part_models: tuple[type[Record], ...] = ()
    # Kept by the administrator, who may therefore read its history.
    administrative: bool = False


@dataclass(frozen=True)
class Hole:
    """Something that should be there and is not."""

    ref: Ref
    text: Text
    link: str
    label: str
    whose: str = ""
    since: date | None = None
    area: str = ""


def _is_concept_owner(viewer: Any, row: Any) -> bool:
    return bool(viewer.is_concept_owner)


@dataclass(frozen=True)
class HoleRule:
    """One rule of what should be there. ``rows`` is countable and bounded by slicing; ``describe`` reads one row."""

    key: str
    title: Text
    help: Text
    severity: int  # 1 serious, 2 should be mended, 3 nice to have
    rows: Callable[[Any], "QuerySet[Any]"]
    describe: Callable[[Any], Hole]
    # Whether a viewer may mend a row: only then does the page link to the very field, else to the record's page.
    may_mend: Callable[[Any, Any], bool] = _is_concept_owner


@dataclass(frozen=True)
class Todo:
    text: Text
    link: str
    label: Text
    since: date | None = None


@dataclass(frozen=True)
class TodoSource:
    """Things that wait for somebody. ``items`` returns at most ``limit`` of them, most urgent first."""

    key: str
    audience: str  # board, concept_owner, person
    items: Callable[[Any, int], list[Todo]]


@dataclass(frozen=True)
class Sentence:
    """One short sentence of the overview's first line; None where there is nothing to say."""

    key: str
    position: int
    text: Callable[[Any], str | None]


@dataclass(frozen=True)
class NavEntry:
    key: str
    label: Text
    url_name: str
    position: int
    allowed: Callable[[Any], bool]
    # Beginnings of other addresses under which this entry is the current one.
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class AdministrationEntry:
    """A page of the administration, as its front page lists it."""

    key: str
    label: Text
    description: Text
    url_name: str
    allowed: Callable[[Any], bool]
    position: int = 100


@dataclass(frozen=True)
class Panel:
    """A part of somebody else's page. ``context`` returns None where there is nothing to show."""

    key: str
    page: str
    position: int
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Picker:
    """A search for one record among many, as fields use it."""

    key: str
    rows: Callable[[Any], "QuerySet[Any]"]
    label: Callable[[Any], str] = str


@dataclass(frozen=True)
class Verb:
    """How a change is told; ``notable`` ones appear in *Siden sidst*, ``inside`` ones in the administration's only."""

    key: str
    text: Text
    notable: bool = False
    inside: bool = False


def _reads_internal(viewer: Any) -> bool:
    return bool(viewer.reads_internal)


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: a kind of record with its columns.

    ``rows`` is what a viewer may export and refer to; ``may_import`` says who may change rows of the kind by
    import (anybody who may import at all can hand the sheet in, as long as nothing in it differs);
    ``save(by=, records=)`` is the room's own action for many records at once. Types, choices, help and what must
    be filled come from the model's fields.
    """

    key: str
    label: Text
    model: type[Record]
    columns: tuple[str, ...]
    rows: Callable[[Any], "QuerySet[Any]"]
    save: Callable[..., Any]
    may_import: Callable[[Any], bool]
    may_export: Callable[[Any], bool] = _reads_internal
    help: Text = ""
    # Columns by which cells elsewhere name a row of this kind, best first.
    natural: tuple[str, ...] = ()
    # Columns that together mean one row where the key cell is empty; several such sets, best first. One that
    # ends in ? may itself be empty.
    identity: tuple[tuple[str, ...], ...] = ()
    # A column that means the same row in every installation, so that a row is found by it even where its key
    # is not known: the code of a kind.
    code: str = ""
    # The key to the record that a row hangs on: that record's sheet must be in the workbook too.
    owner: str = ""
    order: tuple[str, ...] = ()
    # Columns that are written on export and never read back, because the house works them out.
    fixed: tuple[str, ...] = ()
    labels: dict[str, Text] = field(default_factory=dict)
    # Completes a record as the file states it; raises ``ValidationError`` for what cannot be.
    complete: Callable[[Any], None] | None = None


kinds: Registry[Kind] = Registry()
holes: Registry[HoleRule] = Registry()
todos: Registry[TodoSource] = Registry()
sentences: Registry[Sentence] = Registry()
navigation: Registry[NavEntry] = Registry()
administration: Registry[AdministrationEntry] = Registry()
panels: Registry[Panel] = Registry()
pickers: Registry[Picker] = Registry()
verbs: Registry[Verb] = Registry()
sheets: Registry[Sheet] = Registry()


def panels_for(page: str, viewer: Any, subject: Any = None) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels that have something to show on a page, in order."""
    entries = sorted((p for p in panels if p.page == page), key=lambda p: p.position)
    filled = ((p, p.context(viewer, subject)) for p in entries)
    return [(p, context) for p, context in filled if context is not None]


def navigation_for(viewer: Any) -> list[NavEntry]:
    return sorted((n for n in navigation if n.allowed(viewer)), key=lambda n: n.position)


def administration_for(viewer: Any) -> list[AdministrationEntry]:
    return sorted((a for a in administration if a.allowed(viewer)), key=lambda a: a.position)


def sentences_for(viewer: Any) -> list[str]:
    texts = (s.text(viewer) for s in sorted(sentences, key=lambda s: s.position))
    return [t for t in texts if t]
