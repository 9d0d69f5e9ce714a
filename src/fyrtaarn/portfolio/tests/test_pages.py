"""The pages of projects as people use them."""

from datetime import date

import pytest
from django.test import Client

from fyrtaarn.portfolio import actions
from fyrtaarn.portfolio.models import Milestone, Project
from fyrtaarn.portfolio.tests.make import make_draft, make_focus_area, make_project
from tests.cast import Cast


def filled(cast: Cast, **more: str) -> dict[str, str]:
    area = make_focus_area()
    return {
        "title": "Borgerservice på nettet",
        "focus_area": str(area.pk),
        "unit": cast.centre.name,
        "owner": cast.unit_head.person.name,
        "purpose": "Formål",
        "starts_on": "2006-10-01",
        "size": "light",
    } | more


def test_seven_fields_make_a_draft_and_one_click_a_project(cast: Cast) -> None:
    make_draft(cast)
    client = cast.project_manager.client()
    answer = client.post("/projekter/ny/", filled(cast, then="register"))
    draft = Project.objects.get(title="Borgerservice på nettet")
    assert answer.headers["Location"] == f"/projekter/{draft.uuid}/registrer/"
    answer = client.post(answer.headers["Location"])
    draft.refresh_from_db()
    assert draft.number == "P-2006-001"
    assert answer.headers["Location"] == "/projekter/P-2006-001/"


def test_a_wrong_form_keeps_what_was_typed(cast: Cast) -> None:
    client = cast.project_manager.client()
    answer = client.post("/projekter/ny/", filled(cast, unit="Nowhere at all", starts_on="0206-10-01"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nowhere at all" in page
    assert "Borgerservice på nettet" in page
    assert not Project.objects.exists()


def test_html_in_every_text_is_shown_as_text(cast: Cast) -> None:
    texts = {f.name: "<script>alert(1)</script>" for f in Project._meta.fields if f.get_internal_type() == "TextField"}
    texts.pop("search_text")
    project = make_project(cast, title="<b>bold</b>", size="full", **texts)
    page = cast.concept_owner.client().get(project.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_restricted_project_is_not_found_rather_than_forbidden(cast: Cast) -> None:
    project = make_project(cast, circle="restricted")
    for path in ("", "plan/", "ret/kort/", "kreds/", "lys/"):
        assert cast.reader.client().get(project.get_absolute_url() + path).status_code == 404


def test_what_is_missing_links_to_its_field(cast: Cast) -> None:
    project = make_project(cast)
    page = cast.project_manager.client().get(f"/projekter/{project.number}/videre/").content.decode()
    assert f"/projekter/{project.number}/ret/indhold/#id_goal_text" in page


def test_readers_see_no_buttons_and_no_completeness(cast: Cast) -> None:
    project = make_project(cast)
    page = cast.reader.client().get(project.get_absolute_url()).content.decode()
    assert "/ret/" not in page
    assert "/lys/" not in page
    assert "/videre/" not in page


def test_two_people_editing_lose_nothing(cast: Cast) -> None:
    project = make_project(cast)
    client = cast.project_manager.client()
    form = {
        "title": "Mine",
        "focus_area": str(project.focus_area_id),
        "unit": cast.centre.name,
        "owner": cast.unit_head.person.name,
        "purpose": "Mine",
        "starts_on": "2006-09-01",
        "size": "light",
        "revision": str(project.revision),
    }
    theirs = Project.objects.get(pk=project.pk)
    theirs.title = "Theirs"
    actions.save_project(by=cast.concept_owner.viewer, project=theirs)
    answer = client.post(f"/projekter/{project.number}/ret/kort/", form)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs" in page
    assert "Mine" in page
    assert Project.objects.get(pk=project.pk).title == "Theirs"
    form["revision"] = str(Project.objects.get(pk=project.pk).revision)
    assert client.post(f"/projekter/{project.number}/ret/kort/", form).status_code == 302
    assert Project.objects.get(pk=project.pk).title == "Mine"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Alpha", "Beta", "Gamma"}),
        ("tekst=alpha", {"Alpha"}),
        ("fase=planning", {"Beta"}),
        ("lys=red", {"Gamma"}),
        ("status=paused", {"Gamma"}),
        ("status=stopped", {"Delta"}),
        ("status=alle", {"Alpha", "Beta", "Gamma", "Delta"}),
        ("enhed=Holberg+School", {"Beta"}),
        ("enhed=Centre+for+Schools", {"Alpha", "Beta", "Gamma"}),
        ("fokusomraade=ingen", set()),
        ("fase=nonsense", {"Alpha", "Beta", "Gamma"}),
        ("efter=brudt&sorter=intet", {"Alpha", "Beta", "Gamma"}),
    ],
)
def test_the_list_filters_by_what_stands_in_the_address(cast: Cast, query: str, expected: set[str]) -> None:
    make_project(cast, "Alpha")
    make_project(cast, "Beta", phase="planning", unit=cast.school)
    make_project(cast, "Gamma", light="red", status="paused")
    make_project(cast, "Delta", status="stopped")
    page = cast.reader.client().get(f"/projekter/?{query}").content.decode()
    assert {name for name in ("Alpha", "Beta", "Gamma", "Delta") if f">{name}</a>" in page} == expected


def test_the_export_holds_exactly_what_the_list_shows(cast: Cast) -> None:
    make_project(cast, "Alpha")
    make_project(cast, "=HYPERLINK(1)")
    make_project(cast, "Hidden", circle="restricted")
    answer = cast.reader.client().get("/projekter/eksport/csv/?sorter=titel")
    text = b"".join(answer) if answer.streaming else answer.content
    lines = text.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Alpha" in lines[2] or "Alpha" in lines[1]
    assert not any(cell.startswith("=") for line in lines for cell in line.replace('"', "").split(";"))


def test_a_broken_number_in_the_address_is_not_found(cast: Cast) -> None:
    assert cast.reader.client().get("/projekter/P-9999-001/").status_code == 404
    assert cast.reader.client().get("/projekter/nonsense/").status_code == 404


def test_the_public_reads_a_launched_project_without_its_inside(cast: Cast) -> None:
    area = make_focus_area(circle="public", launched_on=date(2006, 10, 1))
    project = make_project(cast, circle="public", focus_area=area, background="Behind closed doors")
    page = Client().get(project.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    assert "Closer to the citizens." in text
    assert "Behind closed doors" not in text
    assert cast.unit_head.person.name not in text
    assert Client().get(project.get_absolute_url() + "plan/").status_code in {302, 404}


def test_the_timeline_shows_the_milestones_of_the_filtered_projects(cast: Cast) -> None:
    project = make_project(cast, "Alpha")
    actions.save_part(
        by=cast.project_manager.viewer,
        parent=project,
        record=Milestone(project=project, title="Opening", baseline=date(2006, 12, 1)),
    )
    page = cast.reader.client().get("/projekter/tidslinje/?tekst=alpha").content.decode()
    assert "Opening" in page
    assert "<polygon" in page
    assert "Opening" not in cast.reader.client().get("/projekter/tidslinje/?tekst=beta").content.decode()
