"""What the board sees."""

from datetime import date, timedelta
from unittest import mock

import pytest

from fyrtaarn.foundation import clock
from fyrtaarn.overview.models import Look
from fyrtaarn.overview.rows import rows
from fyrtaarn.portfolio import actions
from fyrtaarn.portfolio.models import Milestone
from fyrtaarn.portfolio.tests.make import make_draft, make_focus_area, make_project
from fyrtaarn.strategy.models import FocusAreaMandate, Mandate, MandateKind
from tests.cast import Cast, kind_of, saved


def test_a_row_says_origin_carrier_place_and_state(cast: Cast) -> None:
    area = make_focus_area("Plan strategy", owner=cast.board.person, light="yellow")
    mandate = saved(Mandate(title="The planning act", mandate_kind=kind_of(MandateKind, "law")))
    saved(FocusAreaMandate(focus_area=area, mandate=mandate))
    project = make_project(cast, "Debate paper", phase="planning", light="red")
    make_project(cast, "Another", phase="planning")
    make_project(cast, "Stopped", status="stopped")
    make_draft(cast, "Not counted")
    for title, day in (("Later", date(2007, 4, 1)), ("Sooner", date(2006, 12, 1))):
        saved(Milestone(project=project, title=title, baseline=day))
    saved(Milestone(project=project, title="Done", baseline=date(2006, 10, 1), done_on=date(2006, 10, 2)))

    (row,) = rows(cast.board.viewer)

    assert [m.title for m in row.origins] == ["The planning act"]
    assert row.phases[0][0] == 2
    assert row.milestone.title == "Sooner"
    assert row.reds == 1
    page = cast.board.client().get("/overblik/").content.decode()
    for text in ("Plan strategy", "The planning act", cast.board.person.name, "Sooner"):
        assert text in page


def test_restricted_projects_count_in_nobody_elses_row(cast: Cast) -> None:
    make_focus_area()
    make_project(cast, "Open", light="red")
    make_project(cast, "Hidden", light="red", circle="restricted")
    assert rows(cast.board.viewer)[0].reds == 1
    assert rows(cast.unit_head.viewer)[0].reds == 2


def test_the_number_of_queries_does_not_grow_with_the_areas(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(12):
        area = make_focus_area(f"Area {number}", owner=cast.board.person)
        project = make_project(cast, f"P{number}", focus_area=area)
        saved(Milestone(project=project, title="M", baseline=date(2006, 12, 1)))
    client = cast.board.client()
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert client.get("/overblik/").status_code == 200


def test_the_board_sees_what_changed_since_it_looked_last(cast: Cast) -> None:
    client = cast.board.client()
    client.get("/overblik/")
    actions.register(by=cast.project_manager.viewer, project=make_draft(cast, "Brand new"))
    assert "Brand new" in client.get("/overblik/").content.decode()
    later = clock.now() + timedelta(hours=1)
    with mock.patch("fyrtaarn.foundation.clock.now", return_value=later):
        client.get("/overblik/")
    look = Look.objects.get()
    assert look.current_at == later
    assert look.previous_at is not None


def test_the_first_look_shows_the_last_month(cast: Cast) -> None:
    actions.register(by=cast.project_manager.viewer, project=make_draft(cast, "Lately"), on=date(2006, 11, 1))
    actions.register(by=cast.project_manager.viewer, project=make_draft(cast, "Long ago"), on=date(2006, 2, 1))
    side = cast.board.client().get("/overblik/").content.decode().split("<aside")[1]
    assert "Lately" in side
    assert "Long ago" not in side
    side = cast.board.client().get("/overblik/?siden=2006-01-01").content.decode().split("<aside")[1]
    assert "Long ago" in side


@pytest.mark.parametrize("text", ["", "nonsense", "2006-02-31", "0"])
def test_a_broken_day_in_the_address_breaks_nothing(cast: Cast, text: str) -> None:
    assert cast.board.client().get("/overblik/", {"siden": text}).status_code == 200


def test_a_hidden_project_is_not_told_of(cast: Cast) -> None:
    actions.register(by=cast.unit_head.viewer, project=make_draft(cast, "Secret plan", circle="restricted"))
    assert "Secret plan" not in cast.board.client().get("/overblik/").content.decode()


def test_red_projects_wait_for_the_board(cast: Cast) -> None:
    make_project(cast, "On fire", light="red", light_on=date(2006, 11, 1))
    page = cast.board.client().get("/overblik/").content.decode()
    assert "On fire" in page


def test_an_empty_house_says_what_to_do(cast: Cast) -> None:
    page = cast.board.client().get("/overblik/").content.decode()
    assert "/fokusomraader/" in page
