"""How a cell names a record of another sheet: by its number or name, or by its key where names are not enough."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from fyrtaarn.exchange.cells import CellError
from fyrtaarn.exchange.columns import LANGUAGES, Layout, same_text

_KEY_AT_END = re.compile(r"(?:^|.*\[)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]?", re.DOTALL)


def hidden_label() -> str:
    """What an export writes where the viewer may not see the record that is referred to."""
    return _("(not visible to you)")


def is_hidden_label(text: str) -> bool:
    for language in LANGUAGES:
        with translation.override(language):
            if text == hidden_label():
                return True
    return False


class Ambiguous(CellError):
    """Several records have the name; ``candidates`` are their primary keys."""

    def __init__(self, text: str, candidates: list[Any]) -> None:
        super().__init__(text)
        self.candidates = candidates


class Index:
    """The records of one sheet by what they are called. Records are known by their primary keys.

    A record may have several names, best first: a project its number and its title. A text means the record
    of which it is the best name; two with equally good names make it ambiguous.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._by_name: dict[str, list[tuple[int, Any]]] = {}
        self._by_old_name: dict[str, list[tuple[int, Any]]] = {}
        self._by_uuid: dict[UUID, Any] = {}
        self._names: dict[Any, tuple[UUID, tuple[str, ...]]] = {}

    def add(self, pk: Any, uuid: UUID, names: Iterable[Any]) -> None:
        kept = tuple(" ".join(str(n).split()) if n else "" for n in names)
        self._names[pk] = (uuid, kept)
        self._by_uuid[uuid] = pk
        self._put(self._by_name, pk, kept)

    def add_key(self, pk: Any, uuid: UUID) -> None:
        self._by_uuid.setdefault(uuid, pk)

    def add_old_names(self, pk: Any, names: Iterable[Any]) -> None:
        """Names that the file itself changes: they hold where nothing else is called so."""
        self._put(self._by_old_name, pk, tuple(str(n) if n else "" for n in names))

    @staticmethod
    def _put(table: dict[str, list[tuple[int, Any]]], pk: Any, names: tuple[str, ...]) -> None:
        for rank, name in enumerate(names):
            if name:
                table.setdefault(same_text(name), []).append((rank, pk))

    def resolve(self, text: str) -> Any:
        """The primary key of the record that a text means. Raises ``CellError``."""
        if found := _KEY_AT_END.fullmatch(text.strip().lower()):
            pk = self._by_uuid.get(UUID(found[1]))
            if pk is not None:
                return pk
        wanted = same_text(text)
        for table in (self._by_name, self._by_old_name):
            best = _best(table.get(wanted, []))
            if len(best) == 1:
                return best[0]
            if best:
                words = _("Several %(what)s are called this. Write the key after the name in brackets: %(example)s")
                example = f"{text} [{self._names[best[0]][0]}]"
                raise Ambiguous(words % {"what": self._what, "example": example}, best)
        raise CellError(_("There is no such row among %(what)s.") % {"what": self._what})

    def label(self, pk: Any) -> str:
        """The text by which a cell names a record: its best name that means it and nothing else."""
        if pk not in self._names:
            return hidden_label()
        uuid, names = self._names[pk]
        for name in names:
            if name and _best(self._by_name[same_text(name)]) == [pk]:
                return name
        first = next((n for n in names if n), "")
        return f"{first} [{uuid}]".strip()

    def plain_label(self, pk: Any) -> str:
        """The same for reading only: without the key."""
        if pk not in self._names:
            return hidden_label()
        return next((n for n in self._names[pk][1] if n), str(self._names[pk][0]))


def _best(found: list[tuple[int, Any]]) -> list[Any]:
    lowest = min((rank for rank, _pk in found), default=0)
    return list(dict.fromkeys(pk for rank, pk in found if rank == lowest))


def index_of(layout: Layout, viewer: Any, *, without: Iterable[Any] = ()) -> Index:
    """The rows that a viewer may refer to, apart from some that the caller adds as the file states them."""
    index = Index(layout.name)
    skipped = set(without)
    rows = layout.sheet.rows(viewer).order_by().values_list("pk", "uuid", *layout.sheet.natural)
    for pk, uuid, *names in rows.iterator(chunk_size=2000):
        if pk not in skipped:
            index.add(pk, uuid, names)
    return index
