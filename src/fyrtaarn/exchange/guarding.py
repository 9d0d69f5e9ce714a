"""Asks of a file what it is before anything opens it."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from django.conf import settings
from django.utils.translation import gettext as _

from fyrtaarn.exchange.problems import Unreadable

MOST_ENTRIES = 1000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_STRINGS = 120 * 1024 * 1024
# Deflate packs endless repetition 1000 to 1; a large sheet of real rows stays below 60.
MOST_PACKED = 200
SMALL = 1024 * 1024

_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"


def check_workbook(path: Path) -> None:
    """Raise ``Unreadable`` for what is no workbook or would unpack to more than we take."""
    check_size(path)
    with path.open("rb") as file:
        head = file.read(8)
    if head == _OLD_EXCEL:
        raise Unreadable(
            _("This is an old Excel file (.xls) or one with a password. Save it in Excel as an Excel workbook (.xlsx).")
        )
    if not head.startswith(_ZIP):
        raise Unreadable(_("This is not an Excel workbook (.xlsx)."))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(_("The file is damaged or cut off and cannot be read.")) from error
    _check_entries(entries)


def check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(_("The file is empty."))
    if size > settings.FYRTAARN_UPLOAD_LIMIT:
        raise Unreadable(
            _("The file is larger than the %(size)s MB that are taken.")
            % {"size": settings.FYRTAARN_UPLOAD_LIMIT // (1024 * 1024)}
        )


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if "content.xml" in names:
        raise Unreadable(_("This is an OpenDocument file (.ods). Save it as an Excel workbook (.xlsx)."))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable(_("This is not an Excel workbook (.xlsx)."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_("The file has a password. Save it without one."))
    swollen = any(e.file_size > SMALL and e.file_size > MOST_PACKED * max(1, e.compress_size) for e in entries)
    too_large = sum(e.file_size for e in entries) > MOST_UNPACKED or any(
        e.filename.endswith("sharedStrings.xml") and e.file_size > MOST_STRINGS for e in entries
    )
    if swollen or too_large or len(entries) > MOST_ENTRIES:
        raise Unreadable(_("The file unpacks to far more than a workbook holds and was not opened."))


@contextmanager
def open_workbook(path: Path) -> Iterator[Any]:
    """The workbook, for reading row by row. Sizes that a file declares for its sheets are not believed."""
    check_workbook(path)
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
        except Exception as error:  # whatever a broken file makes the library raise
            raise Unreadable(_("The file is damaged or not an Excel workbook, and cannot be read.")) from error
        with closing(book):
            yield book


def rows_of(sheet: Any, *, first: int, last: int | None = None, width: int) -> Generator[tuple[Any, ...], None, None]:
    """Values row by row; the part of the file that is read is let go at the end, whatever ends it."""
    rows = sheet.iter_rows(min_row=first, max_row=last, max_col=width, values_only=True)
    with closing(rows):
        try:
            yield from rows
        except GeneratorExit:
            raise
        except Exception as error:  # whatever a broken file makes the library raise
            text = _("The sheet “%(name)s” is damaged and cannot be read.") % {"name": sheet.title}
            raise Unreadable(text) from error
