"""What should be there and is not, and what waits for the board."""

from datetime import date
from typing import Any

from fyrtaarn.foundation import registries
from fyrtaarn.strategy import todos
from fyrtaarn.strategy.tests.make import (
    make_area,
    make_goal,
    make_indicator,
    make_mandate,
    make_measurement,
    make_strategy,
)
from tests.cast import Cast


def found(key: str, viewer: Any) -> list[registries.Hole]:
    rule = registries.holes[f"strategy.{key}"]
    return [rule.describe(row) for row in rule.rows(viewer)[:50]]


def labels(key: str, viewer: Any) -> set[str]:
    return {hole.label for hole in found(key, viewer)}


def test_a_bare_focus_area_has_every_gap(cast: Cast) -> None:
    make_area("Bare", next_reassessment=date(2006, 11, 1))
    viewer = cast.concept_owner.viewer
    for key in (
        "area_without_owner",
        "area_without_origin",
        "area_without_goal",
        "area_without_strategy",
        "area_without_criteria",
        "reassessment_overdue",
    ):
        assert labels(key, viewer) == {"Bare"}, key


def test_a_full_one_has_none(cast: Cast) -> None:
    area = make_area(
        owner=cast.board.person,
        mandate=make_mandate(),
        cross_cutting_reason="All.",
        materiality=3,
        materiality_reason="Much.",
        next_reassessment=date(2006, 11, 12),
    )
    make_strategy(area)
    goal = make_goal(area, owner=cast.unit_head.person, deadline=date(2007, 1, 1), success_criterion="Seen.")
    make_measurement(make_indicator(goal))
    for rule in registries.holes:
        if rule.key.startswith("strategy."):
            assert not list(rule.rows(cast.concept_owner.viewer)[:5]), rule.key


def test_a_proposal_may_be_unfinished(cast: Cast) -> None:
    make_area("Draft", chosen=False)
    assert labels("area_without_owner", cast.concept_owner.viewer) == set()


def test_goals_lack_owner_deadline_and_criterion(cast: Cast) -> None:
    make_goal(make_area(), "Vague")
    for key in ("goal_without_owner", "goal_without_deadline", "goal_without_criterion"):
        assert labels(key, cast.reader.viewer) == {"Vague"}


def test_an_indicator_that_is_not_measured(cast: Cast) -> None:
    make_indicator(make_goal(make_area()), "Silent")
    assert labels("indicator_not_measured", cast.reader.viewer) == {"Silent"}


def test_every_hole_leads_to_a_page_that_mends_it(cast: Cast) -> None:
    area = make_area("Bare", owner=cast.board.person, next_reassessment=date(2006, 11, 1))
    make_area("Nobody's")
    make_indicator(make_goal(area, "Vague"))
    make_mandate("Alone")
    client = cast.board.client()
    seen = 0
    for rule in registries.holes:
        if rule.key.startswith("strategy."):
            for row in rule.rows(cast.board.viewer)[:50]:
                hole, mends = rule.describe(row), rule.may_mend(cast.board.viewer, row)
                assert client.get(row.get_absolute_url()).status_code == 200, hole
                # A colleague's focus area is the concept owner's to mend: seen, not edited.
                expected = 200 if mends or hole.link == row.get_absolute_url() else 403
                assert client.get(hole.link).status_code == expected, hole
                seen += 1
    assert seen > 8


def test_a_mandate_that_nothing_carries(cast: Cast) -> None:
    make_mandate("Carried")
    make_area(mandate=make_mandate("Used"))
    make_mandate("Expired", valid_until=date(2006, 1, 1))
    assert labels("mandate_not_carried", cast.reader.viewer) == {"Carried"}


def test_a_restricted_focus_area_leaves_no_trace(cast: Cast) -> None:
    area = make_area("Secret", circle="restricted", owner=cast.board.person, next_reassessment=date(2006, 11, 1))
    make_indicator(make_goal(area, "Hidden goal"), "Hidden indicator")
    for rule in registries.holes:
        if rule.key.startswith("strategy."):
            assert not list(rule.rows(cast.reader.viewer)[:5]), rule.key
    assert todos.reassessments(cast.reader.viewer, 5) == []
    assert len(todos.reassessments(cast.board.viewer, 5)) == 1


def test_outsiders_see_no_holes(cast: Cast) -> None:
    make_area("Bare", circle="public")
    make_mandate()
    for name in ("politician", "administrator"):
        for rule in registries.holes:
            if rule.key.startswith("strategy."):
                assert not list(rule.rows(cast[name].viewer)[:5]), rule.key


def test_the_board_is_told_what_waits_for_it(cast: Cast) -> None:
    late = make_area("Late", next_reassessment=date(2006, 10, 1))
    make_area("Soon", next_reassessment=date(2006, 12, 1))
    make_area("Far", next_reassessment=date(2007, 6, 1))
    make_area("New", chosen=False)
    due = todos.reassessments(cast.board.viewer, 5)
    assert ["Late" in due[0].text, "Soon" in due[1].text, len(due)] == [True, True, 2]
    assert due[0].link.endswith("/valg/")
    assert due[0].since == late.next_reassessment
    waiting = todos.proposals(cast.board.viewer, 5)
    assert ["New" in waiting[0].text, len(waiting)] == [True, 1]
    assert todos.proposals(cast.board.viewer, 0) == []
    assert todos.proposals(cast.politician.viewer, 5) == []
