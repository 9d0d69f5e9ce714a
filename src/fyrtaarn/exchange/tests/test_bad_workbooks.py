"""Everything that can be wrong with a workbook: told in words that name sheet, row and column."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fyrtaarn.exchange.applying import apply_plan
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.tests.books import (
    Town,
    export,
    new_row,
    planned,
    put,
    row_with,
    spoilt,
    told,
)
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.portfolio.models import Milestone, Project
from tests.cast import make_person

pytestmark = pytest.mark.django_db


def faults(folder: Path, spoil: Any) -> list[str]:
    return told(planned(spoilt(Town.content, spoil), folder))


def row_with_content(sheet: str, heading: str, value: str) -> int:
    return row_with(openpyxl.load_workbook(io.BytesIO(Town.content)), sheet, heading, value)


def test_a_sheet_that_others_build_on_must_be_there(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        del book["Projects"]

    found = faults(tmp_path, spoil)
    assert any("Sheet “Projects”" in text and "“Milestones” builds on it" in text for text in found)


def test_a_sheet_that_nothing_builds_on_may_be_left_out(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        del book["Milestones"]

    plan = planned(spoilt(Town.content, spoil), tmp_path)
    assert told(plan) == []
    assert plan.missing == ["Milestones"]
    assert plan.is_empty


def test_a_renamed_sheet_is_told_with_the_name_it_probably_had(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        book["Risks"].title = "Risk"

    assert faults(tmp_path, spoil) == [
        "Sheet “Risk”: Fyrtårn knows no sheet of this name. Rename or remove it. Did you mean “Risks”?"
    ]


def test_an_unknown_heading_is_told_with_its_place(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Units", 1, "Short name", "Shrt name")

    found = faults(tmp_path, spoil)
    assert found == [
        "Sheet “Units”, row 1, column C: “Shrt name” Fyrtårn knows no such heading in this sheet. "
        "Did you mean “Short name”?"
    ]


def test_a_heading_that_stands_twice_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Units", 1, "Short name", "Name")

    assert any("column C: “Name” The heading stands twice." in text for text in faults(tmp_path, spoil))


def test_a_cell_below_no_heading_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Units", 1, "Short name", None)
        book["Units"].cell(3, 3).value = "CfS"

    assert any("row 3, column C: “CfS” The column has no heading" in text for text in faults(tmp_path, spoil))


def test_a_column_that_new_rows_need_is_asked_for_once(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        book["Milestones"].delete_cols(4)
        for title in ("One", "Two"):
            new_row(book, "Milestones", Project="P-2006-001", Milestone=title)

    found = faults(tmp_path, spoil)
    assert found == ["Sheet “Milestones”, row 1, column Planned: The sheet lacks this column, and new rows need it."]


def test_a_key_that_stands_twice_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        book["Units"].cell(3, 1).value = book["Units"].cell(2, 1).value

    found = faults(tmp_path, spoil)
    assert any(text.startswith("Sheet “Units”, row 3, column A (Key)") and "row 2 already" in text for text in found)


def test_a_key_that_is_none_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        book["Units"].cell(3, 1).value = "17"

    assert any("row 3, column A (Key): “17” This is not a key" in text for text in faults(tmp_path, spoil))


def test_a_date_as_text_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Milestones", 2, "Planned", "12-11-2006")

    assert faults(tmp_path, spoil) == [
        "Sheet “Milestones”, row 2, column D (Planned): “12-11-2006” This is text, not a date. "
        "Format the cell as a date and write it again."
    ]


def test_a_number_in_a_text_field_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Projects", 2, "Title", 2007)

    assert faults(tmp_path, spoil) == [
        "Sheet “Projects”, row 2, column C (Title): “2007” Here belongs text, not a number. "
        "Format the cell as text and write it again."
    ]


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "words"),
    [
        ("Budget", "Budget", "much", "text, not a number"),
        ("Budget", "Budget", datetime(2006, 1, 1), "a date, not a number"),
        ("Budget", "Budget", 1.234, "At most 2 decimals"),
        ("Budget", "Year", 2007.5, "whole number"),
        ("Budget", "Year", 1066, "between 1970 and 2199"),
        ("Milestones", "Planned", datetime(2206, 1, 1), "between 1900 and 2199"),
        ("Milestones", "Milestone", datetime(2006, 1, 1), "text, not a date"),
        ("Milestones", "Milestone", "x" * 201, "200"),
        ("Milestones", "Milestone", None, "must be filled"),
        ("Milestones", "Milestone", "#N/A", "Excel's error"),
        ("Risks", "Likelihood", 7, "not one of the choices"),
        ("Projects", "Phase", "dreaming", "not one of the choices"),
        ("Projects", "Phase", None, "must be filled"),
        ("Projects", "KLE number", "12", "KLE number looks like"),
        ("Memberships", "Leads the unit", "perhaps", "Write yes or no"),
        ("People", "E-mail", "nobody", "valid email"),
        ("Documents", "Address", "javascript:alert(1)", "valid URL"),
    ],
)
def test_a_faulty_cell_is_told_with_its_place(
    tmp_path: Path, sheet: str, heading: str, value: Any, words: str, town: Town
) -> None:

    def spoil(book: Any) -> None:
        put(book, sheet, 2, heading, value)

    found = faults(tmp_path, spoil)
    assert len(found) == 1, found
    assert found[0].startswith(f"Sheet “{sheet}”, row 2, column ")
    assert f"({heading})" in found[0]
    assert words in found[0]


def test_an_unknown_unit_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Projects", 2, "Carried by", "Ministry of Magic")

    found = faults(tmp_path, spoil)
    assert len(found) == 1
    assert "(Carried by): “Ministry of Magic” There is no such row among Units." in found[0]


def test_a_name_that_several_have_asks_for_the_key(tmp_path: Path, town: Town) -> None:
    twin = make_person("Hanne Hald")
    other = row_with_content("Projects", "Title", "School garden")

    def spoil(book: Any) -> None:
        put(book, "Projects", other, "Project owner", "Hanne Hald")

    found = faults(tmp_path, spoil)
    assert len(found) == 1
    assert "Several People are called this" in found[0]

    def key_given(book: Any) -> None:
        put(book, "Projects", other, "Project owner", f"Hanne Hald [{twin.uuid}]")

    plan = planned(spoilt(export(), key_given), tmp_path)
    assert told(plan) == []
    apply_plan(plan, by=system_viewer("tests"))
    assert Project.objects.filter(owner=twin).count() == 1


def test_a_namesake_since_the_export_makes_no_unchanged_row_ambiguous(tmp_path: Path, town: Town) -> None:
    make_person("Hanne Hald")
    plan = planned(Town.content, tmp_path)
    assert told(plan) == []
    assert plan.is_empty


@pytest.mark.parametrize(
    ("sheet", "first", "second"),
    [
        ("Goals", "All can read", "All can spell"),
        ("Strategies", "Read more", "Read at home"),
        ("Units", "Centre for Schools", "Holberg School"),
    ],
)
def test_a_cycle_is_told(tmp_path: Path, sheet: str, first: str, second: str, town: Town) -> None:
    heading = "Sub-goal of" if sheet == "Goals" else "Part of"
    name = "Name" if sheet == "Units" else "Title"

    def spoil(book: Any) -> None:
        put(book, sheet, row_with(book, sheet, name, first), heading, second)

    found = faults(tmp_path, spoil)
    assert found
    assert all(f"({heading})" in text for text in found)
    assert any("below" in text for text in found)


def test_a_cycle_among_new_rows_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        new_row(book, "Units", Name="Left", Kind="Department", Part_of="Right")
        new_row(book, "Units", Name="Right", Kind="Department", Part_of="Left")

    found = faults(tmp_path, spoil)
    assert len(found) == 2
    assert all("(Part of)" in text for text in found)


def test_an_end_before_a_start_is_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Projects", 2, "End", date(2006, 1, 1))

    found = faults(tmp_path, spoil)
    assert len(found) == 1
    assert "(End)" in found[0]
    assert "Must not be before “Start”" in found[0]


def test_a_milestone_before_the_start_is_told_also_when_the_start_moves(tmp_path: Path, town: Town) -> None:

    def move(book: Any) -> None:
        put(book, "Projects", row_with(book, "Projects", "Title", "Library bus"), "Start", date(2007, 1, 1))

    found = faults(tmp_path, move)
    assert len(found) == 1
    assert found[0].startswith("Sheet “Milestones”, row 2, column D (Planned)")

    def both(book: Any) -> None:
        move(book)
        put(book, "Milestones", 2, "Planned", date(2007, 2, 1))

    assert faults(tmp_path, both) == []


def test_one_faulty_cell_among_five_thousand_rows_keeps_everything_out(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        for number in range(5000):
            book["Milestones"].append([None, "P-2006-001", f"Milestone {number}", date(2007, 1, 1)])
        put(book, "Milestones", 3210, "Planned", "soon")

    plan = planned(spoilt(Town.content, spoil), tmp_path)
    assert len(told(plan)) == 1
    assert "Sheet “Milestones”, row 3210, column D (Planned): “soon”" in told(plan)[0]
    with pytest.raises(Unreadable):
        apply_plan(plan, by=system_viewer("tests"))
    assert Milestone.objects.count() == 2


def test_all_faults_are_told_at_once(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Milestones", 2, "Planned", "soon")
        put(book, "Milestones", 3, "Milestone", 5)
        put(book, "Projects", 2, "Carried by", "Nowhere")
        put(book, "Units", 2, "Kind", "Circus")

    assert len(faults(tmp_path, spoil)) == 4


@pytest.mark.parametrize(
    ("sheet", "heading", "words"),
    [("People", "E-mail", "Somebody else has this e-mail address."), ("Projects", "Number", "already in use")],
)
def test_what_must_be_there_once_is_told(tmp_path: Path, sheet: str, heading: str, words: str, town: Town) -> None:
    other = "School garden" if sheet == "Projects" else "Anders And"

    def spoil(book: Any) -> None:
        value = "P-2006-001" if sheet == "Projects" else "reader@example.test"
        row = row_with(book, sheet, "Title" if sheet == "Projects" else "Name", other)
        put(book, sheet, row, heading, value)

    found = faults(tmp_path, spoil)
    assert found
    assert words in found[0]
    assert "It stands in row" in found[0]


def test_two_rows_that_name_one_record_are_told(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        new_row(book, "Units", Name="Holberg School", Kind="Institution")

    found = faults(tmp_path, spoil)
    assert len(found) == 1
    assert "Another row of the sheet means the same record" in found[0]


def test_a_number_for_a_draft_is_told_and_a_number_is_never_taken_away(tmp_path: Path, town: Town) -> None:

    def spoil(book: Any) -> None:
        put(book, "Projects", row_with(book, "Projects", "Title", "Restricted"), "Number", "P-2006-009")
        put(book, "Projects", row_with(book, "Projects", "Title", "Library bus"), "Number", None)
        put(book, "Projects", row_with(book, "Projects", "Title", "School garden"), "Number", "17")

    assert [text.split(") ")[-1].split("” ")[-1] for text in sorted(faults(tmp_path, spoil))]
    found = " ".join(faults(tmp_path, spoil))
    assert "A draft has no number" in found
    assert "keeps its number" in found
    assert "looks like P-2006-001" in found
