"""Files that are no workbook of ours, or should not be opened: told in words, never opened to the end."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import translation

from fyrtaarn.exchange.guarding import check_workbook
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.reading import read_workbook
from fyrtaarn.exchange.tests.books import Town, export, spoilt

pytestmark = pytest.mark.django_db


def unreadable(path: Path) -> str:
    with translation.override("en"), pytest.raises(Unreadable) as caught:
        read_workbook(path)
    return " ".join(caught.value.messages)


def test_a_workbook_without_any_sheet_of_ours_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    assert "none of Fyrtårn's sheets" in unreadable(tmp_path / "other.xlsx")


def test_an_old_excel_file_with_a_new_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000)
    assert ".xls" in unreadable(path)


@pytest.mark.parametrize("content", [b"", b"Titel;Enhed\r\n", b"PK\x03\x04 cut off", b"<html></html>"])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.xlsx"
    path.write_bytes(content)
    assert unreadable(path)


def test_a_truncated_workbook_is_told(tmp_path: Path, town: Town) -> None:
    content = export()
    for length in (len(content) // 2, len(content) - 10):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(content[:length])
        assert "cut off" in unreadable(path)


def _packed(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    bomb = _packed(
        tmp_path / "bomb.xlsx",
        {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 30_000_000},
    )
    assert bomb.stat().st_size < 100_000
    assert "unpacks to far more" in unreadable(bomb)


def test_many_small_entries_are_not_opened(tmp_path: Path) -> None:
    entries = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}
    entries |= {f"xl/media/{n}": b"" for n in range(1500)}
    assert "unpacks to far more" in unreadable(_packed(tmp_path / "many.xlsx", entries))


def test_entities_that_multiply_are_not_read(tmp_path: Path, town: Town) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    path = tmp_path / "laughs.xlsx"
    path.write_bytes(export())
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["xl/workbook.xml"] = laughs
    assert "cannot be read" in unreadable(_packed(path, entries))


def test_other_kinds_of_zip_are_told(tmp_path: Path) -> None:
    assert "OpenDocument" in unreadable(_packed(tmp_path / "a.xlsx", {"content.xml": b"<x/>"}))
    assert "not an Excel workbook" in unreadable(_packed(tmp_path / "b.xlsx", {"word/document.xml": b"<x/>"}))


def test_a_file_over_the_limit_is_told(tmp_path: Path, settings: Any) -> None:
    settings.FYRTAARN_UPLOAD_LIMIT = 1024 * 1024
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"0" * (1024 * 1024))
    with pytest.raises(Unreadable, match="1 MB"), translation.override("en"):
        check_workbook(path)


def test_a_far_away_cell_does_not_make_a_million_rows(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        book["Units"].cell(1_048_576, 1).value = "here"

    path = tmp_path / "far.xlsx"
    path.write_bytes(spoilt(Town.content, spoil))
    assert "more than" in unreadable(path)
