"""A list that somebody else made, as a table of texts: CSV of any kind, or the sheet of a workbook."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from fyrtaarn.exchange.cells import tidy
from fyrtaarn.exchange.guarding import check_size, open_workbook, rows_of
from fyrtaarn.exchange.problems import Unreadable

MOST_ROWS = 20_000
MOST_COLUMNS = 100
LOOKED_AT = 20
_DELIMITERS = (";", "\t", ",", "|")


@dataclass
class ListFile:
    """``rows`` holds (number in the file, values), the headings left out."""

    headings: list[str]
    heading_row: int
    rows: list[tuple[int, list[Any]]]
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def samples(self, place: int, most: int = 3) -> list[str]:
        """The first different values of a column, as a person would see them."""
        found: dict[str, None] = {}
        for _number, values in self.rows:
            if place < len(values) and values[place] not in (None, ""):
                found.setdefault(as_seen(values[place])[:60])
                if len(found) == most:
                    break
        return list(found)

    def distinct(self, place: int, most: int = 10_000) -> list[Any]:
        found: dict[Any, None] = {}
        for _number, values in self.rows:
            if place < len(values) and values[place] not in (None, "") and len(found) < most:
                found.setdefault(values[place])
        return list(found)


def as_seen(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def read_list(path: Path, *, heading_row: int = 0, sheet: str = "") -> ListFile:
    """Read the whole list. Without a ``heading_row`` the first row that looks like headings is taken.

    Raises ``Unreadable`` in plain words.
    """
    check_size(path)
    with path.open("rb") as file:
        is_book = file.read(8).startswith((b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")))
    name, names = "", tuple[str, ...]()
    if is_book:
        name, names, rows = _book_rows(path, sheet)
    else:
        rows = _text_rows(path)
    if not rows:
        raise Unreadable(_("The file holds no rows."))
    start = heading_row or _heading_row(rows)
    found = next((values for number, values in rows if number == start), None)
    if found is None or not any(found):
        raise Unreadable(_("Row %(row)s is empty. Say in which row the headings stand.") % {"row": start})
    headings = [as_seen(v) if v is not None else "" for v in found]
    while headings and not headings[-1]:
        headings.pop()
    kept = [(n, values) for n, values in rows if n > start and any(v not in (None, "") for v in values)]
    return ListFile(headings[:MOST_COLUMNS], start, kept, name, names)


def _heading_row(rows: list[tuple[int, list[Any]]]) -> int:
    """The first row with at least two texts and as many cells as the widest of those that follow, roughly."""
    looked_at = rows[:LOOKED_AT]
    widest = max(sum(1 for v in values if v not in (None, "")) for _n, values in looked_at)
    for number, values in looked_at:
        texts = [v for v in values if isinstance(v, str) and v]
        if len(texts) >= max(1, min(2, widest)) and len(texts) * 2 >= widest:
            return number
    return looked_at[0][0]


def _book_rows(path: Path, wanted: str) -> tuple[str, tuple[str, ...], list[tuple[int, list[Any]]]]:
    with open_workbook(path) as book:
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"] or list(book.worksheets)
        sheet = next((s for s in sheets if s.title == wanted), None) or sheets[0]
        rows = []
        with closing(rows_of(sheet, first=1, width=MOST_COLUMNS)) as found:
            for number, cells in enumerate(found, 1):
                values = [tidy(v) if isinstance(v, str) else v for v in cells]
                if any(v not in (None, "") for v in values):
                    rows.append((number, values))
                _check_rows(len(rows), number)
        return sheet.title, tuple(s.title for s in sheets), rows


def _check_rows(count: int, number: int) -> None:
    if count > MOST_ROWS or number > 50 * MOST_ROWS:
        raise Unreadable(_("The list has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})


def _text_rows(path: Path) -> list[tuple[int, list[Any]]]:
    text = _decoded(path.read_bytes())
    delimiter, text = _delimiter(text)
    rows: list[tuple[int, list[Any]]] = []
    for number, values in _csv_rows(text, delimiter):
        if any(values):
            rows.append((number, list(values)))
        _check_rows(len(rows), number)
    return rows


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            yield number, [tidy(value) for value in values[:MOST_COLUMNS]]
    except csv.Error as error:
        raise Unreadable(
            _("The file cannot be read as a list: a quotation mark is open, or a cell is endless.")
        ) from error


def _decoded(content: bytes) -> str:
    """UTF-8 where it is that, else what an older Danish Excel writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(_("The file is damaged or cut off and cannot be read.")) from error
    if b"\x00" in content:
        raise Unreadable(_("This is neither a list as text (.csv) nor an Excel workbook (.xlsx)."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> tuple[str, str]:
    """What stands between the cells: said by the file (``sep=;``), else what most of the first lines agree on."""
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        # The line stays counted, so that row numbers are those of the file.
        return first.strip()[4], "\n" + rest
    lines = [line for line in text.splitlines()[: LOOKED_AT * 2] if line.strip()]
    scores = {
        d: sum(1 for line in lines if d in line) * 100 + sum(line.count(d) for line in lines) for d in _DELIMITERS
    }
    if any(";" in line for line in lines):
        # A comma in Danish text or as a decimal sign is no delimiter.
        scores[","] = 0
    return max(_DELIMITERS, key=lambda d: scores[d]), text
