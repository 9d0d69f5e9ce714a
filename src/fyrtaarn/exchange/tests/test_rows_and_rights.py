"""Whose rows they are: rights, circles, keys, and what somebody else did meanwhile."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from fyrtaarn.exchange.applying import apply_plan
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.tests.books import (
    Town,
    cells_of,
    column_of,
    export,
    new_row,
    planned,
    put,
    row_with,
    spoilt,
    told,
)
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.models import Person, Unit
from fyrtaarn.portfolio.models import Project
from tests.cast import saved

pytestmark = pytest.mark.django_db


def test_what_an_action_refuses_leaves_nothing_behind(tmp_path: Path, town: Town) -> None:
    """Somebody changes a record between reading and confirming: all of it is refused, the rest too."""

    def spoil(book: Any) -> None:
        put(book, "Units", row_with(book, "Units", "Name", "Holberg School"), "Short name", "HS")
        new_row(book, "People", Name="New Person")

    plan = planned(spoilt(Town.content, spoil), tmp_path)
    unit = Unit.objects.get(name="Holberg School")
    unit.short_name = "Hol"
    saved(unit)
    with pytest.raises(Unreadable, match="Somebody changed"), translation.override("en"):
        apply_plan(plan, by=system_viewer("tests"))
    assert not Unit.objects.filter(short_name="HS").exists()
    assert not Person.objects.filter(name="New Person").exists()


def test_who_may_not_change_a_sheet_may_still_hand_it_in(tmp_path: Path, town: Town) -> None:
    cast = town.cast
    owner, administrator = cast.concept_owner.viewer, cast.administrator.viewer
    assert told(planned(export(owner), tmp_path, viewer=owner)) == []
    assert told(planned(export(administrator), tmp_path, viewer=administrator)) == []

    def units(book: Any) -> None:
        put(book, "Units", 2, "Short name", "X")

    found = told(planned(spoilt(export(owner), units), tmp_path, viewer=owner))
    assert found == [
        "Sheet “Units”, row 2: You may not change what is in this sheet, but 1 rows differ from what is there."
    ]
    assert told(planned(spoilt(export(administrator), units), tmp_path, viewer=administrator)) == []


def test_an_administrator_gets_and_brings_nothing_strategic(tmp_path: Path, town: Town) -> None:
    administrator = town.cast.administrator.viewer
    cells = cells_of(export(administrator))
    assert "Units" in cells
    assert "Projects" not in cells
    found = told(planned(export(), tmp_path, viewer=administrator))
    assert found
    assert all("Library bus" not in text.split("among")[0] or "no such row" in text for text in found)
    assert any("Sheet “Focus areas”, row 2, column A (Key)" in text and "cannot be used" in text for text in found)


def test_a_restricted_record_is_not_in_the_export_of_others_and_its_key_is_of_no_use(
    tmp_path: Path, town: Town
) -> None:
    outside = town.cast.concept_owner.viewer
    content = export(outside)
    assert "Restricted" not in {cell for row in cells_of(content)["Projects"] for cell in row}
    hidden = Project.objects.get(title="Restricted")

    def spoil(book: Any) -> None:
        new_row(book, "Projects", Title="Mine now", Key=str(hidden.uuid))

    found = told(planned(spoilt(content, spoil), tmp_path, viewer=outside))
    assert len(found) == 1
    assert "This key cannot be used here." in found[0]


def test_a_kind_is_found_by_its_code_whatever_its_key(tmp_path: Path, town: Town) -> None:
    """A workbook from another installation, where the same kinds have other keys."""

    def spoil(book: Any) -> None:
        sheet = book["Kinds of unit"]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 1).value = str(uuid4())
        put(book, "Kinds of unit", 2, "Name in English", "Renamed")
        name = sheet.cell(2, column_of(sheet, "Name")).value
        new_row(book, "Units", Name="By key", Kind=f"{name} [{sheet.cell(2, 1).value}]")

    plan = planned(spoilt(Town.content, spoil), tmp_path)
    assert told(plan) == []
    assert [line["how"] for line in plan.lines()] == ["changed", "new"]


def test_changes_can_be_listed_although_a_row_lacks_what_it_is_called_by(tmp_path: Path, town: Town) -> None:
    def spoil(book: Any) -> None:
        new_row(book, "Arenas of projects", Project="P-2006-002", Arena="The moon")

    plan = planned(spoilt(Town.content, spoil), tmp_path)
    assert len(told(plan)) == 1
    assert [line["label"] for line in plan.lines()] == [""]
