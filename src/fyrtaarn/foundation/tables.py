"""A table as a file that people open in a spreadsheet: Excel or CSV, with texts that stay texts."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language, gettext

FORMATS = ("xlsx", "csv")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # Excel's own bound
# What a spreadsheet may take for the beginning of a formula, in full width too (as East Asian settings do).
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def plain_text(text: str) -> str:
    """A text as a cell can hold it: line ends as one character, nothing that XML forbids."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def table_response(rows: Iterable[Sequence[Any]], headings: Sequence[Any], name: str, format: str) -> HttpResponseBase:
    """The rows as an attachment. ``name`` is the file's name without ending; ``format`` comes from the address."""
    if format not in FORMATS:
        raise Http404
    if format == "csv":
        response: HttpResponseBase = HttpResponse(csv_bytes(rows, headings), content_type="text/csv; charset=utf-8")
    else:
        file = io.BytesIO()
        write_table(file, rows, headings, name)
        file.seek(0)
        response = FileResponse(file, content_type=XLSX_TYPE)
    return as_attachment(response, f"{name}.{format}")


def as_attachment(response: HttpResponseBase, file_name: str) -> HttpResponseBase:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", file_name)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


# CSV


def csv_bytes(rows: Iterable[Sequence[Any]], headings: Sequence[Any]) -> bytes:
    """Semicolons and a byte order mark: what a Danish Excel opens right by a double click."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow([_csv_cell(str(h)) for h in headings])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    return "\ufeff".encode() + file.getvalue().encode("utf-8", "replace")


def _csv_cell(value: Any) -> str:
    value = _known(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float | Decimal):
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        return text if (get_language() or "da").startswith("en") else text.replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = plain_text(value)
    return f"'{text}" if text.startswith(LIVE) else text


# Excel


def write_table(file: Any, rows: Iterable[Sequence[Any]], headings: Sequence[Any], name: str) -> None:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet(sheet_name(name))
    styles = Styles(book)
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, min(60, max(12, len(str(heading)) + 4)))
        sheet.write_string(0, column, plain_text(str(heading)), styles.heading)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            write_cell(sheet, last, column, value, styles)
    sheet.autofilter(0, 0, last, max(0, len(headings) - 1))
    book.close()


def sheet_name(text: str) -> str:
    """A name that Excel takes: no more than 31 characters and none of its own signs."""
    return re.sub(r"[\[\]:*?/\\]", " ", text).strip("' ")[:31] or "1"


class Styles:
    """The few cell formats that a workbook of ours has."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bg_color": "#E6E6E6", "bottom": 1, "valign": "top"})
        self.heading_required = book.add_format({"bold": True, "bg_color": "#D5E3F5", "bottom": 1, "valign": "top"})
        self.heading_fixed = book.add_format({"italic": True, "bg_color": "#E6E6E6", "bottom": 1, "valign": "top"})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        # Excel then shows the text as it is even after somebody has edited the cell.
        self.quoted = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
        self.day = book.add_format({"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"})
        self.moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm", "align": "left", "valign": "top"})
        self.whole = book.add_format({"num_format": "0", "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.####", "valign": "top"})


def write_cell(sheet: Any, row: int, column: int, value: Any, styles: Styles) -> None:
    """One value by its type. A text is always written as a text, whatever it begins with."""
    value = _known(value)
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, gettext("yes") if value else gettext("no"), styles.text)
    elif isinstance(value, int | float | Decimal):
        digits = len(value.normalize().as_tuple().digits) if isinstance(value, Decimal) else len(str(abs(value)))
        if isinstance(value, int | Decimal) and digits > 15:
            # More digits than Excel keeps: as a text with a decimal comma they stay what they are.
            sheet.write_string(row, column, f"{value:f}".replace(".", ","), styles.text)
        else:
            sheet.write_number(row, column, value, styles.whole if isinstance(value, int) else styles.number)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, styles.moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles.day)
    else:
        write_text(sheet, row, column, value, styles)


def write_text(sheet: Any, row: int, column: int, text: str, styles: Styles) -> None:
    text = plain_text(text)[:LONGEST_CELL]
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter would take it for markup of its own
    if text:
        sheet.write_string(row, column, text, styles.quoted if text.startswith(LIVE) else styles.text)


def _known(value: Any) -> Any:
    """One of the types that cells are made of."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    return value if isinstance(value, date | str) else str(value)
