"""What somebody outside a circle might still find out in a roundabout way."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.organisation.models import RoleGrant
from fyrtaarn.portfolio import actions as projects
from fyrtaarn.portfolio.models import Dependency, ProjectGoal
from fyrtaarn.portfolio.tests.make import make_draft, make_project
from fyrtaarn.strategy import actions as strategy
from fyrtaarn.strategy.lifecycle import Choice
from fyrtaarn.strategy.models import FocusArea, Goal
from fyrtaarn.strategy.tests.make import make_area, make_goal
from tests.cast import Cast, saved

SECRET = "Hemmeligord"


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_a_history_says_nothing_of_a_row_that_points_to_what_is_hidden(cast: Cast) -> None:
    area = make_area(owner=cast.board.person)
    hidden_area = make_area(SECRET, circle="restricted", people=(cast.project_manager.person,))
    project = make_project(cast, focus_area=area)
    hidden = make_project(cast, SECRET, focus_area=area, circle="restricted")
    by = cast.project_manager.viewer
    projects.save_part(by=by, parent=project, record=Dependency(project=project, on=hidden, note=f"{SECRET} first"))
    projects.save_part(by=by, parent=project, record=ProjectGoal(project=project, goal=make_goal(hidden_area, SECRET)))
    url = f"/historik/project/{project.uuid}/"
    assert f"{SECRET} first" in text(cast.project_manager.client(), url)
    outside = text(cast.reader.client(), url)
    assert SECRET not in outside
    assert "ikke synlig" not in outside
    assert "fhængighed" not in outside


def test_a_history_names_no_hidden_record_that_a_change_was_about(cast: Cast) -> None:
    hidden = make_area(SECRET, circle="restricted", owner=cast.board.person)
    visible = make_area("Open area", owner=cast.board.person)
    goal = strategy.save_goal(by=cast.board.viewer, goal=Goal(focus_area=hidden, title="A goal"))
    goal.focus_area = visible
    strategy.save_goal(by=cast.board.viewer, goal=goal)
    url = f"/historik/goal/{goal.uuid}/"
    assert SECRET in text(cast.board.client(), url)
    assert SECRET not in text(cast.reader.client(), url)


def test_politicians_are_not_told_the_boards_reasons(cast: Cast) -> None:
    area = make_area("Released area", chosen=False, owner=cast.board.person)
    by = cast.board.viewer
    strategy.choose(by=by, focus_area=area, choice=Choice.CHOSEN, reason=SECRET, decided_on=date(2006, 11, 10))
    strategy.release(by=by, focus_area=area, circle=Circle.RESTRICTED, reason=SECRET)
    strategy.release(by=by, focus_area=area, circle=Circle.RELEASED, reason=SECRET)
    url = "/overblik/?siden=2006-11-01"
    assert SECRET in text(cast.board.client(), url)
    told = text(cast.politician.client(), url)
    assert "Released area" in told
    assert SECRET not in told
    for inside in ("begrænset", "Begrænset", "foreslået", "Foreslået", "intern"):
        assert inside not in told


def test_completeness_is_exported_to_those_who_can_fill_it(cast: Cast) -> None:
    make_project(cast, completeness=73, missing_count=1)
    assert ";73;" in text(cast.project_manager.client(), "/projekter/eksport/csv/")
    for client in (cast.reader.client(), cast.contributor.client()):
        assert ";73;" not in text(client, "/projekter/eksport/csv/")


def test_an_import_releases_no_draft(cast: Cast) -> None:
    """Neither released nor lost: the circle has the same rules whichever door it is set through."""
    draft = make_draft(cast)
    draft.circle = "public"
    with pytest.raises(ValidationError):
        projects.save_projects(by=cast.concept_owner.viewer, records=[draft])


def test_an_import_releases_nothing_that_holds_a_cpr_number(cast: Cast) -> None:
    project = make_project(cast, purpose="Asks 010190-1234")
    project.circle = "released"
    with pytest.raises(ValidationError) as caught:
        projects.save_projects(by=cast.concept_owner.viewer, records=[project])
    assert "010190" not in str(caught.value)


def test_who_imports_a_restricted_project_stands_in_its_circle(cast: Cast) -> None:
    project = make_project(cast, owner=None, manager=None)
    project.circle = "restricted"
    projects.save_projects(by=cast.concept_owner.viewer, records=[project])
    assert text(cast.concept_owner.client(), project.get_absolute_url())


def test_a_closed_account_has_no_rights_wherever_it_comes_from(cast: Cast) -> None:
    """A job that was handed in runs with the rights of its owner as they are when it runs."""
    cast.concept_owner.user.is_active = False
    viewer = cast.concept_owner.viewer
    assert not viewer.is_concept_owner
    assert not viewer.reads_internal
    assert not FocusArea.objects.all().visible_to(viewer).exists()


def test_closing_an_account_or_ending_a_role_ends_what_a_session_may(cast: Cast) -> None:
    make_project(cast)
    reader, owner = cast.reader.client(), cast.concept_owner.client()
    assert reader.get("/projekter/").status_code == owner.get("/projekter/").status_code == 200
    grant = cast.reader.person.grants.get()
    grant.valid_to = date(2006, 11, 11)
    saved(grant)
    assert reader.get("/projekter/").status_code == 404
    cast.concept_owner.user.is_active = False
    cast.concept_owner.user.save()
    assert owner.get("/projekter/").status_code == 302
    assert owner.post("/fokusomraader/nyt/", {"title": "X"}).status_code in {302, 403}


def test_nobody_posts_what_their_form_does_not_offer(cast: Cast) -> None:
    hidden = make_area(SECRET, circle="restricted", owner=cast.board.person)
    hidden_goal = make_goal(hidden, SECRET)
    secret_project = make_project(cast, SECRET, circle="restricted", owner=cast.board.person, manager=None)
    project = make_project(cast, focus_area=make_area("Open"))
    client, url = cast.project_manager.client(), project.get_absolute_url()
    wrong = [
        (f"{url}ret/kort/", {"title": "T", "size": "light", "focus_area": hidden.pk}),
        (f"{url}ret/kort/", {"title": "T", "size": "light", "unit_choice": str(cast.elsewhere.uuid)}),
        (f"{url}kreds/vaelg/", {"circle": "public"}),
        (f"{url}kreds/vaelg/", {"circle": "released", "no_personal_ids": "on"}),
        (f"{url}liste/maal/ny/", {"goal_choice": str(hidden_goal.uuid)}),
        (f"{url}liste/maal/ny/", {"goal": SECRET}),
        (f"{url}liste/afhaengigheder/ny/", {"on_choice": str(secret_project.uuid)}),
        (f"{url}liste/afhaengigheder/ny/", {"on": secret_project.number}),
    ]
    for address, data in wrong:
        response = client.post(address, data)
        assert response.status_code == 422, (address, data, response.status_code)
        said = response.content.decode().replace(f'value="{SECRET}"', "")
        assert SECRET not in said
    project.refresh_from_db()
    assert (project.circle, project.focus_area.title, project.unit) == ("internal", "Open", cast.centre)


def test_a_part_is_changed_under_its_own_parent_only(cast: Cast) -> None:
    theirs = make_project(cast, "Theirs", unit=cast.elsewhere, owner=cast.board.person, manager=None)
    mine = make_project(cast, "Mine")
    part = saved(Dependency(project=theirs, on=mine, note="before"))
    client = cast.project_manager.client()
    for what in ("ret", "fjern"):
        url = f"{mine.get_absolute_url()}liste/afhaengigheder/{part.uuid}/{what}/"
        assert client.post(url, {"on_choice": str(mine.uuid), "note": "after"}).status_code == 404
        url = f"{theirs.get_absolute_url()}liste/afhaengigheder/{part.uuid}/{what}/"
        assert client.post(url, {"on_choice": str(mine.uuid), "note": "after"}).status_code == 403
    part.refresh_from_db()
    assert (part.note, part.project_id) == ("before", theirs.pk)


def test_fields_that_are_not_on_the_form_cannot_be_smuggled_in(cast: Cast) -> None:
    project, other = make_project(cast, focus_area=make_area("Open")), make_project(cast, "Other")
    client = cast.project_manager.client()
    smuggled = {
        "title": "New title", "size": "light", "circle": "public", "status": "closed", "phase": "closed",
        "number": "P-2006-999", "registrar": "1", "project": str(other.pk), "light": "green", "state": "chosen",
        "focus_area": project.focus_area.pk, "unit_choice": str(cast.centre.uuid), "revision": "",
    }  # fmt: skip
    assert client.post(f"{project.get_absolute_url()}ret/kort/", smuggled).status_code == 302
    project.refresh_from_db()
    assert (project.title, project.circle, project.status, project.phase, project.number, project.light) == (
        "New title", "internal", "running", "idea", "P-2006-001", "none",
    )  # fmt: skip
    made = {"title": "M", "baseline": "2006-12-01", "project": str(other.pk), "project_id": str(other.pk)}
    assert client.post(f"{project.get_absolute_url()}liste/milepaele/ny/", made).status_code == 302
    assert (project.milestones.count(), other.milestones.count()) == (1, 0)


@pytest.mark.parametrize("revision", ["0", "-1", "99999", "9" * 40, "x", "1e5", "\x00"])
def test_a_made_up_revision_saves_nothing(cast: Cast, revision: str) -> None:
    project = make_project(cast, focus_area=make_area("Open"))
    data = {"goal_text": "Taken over", "revision": revision}
    response = cast.project_manager.client().post(f"{project.get_absolute_url()}ret/indhold/", data)
    assert response.status_code in {409, 422}
    project.refresh_from_db()
    assert project.goal_text == ""


def test_the_administrator_reads_nothing_strategic(cast: Cast) -> None:
    area = make_area(SECRET, owner=cast.administrator.person)
    project = make_project(cast, SECRET, focus_area=area, owner=cast.administrator.person, unit=cast.secretariat)
    goal = make_goal(area, SECRET, owner=cast.administrator.person)
    client = cast.administrator.client()
    person, unit = cast.administrator.person, cast.secretariat
    for url in (person.get_absolute_url(), unit.get_absolute_url(), "/administration/", "/", "/pejlemaerker/",
                "/fokusomraader/", f"/historik/person/{person.uuid}/", f"/historik/unit/{unit.uuid}/",
                f"/soeg-efter/project/?q={SECRET}", f"/soeg-efter/goal/?q={SECRET}"):  # fmt: skip
        assert SECRET not in text(client, url), url
    for url in (project.get_absolute_url(), area.get_absolute_url(), goal.get_absolute_url(), "/projekter/",
                f"/historik/project/{project.uuid}/", "/huller/", "/overblik/", "/projekter/eksport/csv/"):  # fmt: skip
        assert client.get(url).status_code == 404, url


def test_a_public_project_shows_what_the_template_calls_public(cast: Cast) -> None:
    area = make_area("Public", circle="public", owner=cast.board.person)
    inside = dict.fromkeys(("background", "strategy", "scope", "sponsor", "resources", "evaluation",
                            "light_reason", "case_number", "steering_group", "communication"), SECRET)  # fmt: skip
    project = make_project(cast, focus_area=area, circle="public", size="full", **inside)
    for client in (Client(), cast.administrator.client()):
        shown = text(client, project.get_absolute_url())
        assert SECRET not in shown
        assert cast.project_manager.person.name not in shown
        for page in ("plan/", "sammenhaeng/", "kreds/"):
            assert client.get(project.get_absolute_url() + page).status_code in {302, 404}


def test_the_last_administrator_stays_whichever_form_is_used(cast: Cast) -> None:
    client, person = cast.administrator.client(), cast.administrator.person
    grant = person.grants.get()
    url = f"{person.get_absolute_url()}roller/{grant.uuid}/ret/"
    unit = {"unit_choice": str(cast.secretariat.uuid)}
    for change in ({"role": "reader"}, {"role": "administrator", "valid_to": "2006-11-01"},
                   {"role": "administrator", "valid_from": "2007-01-01"}):  # fmt: skip
        assert client.post(url, {**unit, **change}).status_code == 422, change
    grant.refresh_from_db()
    assert (grant.role, grant.valid_to) == ("administrator", None)


def test_a_system_actor_may_still_begin_with_nobody(cast: Cast) -> None:
    RoleGrant.objects.filter(role="administrator").delete()
    grant = RoleGrant(person=cast.reader.person, role="reader", unit=cast.town)
    assert actions.grant_role(by=system_viewer("tests"), grant=grant).pk


def test_much_that_is_hidden_does_not_push_out_what_may_be_seen(cast: Cast) -> None:
    area, hidden = make_area("Open area"), make_area(SECRET, circle="restricted", owner=cast.board.person)
    verb = "strategy.focus_area.light_set"
    for subject, times in ((area, 1), (hidden, 250)):
        for _time in range(times):
            with recording(by=system_viewer("tests"), verb=verb, subject=subject) as recorder:
                recorder.note()
    told = text(cast.reader.client(), "/overblik/")
    assert "Open area" in told.split("Siden sidst")[-1]
    assert SECRET not in told
