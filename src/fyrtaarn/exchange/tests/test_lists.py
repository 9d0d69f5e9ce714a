"""Lists from elsewhere: read whatever way they were written, guessed, mapped, remembered, imported."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fyrtaarn.exchange.guessing import guess_columns, guess_value, mappable_columns
from fyrtaarn.exchange.lists import read_list
from fyrtaarn.exchange.models import ImportLog, Mapping
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.tests.books import Town
from fyrtaarn.foundation.worker import run_waiting
from fyrtaarn.portfolio.models import Project

DANISH = (
    "Projektnavn;Afdeling;Projektejer;Fase;Startdato;Formål;Budget 2007\r\n"
    "Ny cykelsti;Centre for Roads;Hanne Hald;I gang;01-02-2007;Flere på cykel, færre i bil;1.250.000,50\r\n"
    "Blå flag i havnen;Vejafdelingen;Ukendt Person;planning;15/3 2007;\"Rent; og æøå\";0\r\n"
)  # fmt: skip


def written(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_a_danish_list_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    found = read_list(written(tmp_path, DANISH.encode(encoding)))
    assert found.headings[:3] == ["Projektnavn", "Afdeling", "Projektejer"]
    assert found.headings[5] == "Formål"
    assert [number for number, _values in found.rows] == [2, 3]
    assert found.rows[1][1][5] == "Rent; og æøå"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    content = f"Titel{delimiter}Enhed{delimiter}Start\nEn{delimiter}To{delimiter}2007-01-01\n"
    assert read_list(written(tmp_path, content.encode())).headings == ["Titel", "Enhed", "Start"]


def test_a_delimiter_that_the_file_names_is_taken(tmp_path: Path) -> None:
    found = read_list(written(tmp_path, b"sep=,\nTitel,Enhed\nA;B,C\n"))
    assert found.headings == ["Titel", "Enhed"]
    assert found.rows == [(3, ["A;B", "C"])]


def test_headings_below_a_title_are_found(tmp_path: Path) -> None:
    found = read_list(written(tmp_path, b"Projektliste 2007;;\n;;\nTitel;Enhed;Start\nEn;To;Tre\n"))
    assert found.heading_row == 3
    assert found.headings == ["Titel", "Enhed", "Start"]
    assert read_list(tmp_path / "list.csv", heading_row=4).headings == ["En", "To", "Tre"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02\x03abc\x00", b"\xff\xfea"])
def test_what_is_no_list_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_list(written(tmp_path, content))


def test_a_cell_without_end_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_list(written(tmp_path, b'Titel;Enhed\n"' + b"x" * 200_000))


def test_headings_are_guessed() -> None:
    headings = [
        "Nr.",
        "Projektnavn",
        "Ansvarlig afdeling",
        "Projektleder",
        "Start-dato",
        "Forventet afslutning",
        "Formaal",
        "Farve",
    ]
    guessed = {headings[place]: name for place, name in guess_columns(headings).items()}
    assert guessed == {
        "Nr.": "case_number", "Projektnavn": "title", "Ansvarlig afdeling": "unit", "Projektleder": "manager",
        "Start-dato": "starts_on", "Forventet afslutning": "ends_on", "Formaal": "purpose", "Farve": "light",
    }  # fmt: skip


# Through the pages


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Any) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return Town()


@pytest.fixture
def client(town: Town) -> Client:
    made = town.cast.concept_owner.client()
    made.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    made.cookies["django_language"] = "en"
    return made


def hand_in(client: Client, content: bytes, name: str = "Vejprojekter.csv", **more: Any) -> ImportLog:
    answer = client.post(reverse("import_list"), {"file": SimpleUploadedFile(name, content), **more})
    assert answer.status_code == 302, answer.content.decode()
    return ImportLog.objects.latest("pk")


def shown_columns(client: Client, log: ImportLog) -> dict[str, Any]:
    """What the page would send if nothing on it were touched."""
    form = client.get(reverse("import_columns", args=[log.uuid])).context["form"]
    found = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in found.items() if value is not None}


def test_a_list_is_mapped_its_values_too_and_imported(town: Town, client: Client) -> None:
    log = hand_in(client, DANISH.encode("cp1252"))
    assert client.get(log.get_absolute_url()).url == reverse("import_columns", args=[log.uuid])  # type: ignore[attr-defined]
    data = shown_columns(client, log)
    assert [data[f"c{n}"] for n in range(7)] == ["title", "unit", "owner", "phase", "starts_on", "purpose", ""]
    page = client.get(reverse("import_columns", args=[log.uuid])).content.decode()
    assert "Blå flag i havnen" in page
    data |= {"registered": "1", "name": "Vejcenteret", "d_focus_area": "Learning"}
    answer = client.post(reverse("import_columns", args=[log.uuid]), data)
    assert answer.status_code == 302
    values = client.get(answer.url)  # type: ignore[attr-defined]
    labels = [str(f.label) for f in values.context["form"].fields.values()]
    assert labels == ["Carried by: “Vejafdelingen”", "Project owner: “Ukendt Person”", "Phase: “I gang”"]
    given = {"v0": "Centre for Roads", "v1": "", "v2": "implementation"}
    assert client.post(answer.url, given).status_code == 302  # type: ignore[attr-defined]
    run_waiting()
    log.refresh_from_db()
    assert log.state == "ready", log.path("problems").read_text()
    client.post(reverse("import_confirm", args=[log.uuid]))
    run_waiting()
    path, flag = Project.objects.get(title="Ny cykelsti"), Project.objects.get(title="Blå flag i havnen")
    assert (path.status, path.phase, path.number) == ("running", "implementation", "P-2007-001")
    assert path.starts_on == date(2007, 2, 1)
    assert path.focus_area == town.area
    assert path.owner == town.cast.unit_head.person
    assert (flag.unit, flag.owner, flag.phase) == (town.cast.elsewhere, None, "planning")
    assert flag.starts_on == date(2007, 3, 15)
    assert Mapping.objects.get().options["values"]["phase"] == {"I gang": "implementation"}


def test_a_remembered_mapping_reads_next_years_list_by_itself(town: Town, client: Client) -> None:
    test_a_list_is_mapped_its_values_too_and_imported(town, client)
    # The same headings in another order, one of them new.
    content = "Fase;Projektnavn;Bemærkninger;Afdeling\nI gang;Ny bro;x;Vejafdelingen\n"
    log = hand_in(client, content.encode(), mapping=str(Mapping.objects.get().uuid))
    data = shown_columns(client, log)
    assert [data[f"c{n}"] for n in range(4)] == ["phase", "title", "", "unit"]
    assert data["registered"] == "1"
    assert data["d_focus_area"] == "Learning"
    answer = client.post(reverse("import_columns", args=[log.uuid]), data)
    assert answer.url == log.get_absolute_url()  # type: ignore[attr-defined]
    run_waiting()
    client.post(reverse("import_confirm", args=[log.uuid]))
    run_waiting()
    assert Project.objects.get(title="Ny bro").phase == "implementation"


def test_the_same_list_again_changes_nothing(town: Town, client: Client) -> None:
    test_a_list_is_mapped_its_values_too_and_imported(town, client)
    log = hand_in(client, DANISH.encode("cp1252"), mapping=str(Mapping.objects.get().uuid))
    client.post(reverse("import_columns", args=[log.uuid]), shown_columns(client, log))
    run_waiting()
    log.refresh_from_db()
    assert log.state == "unchanged"


def test_imported_ones_are_drafts_unless_asked_for(town: Town, client: Client) -> None:
    log = hand_in(client, "Titel;Status;Fase\nEn idé;I drift;\n".encode())
    data = shown_columns(client, log) | {"c1": ""}
    client.post(reverse("import_columns", args=[log.uuid]), data)
    run_waiting()
    client.post(reverse("import_confirm", args=[log.uuid]))
    run_waiting()
    project = Project.objects.get(title="En idé")
    assert (project.status, project.number, project.phase) == ("draft", None, "idea")


def test_faulty_cells_of_a_list_are_told_with_its_own_headings(town: Town, client: Client) -> None:
    content = "Projektnavn;Startdato;Slutdato\nEn;31-02-2007;\n;1-1-2007;\nTre;1-1-2007;1-1-2006\n"
    log = hand_in(client, content.encode())
    client.post(reverse("import_columns", args=[log.uuid]), shown_columns(client, log))
    run_waiting()
    log.refresh_from_db()
    assert log.state == "faulty"
    told = [json.loads(line) for line in log.path("problems").read_text().splitlines()]
    assert [(p["row"], p["column"]) for p in told] == [
        (2, "B (Startdato)"), (3, "A (Projektnavn)"), (4, "C (Slutdato)"),
    ]  # fmt: skip
    assert not Project.objects.filter(title="Tre").exists()
    page = client.get(log.get_absolute_url()).content.decode()
    assert "Map the columns again" in page
    # Mapping anew leads out of it.
    data = shown_columns(client, log) | {"c1": "", "c2": ""}
    client.post(reverse("import_columns", args=[log.uuid]), data)
    run_waiting()
    log.refresh_from_db()
    assert log.problem_count == 1


def test_a_column_read_twice_and_a_missing_title_are_told(town: Town, client: Client) -> None:
    log = hand_in(client, b"Projektnavn;Start;Slut\nEn;;\n")
    url = reverse("import_columns", args=[log.uuid])
    data = shown_columns(client, log)
    assert client.post(url, data | {"c1": "ends_on"}).status_code == 422
    answer = client.post(url, data | {"c0": ""})
    assert answer.status_code == 422
    assert "which column holds the projects&#x27; titles" in answer.content.decode()


def test_another_row_of_headings_shows_the_columns_anew(town: Town, client: Client) -> None:
    log = hand_in(client, b"Min liste;2007;x\nProjektnavn;Start;Slut\nEn;;\n")
    url = reverse("import_columns", args=[log.uuid])
    answer = client.post(url, shown_columns(client, log) | {"heading_row": "2"})
    assert answer.status_code == 200
    assert answer.context["form"].found.headings == ["Projektnavn", "Start", "Slut"]
    assert answer.context["form"]["c0"].value() == "title"


def test_a_workbook_with_own_headings_is_a_list_too(town: Town, client: Client) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Projektnavn", "Startdato", "Sagsnr."])
    sheet.append(["Excelprojekt", date(2007, 5, 1), 4711])
    other = book.create_sheet("Andet")
    other.append(["Projektnavn"])
    file = io.BytesIO()
    book.save(file)
    log = hand_in(client, file.getvalue(), "liste.xlsx")
    data = shown_columns(client, log)
    assert data["sheet"] == "Sheet"
    client.post(reverse("import_columns", args=[log.uuid]), data)
    run_waiting()
    client.post(reverse("import_confirm", args=[log.uuid]))
    run_waiting()
    project = Project.objects.get(title="Excelprojekt")
    assert (project.starts_on, project.case_number) == (date(2007, 5, 1), "4711")


def test_a_mapping_can_be_forgotten(town: Town, client: Client) -> None:
    test_a_list_is_mapped_its_values_too_and_imported(town, client)
    mapping = Mapping.objects.get()
    assert mapping.name in client.get(reverse("import_list")).content.decode()
    assert client.post(reverse("mapping_remove", args=[mapping.uuid])).status_code == 302
    assert not Mapping.objects.exists()


def test_a_list_that_cannot_be_read_comes_back_at_once(town: Town, client: Client) -> None:
    answer = client.post(reverse("import_list"), {"file": SimpleUploadedFile("x.csv", b"\x00\x00")})
    assert answer.status_code == 422
    with translation.override("en"):
        assert "neither a list" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("light", "Grøn", "green"),
        ("light", "RØDT", "red"),
        ("light", "gul ", "yellow"),
        ("phase", "I gang", "implementation"),
        ("status", "Sat på pause", "paused"),
        ("light", "lilla", ""),
        ("title", "Grøn", ""),
    ],
)
def test_what_lists_write_for_our_choices_is_proposed(field: str, text: str, expected: str) -> None:
    column = next(c for c in mappable_columns() if c.name == field)
    assert guess_value(column, text) == expected
