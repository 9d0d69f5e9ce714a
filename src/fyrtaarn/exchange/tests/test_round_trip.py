import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import translation

from fyrtaarn.exchange.applying import apply_plan
from fyrtaarn.exchange.columns import layouts
from fyrtaarn.exchange.tests.books import Town, cells_of, column_of, export, planned, spoilt, told
from fyrtaarn.exchange.writing import write_template
from fyrtaarn.organisation.access import system_viewer

pytestmark = pytest.mark.django_db


def test_headings_are_unique_in_both_languages() -> None:
    for layout in layouts().values():
        for language in ("da", "en"):
            headings = [layout.key_headings[language], *(c.headings[language] for c in layout.columns)]
            assert len({h.casefold() for h in headings}) == len(headings), (layout.key, headings)
    for language in ("da", "en"):
        names = [layout.names[language] for layout in layouts().values()]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", ["en", "da"])
def test_an_export_that_is_imported_changes_nothing(tmp_path: Path, language: str, town: Town) -> None:
    before = export(language=language)
    plan = planned(before, tmp_path, language=language)
    assert told(plan) == []
    assert list(plan.lines()) == []
    with translation.override(language):
        apply_plan(plan, by=system_viewer("tests"))
    assert cells_of(export(language=language)) == cells_of(before)


def test_every_sheet_of_the_test_town_has_rows(town: Town) -> None:
    rows = {name: len(cells) for name, cells in cells_of(export()).items()}
    empty = [name for name, count in rows.items() if count < 2]
    assert set(empty) <= {"The board's decisions", "Circles of focus areas", "Circles of projects", "Document systems"}


def _empty_the_house() -> None:
    """Take every row of every sheet away, the ones that refer to others first."""
    for layout in reversed(list(layouts().values())):
        model = layout.sheet.model
        for column in layout.self_references:
            model._base_manager.update(**{column.name: None})
        model._base_manager.all().delete()


def test_an_export_fills_an_empty_installation_with_the_same(tmp_path: Path, town: Town) -> None:
    before = export()
    _empty_the_house()
    plan = planned(before, tmp_path)
    assert told(plan) == []
    apply_plan(plan, by=system_viewer("tests"))
    assert cells_of(export()) == cells_of(before)


def test_a_workbook_without_keys_is_recognised_by_names(tmp_path: Path, town: Town) -> None:
    """Somebody's own workbook, handed in twice, does not make everything twice."""
    before = export()

    def without_keys(book: Any) -> None:
        for sheet in book.worksheets:
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(1, 1).value == "Key":
                    sheet.cell(row, 1).value = None

    plan = planned(spoilt(before, without_keys), tmp_path)
    assert told(plan) == []
    with translation.override("en"):
        made = {line["sheet"] for line in plan.lines()}
    assert made <= {"Anchoring of strategies", "Anchoring of projects"}  # nothing but the key tells these apart


def test_values_that_look_like_formulas_are_written_as_texts(town: Town) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export()))
    types = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
    purpose = book["Focus areas"].cell(2, column_of(book["Focus areas"], "Purpose"))
    assert purpose.value == "=1+1 is not a formula"
    assert purpose.data_type == "s"
    assert purpose.quotePrefix


def test_the_same_content_makes_the_same_file(town: Town) -> None:
    assert export() == export()


def test_dates_and_numbers_are_dates_and_numbers(town: Town) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export()))
    milestones, budget = book["Milestones"], book["Budget"]
    assert milestones.cell(2, column_of(milestones, "Planned")).is_date
    assert budget.cell(2, column_of(budget, "Budget")).value == -500000.5
    assert budget.cell(2, column_of(budget, "Year")).value == 2007


def test_the_workbook_has_drop_downs_and_help() -> None:
    file = io.BytesIO()
    with translation.override("en"):
        write_template(file)
    book = openpyxl.load_workbook(file)
    assert book["Projects"].max_row == 1
    assert book["Projects"].freeze_panes == "A2"
    rules = book["Projects"].data_validations.dataValidation
    lists = [r for r in rules if r.type == "list"]
    assert any("'Choices'" in r.formula1 or "Choices!" in r.formula1 for r in lists)
    assert any("Units" in r.formula1 for r in lists)
    assert any(r.promptTitle == "Number" or r.prompt for r in rules)
    assert book["Choices"].sheet_state == "hidden"
    guide = [cell.value for row in book["Guide"].iter_rows() for cell in row if cell.value]
    assert "Which units" not in guide
    assert any("Rows that are taken out" in str(text) for text in guide)


def test_the_empty_template_can_be_imported_and_changes_nothing(tmp_path: Path) -> None:
    file = io.BytesIO()
    with translation.override("da"):
        write_template(file)
    plan = planned(file.getvalue(), tmp_path, language="da")
    assert told(plan) == []
    assert plan.is_empty
