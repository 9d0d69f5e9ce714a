"""A workbook handed in through the pages: seen, confirmed, in; and everything that can go otherwise."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fyrtaarn.exchange.models import ImportLog
from fyrtaarn.exchange.tests.books import Town, cells_of, export, new_row, put, row_with, spoilt
from fyrtaarn.foundation.worker import run_waiting
from fyrtaarn.portfolio.models import Milestone, Project
from tests.cast import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Any) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return Town()


def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def hand_in(client: Client, content: bytes, name: str = "Work.xlsx") -> Any:
    return client.post(reverse("imports"), {"file": SimpleUploadedFile(name, content)})


def more_milestones(book: Any) -> None:
    for number in range(60):
        new_row(book, "Milestones", Project="P-2006-001", Milestone=f"Stop {number}", Planned=date(2007, 1, 1))
    put(book, "Milestones", 2, "Milestone", "<script>alert(1)</script>")


def test_a_workbook_is_shown_confirmed_and_in(town: Town) -> None:
    owner = town.cast.concept_owner
    client = english(owner.client())
    answer = hand_in(client, spoilt(export(owner.viewer), more_milestones))
    log = ImportLog.objects.get()
    assert answer.status_code == 302
    assert answer.url == log.get_absolute_url()
    assert client.get(answer.url).status_code == 200  # still being read
    run_waiting()
    page = client.get(answer.url).content.decode()
    assert "61 rows will be new or changed" in page
    assert "Page 1 of 2" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert client.get(f"{answer.url}?side=2").status_code == 200
    assert Milestone.objects.count() == 2
    assert client.get(reverse("import_confirm", args=[log.uuid])).status_code == 200
    assert client.post(reverse("import_confirm", args=[log.uuid])).status_code == 302
    run_waiting()
    log.refresh_from_db()
    assert log.state == "done"
    assert log.owner_name == owner.person.name
    assert Milestone.objects.count() == 62
    assert Milestone.objects.filter(title="<script>alert(1)</script>").exists()
    assert "61 rows imported" in client.get(answer.url).content.decode()
    assert not log.path("file").exists()
    listed = client.get(reverse("imports")).content.decode()
    assert "Work.xlsx" in listed
    assert log.sha256[:12] in listed


def test_every_faulty_cell_is_shown_and_nothing_is_in(town: Town) -> None:
    owner = town.cast.concept_owner

    def spoil(book: Any) -> None:
        put(book, "Milestones", 2, "Planned", "soon")
        put(book, "Projects", row_with(book, "Projects", "Title", "Library bus"), "Carried by", "Nowhere")

    client = english(owner.client())
    url = hand_in(client, spoilt(export(owner.viewer), spoil)).url
    run_waiting()
    page = client.get(url).content.decode()
    assert "2 faults, nothing imported" in page
    assert "D (Planned)" in page
    assert "soon" in page
    assert "Nowhere" in page
    log = ImportLog.objects.get()
    assert log.state == "faulty"
    assert client.post(reverse("import_confirm", args=[log.uuid])).status_code == 422


def test_what_is_no_workbook_comes_back_at_once(town: Town) -> None:
    client = english(town.cast.concept_owner.client())
    answer = hand_in(client, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert answer.status_code == 422
    assert ".xls" in answer.content.decode()
    assert client.post(reverse("imports"), {}).status_code == 422
    assert not ImportLog.objects.exists()


def test_a_workbook_that_is_broken_inside_is_told_after_reading(town: Town) -> None:
    client = english(town.cast.concept_owner.client())
    book = openpyxl.Workbook()
    file = io.BytesIO()
    book.save(file)
    url = hand_in(client, file.getvalue()).url
    run_waiting()
    assert "none of Fyrtårn&#x27;s sheets" in client.get(url).content.decode()
    assert ImportLog.objects.get().state == "faulty"


def test_a_change_by_somebody_else_meanwhile_asks_to_look_again(town: Town) -> None:
    owner = town.cast.concept_owner
    client = english(owner.client())

    def retitle(book: Any) -> None:
        put(book, "Projects", row_with(book, "Projects", "Title", "Library bus"), "Title", "Book bus")

    url = hand_in(client, spoilt(export(owner.viewer), retitle)).url
    run_waiting()
    other = Project.objects.get(title="Library bus")
    other.title = "Bus of books"
    saved(other)
    log = ImportLog.objects.get()
    client.post(reverse("import_confirm", args=[log.uuid]))
    run_waiting()
    log.refresh_from_db()
    assert log.state == "ready"
    assert Project.objects.filter(title="Bus of books").exists()
    page = client.get(url).content.decode()
    assert "look again" in page
    assert "Bus of books" in page
    client.post(reverse("import_confirm", args=[log.uuid]))
    run_waiting()
    assert Project.objects.filter(title="Book bus").exists()


def test_an_unchanged_export_says_that_there_is_nothing_to_do(town: Town) -> None:
    owner = town.cast.concept_owner
    client = english(owner.client())
    url = hand_in(client, export(owner.viewer)).url
    run_waiting()
    assert "Nothing to change" in client.get(url).content.decode()


def test_an_import_can_be_given_up(town: Town) -> None:
    owner = town.cast.concept_owner
    client = english(owner.client())
    hand_in(client, spoilt(export(owner.viewer), more_milestones))
    run_waiting()
    log = ImportLog.objects.get()
    assert client.post(reverse("import_cancel", args=[log.uuid])).status_code == 302
    log.refresh_from_db()
    assert log.state == "cancelled"
    assert not any(log.path(what).exists() for what in ("file", "changes", "problems"))
    assert client.post(reverse("import_confirm", args=[log.uuid])).status_code == 422


def test_nobody_sees_anothers_import(town: Town) -> None:
    owner = town.cast.concept_owner
    url = hand_in(owner.client(), spoilt(export(owner.viewer), more_milestones)).url
    run_waiting()
    for role, client in town.cast.clients().items():
        if role != "concept_owner":
            for action in ("", "bekraeft/", "opgiv/", "igen/", "kolonner/", "vaerdier/"):
                assert client.get(url + action).status_code == 404, (role, action)
                assert client.post(url + action).status_code == 404, (role, action)
    listed = english(town.cast.administrator.client()).get(reverse("imports")).content.decode()
    assert "Work.xlsx" in listed
    assert url not in listed


def test_who_may_import_and_export(town: Town) -> None:
    for role, client in town.cast.clients().items():
        may_import = role in {"concept_owner", "administrator"}
        may_export = role not in {"anonymous", "politician"}
        refused = 302 if role == "anonymous" else 403
        assert client.get(reverse("imports")).status_code == (200 if may_import else refused), role
        assert client.get(reverse("import_template")).status_code == (200 if may_import else refused), role
        assert client.get(reverse("export")).status_code == (200 if may_export else refused), role
        may_map = role == "concept_owner"
        assert client.get(reverse("import_list")).status_code == (200 if may_map else refused), role


def test_the_export_is_a_workbook_of_what_one_may_see(town: Town) -> None:
    answer = english(town.cast.reader.client()).get(reverse("export"))
    cells = cells_of(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    titles = {row[2] for row in cells["Projects"][1:]}
    assert titles == {"Library bus", "School garden"}
    assert "Roles" not in cells
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_role_that_asked_is_asked_for_again_when_the_work_is_done(town: Town) -> None:
    """A right that was taken away between upload and reading is gone."""
    owner = town.cast.concept_owner
    client = english(owner.client())
    hand_in(client, spoilt(export(owner.viewer), more_milestones))
    for grant in owner.person.grants.all():
        grant.valid_to = date(2006, 11, 1)
        saved(grant)
    run_waiting()
    log = ImportLog.objects.select_related("job").get()
    assert log.state == "checking"
    assert log.job is not None
    assert log.job.state == "failed"
