"""Tables as files: what is shown on a page, to take along."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.http import Http404
from django.utils import translation

from fyrtaarn.foundation.tables import table_response

ROWS: list[list[Any]] = [
    ["Børn; unge", Decimal("-1234.50"), date(2006, 11, 12), 3, True, None],
    ["=cmd()", Decimal("0"), None, 0, False, "<b>bold</b>"],
]
HEADINGS = ["Title", "Money", "Day", "Count", "Yes", "More"]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_excel_gets_texts_numbers_and_dates() -> None:
    response = table_response(ROWS, HEADINGS, "projekter", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    assert [c.value for c in sheet[1]] == HEADINGS
    assert sheet["A3"].value == "=cmd()"
    assert sheet["A3"].data_type == "s"
    assert sheet["B2"].value == -1234.5
    assert sheet["C2"].is_date
    assert sheet.freeze_panes == "A2"
    assert response["Content-Disposition"].startswith('attachment; filename="projekter.xlsx"')


def test_csv_opens_right_in_a_danish_excel() -> None:
    with translation.override("da"):
        content = body(table_response(ROWS, HEADINGS, "projekter", "csv"))
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith('"Børn; unge";-1234,50;2006-11-12;3;')
    assert lines[2].startswith("'=cmd();0;")


def test_a_name_with_danish_letters_is_kept() -> None:
    header = table_response([], ["A"], "fokusområder", "csv")["Content-Disposition"]
    assert "filename*=UTF-8''fokusomr%C3%A5der.csv" in header


def test_other_formats_do_not_exist() -> None:
    with pytest.raises(Http404):
        table_response([], [], "x", "pdf")
