"""What each role gets to see on this room's pages."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from fyrtaarn.strategy.defaults import ensure_defaults
from fyrtaarn.strategy.tests.make import (
    SYSTEM,
    make_anchoring,
    make_area,
    make_goal,
    make_indicator,
    make_mandate,
    make_measurement,
    make_strategy,
    make_tool,
)
from tests.cast import Cast, saved

INSIDE = ("executive_board", "concept_owner", "unit_head", "project_manager", "contributor", "reader")


@pytest.fixture
def house(cast: Cast) -> dict[str, Any]:
    """A focus area with one of everything."""
    mandate = make_mandate("A vision for all", quotation="Everybody takes part.")
    area = make_area(
        "Digital service",
        mandate=mandate,
        owner=cast.board.person,
        purpose="Citizens help themselves.",
        board_reason="It cuts across.",
        cross_cutting_reason="All departments write letters.",
    )
    goal = make_goal(area, owner=cast.unit_head.person, deadline=date(2007, 6, 1))
    sub_goal = make_goal(area, "A quarter this year", parent=goal)
    strategy = make_strategy(area)
    make_strategy(area, "Forms first", parent=strategy)
    make_anchoring(strategy, unit=cast.centre)
    indicator = make_indicator(goal, baseline=10, baseline_on=date(2006, 1, 1), target=50, target_on=date(2007, 6, 1))
    make_measurement(indicator)
    make_measurement(indicator, date(2006, 11, 1), "20")
    make_tool()
    ensure_defaults(SYSTEM)
    return {
        "area": area,
        "mandate": mandate,
        "goal": goal,
        "sub_goal": sub_goal,
        "strategy": strategy,
        "indicator": indicator,
    }


def _addresses(house: dict[str, Any]) -> list[str]:
    return [house[k].get_absolute_url() for k in ("area", "mandate", "goal", "sub_goal", "strategy", "indicator")]


def test_everybody_inside_reads_every_page(cast: Cast, house: dict[str, Any]) -> None:
    pages = [*_addresses(house), *map(reverse, ("focus_areas", "mandates", "tools", "arenas", "mandate_kinds"))]
    for role in INSIDE:
        client = cast[role].client()
        for address in pages:
            assert client.get(address).status_code == 200, (role, address)


def test_what_is_internal_does_not_exist_outside(cast: Cast, house: dict[str, Any]) -> None:
    clients = cast.clients()
    for role in ("politician", "administrator", "anonymous"):
        for address in _addresses(house):
            assert clients[role].get(address).status_code == 404, (role, address)
        assert "Digital service" not in clients[role].get(reverse("focus_areas")).content.decode()
        assert "A vision for all" not in clients[role].get(reverse("mandates")).content.decode()
        for name in ("tools", "arenas", "mandate_kinds"):
            # Nobody in particular is asked to log in first; that there is a toolbox is no secret.
            expected = 302 if role == "anonymous" else 404
            assert clients[role].get(reverse(name)).status_code == expected, (role, name)


def test_a_restricted_focus_area_exists_only_inside_its_circle(cast: Cast) -> None:
    area = make_area("Secret merger", circle="restricted", people=(cast.reader.person,), owner=cast.board.person)
    goal = make_goal(area, "Merge quietly")
    clients = cast.clients()
    for role, client in clients.items():
        expected = 200 if role in {"executive_board", "reader"} else 404
        assert client.get(area.get_absolute_url()).status_code == expected, role
        assert client.get(goal.get_absolute_url()).status_code == expected, role
        assert client.get(reverse("focus_area_edit", args=[area.uuid, "formaal"])).status_code in (
            {200, 403} if expected == 200 else {404}
        ), role
        listed = client.get(reverse("focus_areas")).content.decode()
        assert ("Secret merger" in listed) == (expected == 200), role


def test_a_unit_in_the_circle_lets_its_people_in(cast: Cast) -> None:
    area = make_area("Secret school", circle="restricted", units=(cast.centre,))
    assert cast.project_manager.client().get(area.get_absolute_url()).status_code == 200
    assert cast.reader.client().get(area.get_absolute_url()).status_code == 404


def test_a_politician_reads_what_is_released_but_not_the_boards_thinking(cast: Cast) -> None:
    mandate = make_mandate("A vision for all")
    area = make_area(
        circle="released",
        mandate=mandate,
        purpose="Citizens help themselves.",
        board_reason="We do not trust them.",
        cross_cutting_reason="Nobody agrees.",
    )
    page = cast.politician.client().get(area.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert "Citizens help themselves." in text
    assert "We do not trust them." not in text
    assert "Nobody agrees." not in text
    assert "The vision asks for it." not in text
    assert cast.politician.client().get(mandate.get_absolute_url()).status_code == 200
    assert cast.clients()["anonymous"].get(area.get_absolute_url()).status_code == 404


def test_everybody_reads_what_is_public_once_it_is_launched(cast: Cast) -> None:
    area = make_area(circle="public")
    make_area("Not yet", circle="public")
    later = make_area("Soon", circle="public")
    later.launched_on = date(2006, 12, 1)
    saved(later)
    anonymous = cast.clients()["anonymous"]
    assert anonymous.get(area.get_absolute_url()).status_code == 200
    assert anonymous.get(later.get_absolute_url()).status_code == 404


def test_a_proposal_is_nobodys_outside(cast: Cast) -> None:
    area = make_area(chosen=False, circle="released")
    assert cast.politician.client().get(area.get_absolute_url()).status_code == 404
    assert cast.reader.client().get(area.get_absolute_url()).status_code == 200


def test_buttons_appear_exactly_when_their_action_is_allowed(cast: Cast, house: dict[str, Any]) -> None:
    area = house["area"]
    names = {
        "focus_area_choose": {"executive_board"},
        "focus_area_light": {"executive_board", "concept_owner"},
        "focus_area_owner": {"executive_board", "concept_owner"},
        "focus_area_release": {"executive_board", "concept_owner"},
        "goal_new": {"executive_board", "concept_owner"},
    }
    for role in INSIDE:
        client = cast[role].client()
        text = client.get(area.get_absolute_url()).content.decode()
        for name, allowed in names.items():
            address = reverse(name, args=[area.uuid])
            assert (address in text) == (role in allowed), (role, name)
            assert client.get(address).status_code == (200 if role in allowed else 403), (role, name)


def test_a_board_member_who_does_not_own_it_chooses_but_does_not_write(cast: Cast) -> None:
    area = make_area()
    client = cast.board.client()
    assert client.get(reverse("focus_area_choose", args=[area.uuid])).status_code == 200
    assert client.get(reverse("focus_area_edit", args=[area.uuid, "formaal"])).status_code == 403


def test_markup_in_texts_is_shown_as_text(cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    area = make_area(f"Title {evil}", purpose=evil, mandate=make_mandate(f"Mandate {evil}", quotation=evil))
    goal = make_goal(area, evil, success_criterion=evil)
    indicator = make_indicator(goal, evil)
    make_measurement(indicator)
    client = cast.concept_owner.client()
    for record in (area, goal, indicator):
        text = client.get(record.get_absolute_url()).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_the_chart_says_in_words_what_it_draws(cast: Cast, house: dict[str, Any]) -> None:
    text = cast.reader.client().get(house["indicator"].get_absolute_url()).content.decode()
    assert 'role="img"' in text
    assert "<polyline" in text
    assert "style=" not in text


def test_the_history_tells_of_goals_and_choices(cast: Cast, house: dict[str, Any]) -> None:
    area = house["area"]
    client = cast.concept_owner.client()
    client.post(
        reverse("goal_new", args=[area.uuid]), {"title": "Fewer queues", "parent": "", "owner": "", "deadline": ""}
    )
    text = client.get(reverse("history", args=["focus_area", area.uuid])).content.decode()
    assert "Fewer queues" in text
    assert "The vision asks for it." in text


def test_lists_need_no_more_queries_for_more_rows(cast: Cast, house: dict[str, Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = cast.reader.client()
    pages = [reverse("focus_areas"), reverse("mandates"), house["area"].get_absolute_url()]
    counts = []
    for _round in range(2):
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            found.append(len(queries))
        counts.append(found)
        for number in range(6):
            mandate = make_mandate(f"Law {number}", kind="law")
            make_area(f"Area {number}", mandate=mandate, owner=cast.board.person)
            goal = make_goal(house["area"], f"Goal {number}", owner=cast.board.person)
            make_measurement(make_indicator(goal))
            make_anchoring(make_strategy(house["area"], f"Strategy {number}"), unit=cast.centre)
    assert counts[0] == counts[1]
