"""Import as a person does it: a faulty workbook, the corrected one, and a list from a department of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fyrtaarn.exchange.models import ImportLog, Mapping
from fyrtaarn.exchange.tests.books import Town, export, put, spoilt
from fyrtaarn.foundation.worker import run_waiting
from fyrtaarn.portfolio.models import Project
from tests.cast import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LogIn = Callable[[Member | None], None]


@pytest.fixture
def town(transactional_db: None, live_server: Any, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Town()


def hand_in(page: Page, file: Path) -> None:
    page.set_input_files("main input[type=file]", file)
    page.locator("main form").filter(has=page.locator("input[type=file]")).locator("button[type=submit]").click()


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_faulty_cells_are_named_and_the_corrected_workbook_comes_in(
    page: Page, live_server: Any, town: Town, log_in: LogIn, tmp_path: Path
) -> None:
    good = export(town.cast.concept_owner.viewer)
    faulty = spoilt(good, lambda book: put(book, "Projects", 2, "Start", "next spring"))
    better = spoilt(good, lambda book: put(book, "Projects", 2, "Title", "Corrected in the workbook"))
    log_in(town.cast.concept_owner)
    page.goto(live_server.url + "/administration/import/")
    hand_in(page, written(tmp_path / "Projekter.xlsx", faulty))
    run_waiting()
    page.reload()
    expect(page.locator("main table").first).to_contain_text("next spring")
    assert Project.objects.filter(title="Corrected in the workbook").count() == 0
    page.goto(live_server.url + "/administration/import/")
    hand_in(page, written(tmp_path / "Projekter, rettet.xlsx", better))
    run_waiting()
    page.reload()
    expect(page.locator("main")).to_contain_text("Corrected in the workbook")
    page.click("a[href$='/bekraeft/']")
    page.click("main form button[type=submit]")
    run_waiting()
    assert Project.objects.filter(title="Corrected in the workbook").count() == 1
    assert ImportLog.objects.filter(state="done").count() == 1


LIST = (
    "Emne;Hvorfor;Ansvarlig;Afdeling;Starter;Status\r\n"
    "Nye cykelstier;Flere på cykel;{owner};{unit};01-10-2006;I gang\r\n"
    "Grønne områder;Mere natur, også ved søen;{owner};{unit};15-11-2006;I gang\r\n"
)


def test_a_list_from_elsewhere_is_mapped_and_the_mapping_remembered(
    page: Page, live_server: Any, town: Town, log_in: LogIn, tmp_path: Path
) -> None:
    owner, unit = town.cast.unit_head.person.name, town.cast.centre.name
    text = LIST.format(owner=owner, unit=unit)
    log_in(town.cast.concept_owner)
    page.goto(live_server.url + "/administration/import/liste/")
    hand_in(page, written(tmp_path / "Vejafdelingens liste.csv", text.encode("cp1252")))
    expect(page.locator("main")).to_contain_text("Grønne områder")
    wanted = {
        "Emne": "title", "Hvorfor": "purpose", "Ansvarlig": "owner", "Afdeling": "unit", "Starter": "starts_on",
        "Status": "",
    }  # fmt: skip
    for heading, field in wanted.items():
        row = page.locator("tbody tr").filter(has=page.locator("th label", has_text=heading)).first
        row.locator("select").select_option(field)
    page.fill("[name=name]", "Vejafdelingen")
    page.locator("main form button[type=submit]").last.click()
    run_waiting()
    page.reload()
    expect(page.locator("main")).to_contain_text("Nye cykelstier")
    page.click("a[href$='/bekraeft/']")
    page.click("main form button[type=submit]")
    run_waiting()
    assert {p.title for p in Project.objects.filter(unit=town.cast.centre)} >= {"Nye cykelstier", "Grønne områder"}
    assert Project.objects.get(title="Grønne områder").purpose == "Mere natur, også ved søen"
    assert Mapping._default_manager.get().name == "Vejafdelingen"
