"""One cell to one value: strict for our own workbook, understanding for lists from elsewhere."""

import io
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fyrtaarn.exchange.cells import (
    CellError,
    day_from_text,
    differs,
    number_from_text,
    parse,
    parse_foreign,
    tidy,
)
from fyrtaarn.exchange.columns import Column, layouts
from fyrtaarn.exchange.guarding import open_workbook, rows_of
from fyrtaarn.foundation.tables import Styles, csv_bytes, plain_text, write_cell

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(
    lambda t: "_x" not in t and "x005F" not in t
)
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40), st.datetimes(), st.dates(), st.times(), st.timedeltas(),
)  # fmt: skip


def column(sheet: str, name: str) -> Column:
    return layouts()[sheet].column(name)


TITLE, START, BUDGET, YEAR = (
    column("projects", "title"), column("projects", "starts_on"), column("budget_lines", "budget"),
    column("budget_lines", "budget_year"),
)  # fmt: skip
PHASE, LEADS, UNIT = column("projects", "phase"), column("memberships", "is_leader"), column("projects", "unit")
COLUMNS = st.sampled_from([TITLE, START, BUDGET, YEAR, PHASE, LEADS, UNIT])


@given(COLUMNS, ANYTHING)
def test_any_cell_becomes_a_value_or_an_error_in_words(of: Column, value: Any) -> None:
    for reading in (parse, parse_foreign):
        with suppress(CellError):
            found = reading(of, value)
            if found is not None and of.type != "reference":
                assert of.source.to_python(found) is not None


def through_a_workbook(folder: Path, values: list[Any]) -> list[Any]:
    path = folder / "cells.xlsx"
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Cells")
    styles = Styles(book)
    for row, value in enumerate(values):
        write_cell(sheet, row, 0, value, styles)
    write_cell(sheet, len(values), 0, "end", styles)
    book.close()
    path.write_bytes(file.getvalue())
    with open_workbook(path) as read:
        return [row[0] for row in rows_of(read.worksheets[0], first=1, last=len(values), width=1)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(TEXT, min_size=1, max_size=10))
def test_every_text_comes_back_as_it_was(tmp_path: Path, texts: list[str]) -> None:
    for text, value in zip(texts, through_a_workbook(tmp_path, texts), strict=True):
        assert not differs(TITLE, text, parse(TITLE, value))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(st.dates(date(1900, 1, 1), date(2199, 12, 31)), min_size=1, max_size=10),
    st.lists(st.decimals(-(10**13), 10**13, places=2, allow_nan=False), min_size=1, max_size=10),
)
def test_every_date_and_number_comes_back_as_it_was(tmp_path: Path, days: list[date], numbers: list[Decimal]) -> None:
    assert [parse(START, v) for v in through_a_workbook(tmp_path, list(days))] == days
    assert [parse(BUDGET, v) for v in through_a_workbook(tmp_path, list(numbers))] == numbers


@pytest.mark.parametrize("text", ["=1+1", "+45 57 87 60 00", "-", "@sum", "<r>bold</r>", "\ttab", " space "])
def test_texts_with_a_meaning_to_excel_stay_texts(tmp_path: Path, text: str) -> None:
    assert parse(TITLE, through_a_workbook(tmp_path, [text])[0]) == text.strip()


@pytest.mark.parametrize("text", ["=1+1", "+45", "-x", "@sum", "\t=1"])
def test_a_csv_file_holds_no_live_formula(text: str) -> None:
    line = csv_bytes([[text, Decimal("-1.5")]], ["A", "B"]).decode("utf-8-sig").splitlines()[1]
    with translation.override("da"):
        assert csv_bytes([[text, Decimal("-1.5")]], ["A", "B"]).decode("utf-8-sig").splitlines()[1].endswith("-1,5")
    assert line.lstrip('"').startswith("'")


def test_a_choice_is_known_by_its_label_in_both_languages_and_by_its_code() -> None:
    with translation.override("da"):
        danish = PHASE.label_of("planning")
    with translation.override("en"):
        english = PHASE.label_of("planning")
    assert {parse(PHASE, text) for text in (danish, english, "planning", " PLANNING ")} == {"planning"}


def test_yes_and_no_are_known_in_both_languages() -> None:
    assert [parse(LEADS, v) for v in ("ja", "Yes", True, 1, "x")] == [True] * 5
    assert [parse(LEADS, v) for v in ("nej", "no", False, 0)] == [False] * 4


def test_a_number_as_excel_computes_it_is_taken_without_its_noise() -> None:
    assert parse(BUDGET, 0.1 + 0.2) == Decimal("0.3")
    assert parse(BUDGET, "12345678901234,56") == Decimal("12345678901234.56")


def test_excels_own_escapes_are_undone() -> None:
    assert tidy("one_x000D_\ntwo") == "one\ntwo"
    assert plain_text("a\r\nb\x00c\ufffed") == "a\nbcd"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-11-2006", date(2006, 11, 12)), ("12.11.2006", date(2006, 11, 12)), ("12/11 2006", date(2006, 11, 12)),
        ("1/2-06", date(2006, 2, 1)), ("2006-11-12", date(2006, 11, 12)), ("12. november 2006", date(2006, 11, 12)),
        ("3 maj 2007", date(2007, 5, 3)), ("12-11-2006 08:15", date(2006, 11, 12)), ("1. okt. 2007", date(2007, 10, 1)),
    ],
)  # fmt: skip
def test_danish_dates_are_understood_in_lists(text: str, day: date) -> None:
    assert day_from_text(text) == day
    assert parse_foreign(START, text) == day


@pytest.mark.parametrize("text", ["31-02-2006", "soon", "13/13/2006", "2006", "uge 46"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(CellError):
        parse_foreign(START, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234.567,89", "1234567.89"), ("1.234", "1234"), ("1234,5", "1234.5"), ("-12", "-12"), ("12.50", "12.50"),
        ("1 234 567 kr.", "1234567"), ("1,234,567.89", "1234567.89"), ("kr. 500,-", "500"), ("−5,00", "-5"),
    ],
)  # fmt: skip
def test_danish_numbers_are_understood_in_lists(text: str, number: str) -> None:
    assert parse_foreign(BUDGET, text) == Decimal(number)
    assert number_from_text(text)


def test_numbers_where_text_belongs_are_taken_as_they_look_in_lists() -> None:
    assert parse_foreign(TITLE, 2007) == "2007"
    assert parse_foreign(TITLE, 12.0) == "12"
    with translation.override("da"):
        assert "2006" in parse_foreign(TITLE, datetime(2006, 11, 12))
