"""First stage: a workbook becomes rows of values. Needs no database."""

import difflib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from fyrtaarn.exchange.cells import CellError, parse, tidy
from fyrtaarn.exchange.columns import Column, Layout, layout_names, layouts, same_text
from fyrtaarn.exchange.guarding import open_workbook, rows_of
from fyrtaarn.exchange.problems import Problem, Unreadable, brief
from fyrtaarn.exchange.writing import furniture_names

MOST_COLUMNS = 200
MOST_ROWS = 200_000
Progress = Callable[[int], None]


@dataclass
class Row:
    """A row as its cells say it: empty cells are not in ``values``, faulty ones are named in ``faulty``.

    ``defaults`` hold where a new record's row says nothing; one that is there already keeps what it has.
    """

    number: int
    key: UUID | None
    values: dict[str, Any]
    faulty: set[str] = field(default_factory=set)
    defaults: dict[str, Any] = field(default_factory=dict)


@dataclass
class ReadSheet:
    """A sheet of the file. ``letters`` tells, for each column that the file has, where it stands."""

    layout: Layout
    name: str
    letters: dict[str, str]
    key_letter: str = ""
    rows: list[Row] = field(default_factory=list)
    # What the file calls a column, where that is not our own heading.
    called: dict[str, str] = field(default_factory=dict)

    def has(self, column: Column) -> bool:
        return column.name in self.letters and not column.fixed

    def place(self, column: Column | None) -> str:
        if column is None:
            return f"{self.key_letter} ({self.layout.key_heading})"
        heading = self.called.get(column.name, column.heading)
        letter = self.letters.get(column.name, "")
        return f"{letter} ({heading})" if letter else heading


@dataclass
class Reading:
    sheets: list[ReadSheet]
    problems: list[Problem]
    # Sheets of ours that the file does not have: nothing of theirs changes.
    missing: list[str]


def read_workbook(path: Path, progress: Progress = lambda rows: None) -> Reading:
    """Read every sheet and collect everything that is wrong with single cells.

    Raises ``Unreadable`` when the file is no workbook of ours at all.
    """
    names, furniture = layout_names(), furniture_names()
    found: list[ReadSheet] = []
    problems: list[Problem] = []
    with open_workbook(path) as book:
        for sheet in book.worksheets:
            key = names.get(same_text(sheet.title))
            if key is None:
                if same_text(sheet.title) not in furniture:
                    problems.append(_unknown_sheet(sheet.title))
                continue
            if any(s.layout.key == key for s in found):
                problems.append(Problem(_("The workbook has this sheet twice."), sheet.title))
                continue
            read = _read_sheet(sheet, layouts()[key], problems, progress, sum(len(s.rows) for s in found))
            if read is not None:
                found.append(read)
    if not found and all(p.row is None and not p.column for p in problems):
        raise Unreadable(
            _("The workbook has none of Fyrtårn's sheets. Start from an export or from the empty template.")
        )
    problems += _missing_owners(found)
    present = {s.layout.key for s in found}
    return Reading(found, problems, [layout.name for layout in layouts().values() if layout.key not in present])


def _unknown_sheet(title: str) -> Problem:
    close = _closest(title, [layout.name for layout in layouts().values()])
    text = _("Fyrtårn knows no sheet of this name. Rename or remove it.")
    return Problem(f"{text} {close}".strip(), title)


def _closest(text: str, known: list[str]) -> str:
    close = difflib.get_close_matches(text, known, n=1, cutoff=0.6)
    return _("Did you mean “%(name)s”?") % {"name": close[0]} if close else ""


def _missing_owners(found: list[ReadSheet]) -> list[Problem]:
    """Milestones without the sheet of projects: probably a sheet was lost on the way."""
    present = {s.layout.key for s in found}
    problems = []
    for sheet in found:
        owner = sheet.layout.column(sheet.layout.sheet.owner) if sheet.layout.sheet.owner else None
        if owner is not None and owner.target not in present and sheet.rows:
            missing = layouts()[owner.target].name
            problems.append(
                Problem(
                    _("The sheet is missing, but “%(other)s” builds on it. Leave it in the workbook with its headings.")
                    % {"other": sheet.name},
                    missing,
                )
            )
    return [p for i, p in enumerate(problems) if p not in problems[:i]]


def _read_sheet(
    sheet: Any, layout: Layout, problems: list[Problem], progress: Progress, before: int
) -> ReadSheet | None:
    with closing(rows_of(sheet, first=1, last=1, width=MOST_COLUMNS)) as rows:
        headings = [tidy(str(v)) if v is not None else "" for v in next(rows, ())]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        problems.append(Problem(_("The sheet is empty. Its first row must hold the headings."), sheet.title, 1))
        return None
    read, columns = _read_headings(sheet.title, headings, layout, problems)
    with closing(rows_of(sheet, first=2, width=len(headings))) as rows:
        for number, cells in enumerate(rows, 2):
            if number > MOST_ROWS:
                raise Unreadable(
                    _("The sheet “%(name)s” has more than %(most)s rows.") % {"name": sheet.title, "most": MOST_ROWS}
                )
            row = _read_row(read, columns, number, cells, problems)
            if row is not None:
                read.rows.append(row)
            if number % 500 == 0:
                progress(before + len(read.rows))
    return read


def _read_headings(
    title: str, headings: list[str], layout: Layout, problems: list[Problem]
) -> tuple[ReadSheet, list[Column | str | None]]:
    """What stands in each place: a column, None for the key, or text for a place whose cells are not read."""
    known = layout.by_heading()
    read = ReadSheet(layout, title, {})
    columns: list[Column | str | None] = []
    for index, heading in enumerate(headings):
        letter = get_column_letter(index + 1)
        name = same_text(heading)
        if name not in known:
            columns.append(heading)
            if heading:
                close = _closest(heading, [layout.key_heading, *(c.heading for c in layout.columns)])
                text = _("Fyrtårn knows no such heading in this sheet.")
                problems.append(Problem(f"{text} {close}".strip(), title, 1, letter, brief(heading)))
            continue
        column = known[name]
        if (column is None and read.key_letter) or (column is not None and column.name in read.letters):
            problems.append(Problem(_("The heading stands twice."), title, 1, letter, brief(heading)))
            columns.append(heading)
        elif column is None:
            read.key_letter = letter
            columns.append(None)
        else:
            read.letters[column.name] = letter
            columns.append(column)
    return read, columns


def _read_row(
    read: ReadSheet, columns: list[Column | str | None], number: int, cells: tuple[Any, ...], problems: list[Problem]
) -> Row | None:
    row = Row(number, None, {})
    empty = True
    for index, (column, value) in enumerate(zip(columns, cells, strict=False)):
        if value is None or value == "":
            continue
        if isinstance(column, str):
            if not column and tidy(str(value)):
                text = _("The column has no heading in row 1.")
                problems.append(Problem(text, read.name, number, get_column_letter(index + 1), brief(value)))
                empty = False
            continue
        if column is None:
            row.key = _read_key(read, row, value, problems)
        elif not column.fixed:
            try:
                parsed = parse(column, value)
            except CellError as error:
                row.faulty.add(column.name)
                problems.append(Problem(str(error), read.name, number, read.place(column), brief(value)))
            else:
                if parsed is not None:
                    row.values[column.name] = parsed
    return None if empty and row.key is None and not row.values and not row.faulty else row


def _read_key(read: ReadSheet, row: Row, value: Any, problems: list[Problem]) -> UUID | None:
    try:
        return UUID(str(value).strip())
    except ValueError:
        row.faulty.add("uuid")
        text = _("This is not a key of Fyrtårn's. Leave the cell empty for a new row.")
        problems.append(Problem(text, read.name, row.number, read.place(None), brief(value)))
        return None
