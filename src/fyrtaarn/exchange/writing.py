"""The workbook: a sheet per kind of record, with drop-downs, help and what the viewer may see."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from fyrtaarn.exchange.columns import LANGUAGES, Column, Layout, Type, layouts, same_text
from fyrtaarn.exchange.references import Index, index_of
from fyrtaarn.foundation import clock
from fyrtaarn.foundation.fields import EARLIEST, LATEST
from fyrtaarn.foundation.tables import Styles, plain_text, write_cell, write_text

LAST_ROW = 1_048_575
LONGEST_MESSAGE = 255  # Excel's own bound
WIDTHS = {
    Type.TEXT: 28,
    Type.CHOICE: 20,
    Type.DAY: 12,
    Type.WHOLE: 10,
    Type.NUMBER: 16,
    Type.YES_NO: 8,
    Type.REFERENCE: 28,
}


def guide_name() -> str:
    return _("Guide")


def lists_name() -> str:
    return _("Choices")


def furniture_names() -> set[str]:
    """Sheets of ours that hold no records."""
    names = set()
    for language in LANGUAGES:
        with translation.override(language):
            names |= {same_text(guide_name()), same_text(lists_name())}
    return names


def write_workbook(file: Any, viewer: Any) -> dict[str, int]:
    """Everything that a viewer may see, ready to be imported again. Returns the number of rows per sheet."""
    shown = [layout for layout in layouts().values() if layout.sheet.may_export(viewer)]
    book = _Book(file, shown)
    targets = {column.target for layout in shown for column in layout.columns if column.target}
    indexes = {key: index_of(layouts()[key], viewer) for key in targets}
    counts = {layout.name: book.write_sheet(layout, _rows(layout, viewer, indexes)) for layout in shown}
    book.close()
    return counts


def write_template(file: Any, viewer: Any = None) -> None:
    """The same workbook without rows: every sheet, or those that a viewer may export and therefore import."""
    shown = [layout for layout in layouts().values() if viewer is None or layout.sheet.may_export(viewer)]
    book = _Book(file, shown)
    for layout in shown:
        book.write_sheet(layout, iter(()))
    book.close()


def _rows(layout: Layout, viewer: Any, indexes: dict[str, Index]) -> Iterator[list[Any]]:
    order = layout.sheet.order or tuple(
        name for name in (layout.sheet.model._meta.ordering or ()) if isinstance(name, str) and name.lstrip("-") != "pk"
    )
    found = layout.sheet.rows(viewer).order_by(*order, "uuid")
    for row in found.values_list("uuid", *(c.attname for c in layout.columns)).iterator(chunk_size=1000):
        yield [str(row[0]), *(_cell(c, v, indexes) for c, v in zip(layout.columns, row[1:], strict=True))]


def _cell(column: Column, value: Any, indexes: dict[str, Index]) -> Any:
    if value is None or value == "":
        return None
    if column.type is Type.REFERENCE:
        return indexes[column.target].label(value)
    return column.label_of(value) if column.type is Type.CHOICE else value


class _Book:
    """A workbook with its guide and its lists of choices, waiting for the rows."""

    def __init__(self, file: Any, shown: list[Layout]) -> None:
        self.book = xlsxwriter.Workbook(file, {"constant_memory": True})
        # A fixed moment: the same content makes the same file.
        self.book.set_properties({"title": "Fyrtårn", "created": dt.datetime.combine(clock.today(), dt.time())})
        self.styles = Styles(self.book)
        self._shown = {layout.key: layout for layout in shown}
        self._lists: dict[tuple[str, str], str] = {}
        self._write_guide(shown)
        self._sheets = {layout.key: self.book.add_worksheet(layout.name) for layout in shown}
        self._write_lists(shown)

    def close(self) -> None:
        self.book.close()

    def _write_guide(self, shown: list[Layout]) -> None:
        sheet = self.book.add_worksheet(guide_name())
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 1, 26)
        sheet.set_column(2, 2, 14)
        sheet.set_column(3, 3, 90, wrapped)
        lines = _guide_text()
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, line)
        row = len(lines) + 1
        for place, heading in enumerate([_("Sheet"), _("Column"), _("Must be filled"), _("Explanation")]):
            sheet.write_string(row, place, heading, self.styles.heading)
        for layout in shown:
            row += 1
            write_text(sheet, row, 0, layout.name, self.styles)
            write_text(sheet, row, 3, str(layout.sheet.help), self.styles)
            for column in layout.columns:
                row += 1
                write_text(sheet, row, 1, column.heading, self.styles)
                write_text(sheet, row, 2, _("yes") if column.required else "", self.styles)
                write_text(sheet, row, 3, explanation(column), self.styles)

    def _write_lists(self, shown: list[Layout]) -> None:
        """The choices of drop-downs: Excel takes long lists, and labels with commas, from cells only."""
        sheet = self.book.add_worksheet(lists_name())
        sheet.hide()
        lists = [
            (layout, column, choices_of(column))
            for layout in shown
            for column in layout.columns
            if column.type in {Type.CHOICE, Type.YES_NO}
        ]
        for place, (layout, column, labels) in enumerate(lists):
            letter = xl_col_to_name(place, col_abs=True)
            area = f"={quote_sheetname(lists_name())}!{letter}$2:{letter}${len(labels) + 1}"
            self._lists[layout.key, column.name] = area
            sheet.write_string(0, place, f"{layout.name}: {column.heading}")
        for row in range(max((len(labels) for _l, _c, labels in lists), default=0)):
            for place, (_layout, _column, labels) in enumerate(lists):
                if row < len(labels):
                    sheet.write_string(row + 1, place, plain_text(labels[row]))

    def write_sheet(self, layout: Layout, rows: Iterator[list[Any]]) -> int:
        sheet = self._sheets[layout.key]
        styles = self.styles
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 10, styles.text)
        sheet.write_string(0, 0, layout.key_heading, styles.heading_fixed)
        for place, column in enumerate(layout.columns, 1):
            cells = styles.day if column.type is Type.DAY else None
            if column.type in {Type.TEXT, Type.CHOICE, Type.REFERENCE}:
                cells = styles.text
            sheet.set_column(place, place, WIDTHS[column.type], cells)
            heading = styles.heading_required if column.required else styles.heading
            sheet.write_string(0, place, plain_text(column.heading), styles.heading_fixed if column.fixed else heading)
            sheet.data_validation(1, place, LAST_ROW, place, self._validation(layout, column))
        count = 0
        for count, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                write_cell(sheet, count, place, value, styles)
        sheet.autofilter(0, 0, max(count, 1), len(layout.columns))
        return count

    def _validation(self, layout: Layout, column: Column) -> dict[str, Any]:
        rule: dict[str, Any] = {"validate": "any"}
        if column.fixed:
            pass
        elif column.type in {Type.CHOICE, Type.YES_NO}:
            rule = {"validate": "list", "source": self._lists[layout.key, column.name]}
        elif column.type is Type.REFERENCE and column.target in self._shown:
            # Suggestions only: a key may be written instead.
            rule = {"validate": "list", "source": self._area_of(self._shown[column.target]), "show_error": False}
        elif column.type is Type.DAY:
            rule = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        elif column.type is Type.WHOLE:
            rule = {"validate": "integer", "criteria": ">=", "value": 0}
        elif column.type is Type.NUMBER:
            rule = {"validate": "decimal", "criteria": "between", "minimum": -(10**14), "maximum": 10**14}
        if message := explanation(column):
            rule |= {"input_title": column.heading[:32], "input_message": message[:LONGEST_MESSAGE]}
        return rule

    @staticmethod
    def _area_of(target: Layout) -> str:
        name = target.sheet.natural[0]
        places = [i for i, c in enumerate(target.columns, 1) if c.name == name]
        letter = xl_col_to_name(places[0] if places else 0, col_abs=True)
        return f"={quote_sheetname(target.name)}!{letter}$2:{letter}$5000"


def choices_of(column: Column) -> list[str]:
    if column.type is Type.YES_NO:
        return [_("yes"), _("no")]
    return [column.label_of(value) for value, _label in column.choices[LANGUAGES[0]]]


def explanation(column: Column) -> str:
    """What a person should know who fills a column."""
    parts = [column.help]
    if column.fixed:
        parts.append(_("Worked out by Fyrtårn; what you write here is not read."))
    elif column.type is Type.REFERENCE:
        parts.append(_("As it is called in the sheet “%(name)s”.") % {"name": layouts()[column.target].name})
    elif column.type is Type.DAY:
        parts.append(_("A date."))
    return " ".join(p for p in parts if p)


def _guide_text() -> list[str]:
    return [
        _("A sheet per kind of record. What you export, you can correct here and import again."),
        _("Leave the column “Key” as it is: it tells which record a row is. A new row has no key."),
        _("Rows that are taken out of the workbook are not removed in Fyrtårn."),
        _("A cell that you empty is emptied. In a row without a key an empty cell says nothing."),
        _("Nothing is imported until everything in the workbook is right, and you see every change first."),
    ]
