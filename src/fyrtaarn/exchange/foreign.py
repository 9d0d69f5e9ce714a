"""A list from elsewhere, read as projects by a mapping of its columns.

``options`` of a mapping, as they are stored::

    {"sheet": "", "heading_row": 0,
     "columns": {"0": "title", "3": "unit"}, "headings": ["Projekt", …],
     "defaults": {"phase": "idea", "unit": "<uuid>"},
     "values": {"phase": {"I gang": "implementation"}, "unit": {"Skole": "<uuid>"}},
     "registered": false}
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from fyrtaarn.exchange.cells import CellError, parse_foreign
from fyrtaarn.exchange.columns import Column, Type
from fyrtaarn.exchange.guessing import mappable_columns, project_layout
from fyrtaarn.exchange.lists import ListFile, as_seen, read_list
from fyrtaarn.exchange.problems import Problem, Unreadable, brief
from fyrtaarn.exchange.reading import Reading, ReadSheet, Row
from fyrtaarn.exchange.references import index_of

LEAVE_EMPTY = "-"
MOST_UNKNOWN = 60


def list_of(path: Path, options: dict[str, Any]) -> ListFile:
    return read_list(path, heading_row=options.get("heading_row", 0), sheet=options.get("sheet", ""))


def mapped_columns(options: dict[str, Any]) -> dict[int, Column]:
    """Place in the list, to the field it is read as."""
    known = {c.name: c for c in mappable_columns()}
    return {int(p): known[name] for p, name in options.get("columns", {}).items() if name in known}


def remembered(options: dict[str, Any]) -> dict[str, Any]:
    """What of a mapping is worth remembering for another file: columns go by their headings."""
    headings = options.get("headings", [])
    named = {headings[int(p)]: name for p, name in options.get("columns", {}).items() if int(p) < len(headings)}
    return {"named": named, **{k: options[k] for k in ("defaults", "values", "registered") if k in options}}


def recalled(memory: dict[str, Any], headings: list[str]) -> dict[str, Any]:
    """A remembered mapping laid over the headings of a new file."""
    named = memory.get("named", {})
    columns = {str(place): named[heading] for place, heading in enumerate(headings) if heading in named}
    return {"columns": columns, **{k: memory[k] for k in ("defaults", "values", "registered") if k in memory}}


def unknown_values(found: ListFile, options: dict[str, Any], viewer: Any) -> list[tuple[Column, str]]:
    """Values of choices and references that mean nothing here yet, each once."""
    unknown = []
    for place, column in mapped_columns(options).items():
        if column.type not in {Type.CHOICE, Type.YES_NO, Type.REFERENCE}:
            continue
        resolve = index_of(_target(column), viewer).resolve if column.type is Type.REFERENCE else None
        for value in found.distinct(place):
            try:
                parsed = parse_foreign(column, value)
                if resolve is not None and parsed is not None:
                    resolve(parsed)
            except CellError:
                unknown.append((column, as_seen(value)))
    return unknown[:MOST_UNKNOWN]


def _target(column: Column) -> Any:
    from fyrtaarn.exchange.columns import layouts

    return layouts()[column.target]


def read_mapped(path: Path, options: dict[str, Any], viewer: Any) -> Reading:
    """The list as the sheet of projects. Raises ``Unreadable``; single faulty cells become problems."""
    found = list_of(path, options)
    if found.headings != options.get("headings", found.headings):
        raise Unreadable(_("The headings are not those that were mapped. Map the columns again."))
    columns = mapped_columns(options)
    defaults = _defaults(options)
    sheet = ReadSheet(
        project_layout(),
        found.sheet or _("The list"),
        letters=dict.fromkeys(defaults, "") | {c.name: get_column_letter(p + 1) for p, c in columns.items()},
        called={c.name: found.headings[p] for p, c in columns.items()},
    )
    problems: list[Problem] = []
    for number, values in found.rows:
        row = Row(number, None, {})
        for place, column in columns.items():
            value = values[place] if place < len(values) else None
            _take(sheet, row, column, value, options.get("values", {}), problems)
        row.defaults = dict(defaults)
        _fit_status(row, registered=bool(options.get("registered")))
        sheet.rows.append(row)
    return Reading([sheet], problems, [])


def _take(
    sheet: ReadSheet, row: Row, column: Column, value: Any, meanings: dict[str, Any], problems: list[Problem]
) -> None:
    if value is None or value == "":
        return
    meant = meanings.get(column.name, {}).get(as_seen(value))
    if meant == LEAVE_EMPTY:
        return
    try:
        parsed = meant or parse_foreign(column, value)
        if meant and column.type is not Type.REFERENCE:
            parsed = parse_foreign(column, meant)
    except CellError as error:
        row.faulty.add(column.name)
        problems.append(Problem(str(error), sheet.name, row.number, sheet.place(column), brief(as_seen(value))))
    else:
        if parsed is not None:
            row.values[column.name] = parsed


def _defaults(options: dict[str, Any]) -> dict[str, Any]:
    """Values for rows that say nothing themselves. Choices as they are stored, references as keys."""
    given = {name: value for name, value in options.get("defaults", {}).items() if value}
    status = "running" if options.get("registered") else "draft"
    return {"phase": "idea", "size": "light", "status": status} | given


def _fit_status(row: Row, *, registered: bool) -> None:
    """New ones are drafts, whatever the list says, or registered; a closed phase and status go together."""
    status, phase = row.values.pop("status", None), row.values.get("phase")
    if not registered:
        return
    if "closed" in (status, phase):
        row.values["phase"] = row.values["status"] = "closed"
    elif status not in (None, "draft"):
        row.values["status"] = status
