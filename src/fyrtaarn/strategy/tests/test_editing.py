"""Changing focus areas, goals and strategies: rights to each fact, conflicts, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.models import FocusArea, FocusAreaMandate, Goal, Indicator, Measurement, Strategy
from fyrtaarn.strategy.tests.make import (
    SYSTEM,
    make_anchoring,
    make_area,
    make_goal,
    make_indicator,
    make_mandate,
    make_measurement,
    make_strategy,
)
from tests.cast import Cast


def fresh(record: Any) -> Any:
    return type(record)._default_manager.get(pk=record.pk)


def test_a_proposal_needs_a_title_and_takes_its_mandate_along(cast: Cast) -> None:
    client = cast.concept_owner.client()
    make_mandate("A vision for all")
    address = reverse("focus_area_new")
    wrong = client.post(address, {"title": "", "purpose": "Kept.", "area_kind": "lighthouse", "circle": "internal"})
    assert wrong.status_code == 422
    assert "Kept." in wrong.content.decode()
    right = client.post(
        address,
        {"title": "Local democracy", "area_kind": "lighthouse", "circle": "internal", "mandate": "a vision for all"},
    )
    area = FocusArea.objects.get()
    assert right.headers["Location"] == area.get_absolute_url()
    assert (area.state, area.light, area.circle) == ("proposed", "none", "internal")
    assert area.origins.get().mandate.title == "A vision for all"


def test_a_proposal_can_be_restricted_from_the_start(cast: Cast) -> None:
    cast.concept_owner.client().post(
        reverse("focus_area_new"), {"title": "Merger", "area_kind": "action_area", "circle": "restricted"}
    )
    area = FocusArea.objects.get()
    assert area.circle == "restricted"
    assert area.circle_entries.get().person == cast.concept_owner.person


@pytest.mark.parametrize("role", ["executive_board", "unit_head", "reader", "politician", "administrator"])
def test_only_the_concept_owner_proposes(cast: Cast, role: str) -> None:
    assert cast[role].client().get(reverse("focus_area_new")).status_code == 403
    with pytest.raises(Forbidden):
        actions.save_focus_area(by=cast[role].viewer, focus_area=FocusArea(title="Mine"))


def test_each_part_of_the_page_has_a_short_form(cast: Cast) -> None:
    area = make_area(purpose="Old.")
    client = cast.concept_owner.client()
    for section, facts in {
        "formaal": {"purpose": "New."},
        "strategi": {"strategy": "So."},
        "organisering": {"organisation": "Us."},
        "vaerktoej": {"tool_reason": "That."},
        "kriterier": {"cross_cutting_reason": "All.", "materiality": "3", "materiality_reason": "Much."},
        "grundlag": {"title": "Better", "area_kind": "lighthouse", "position": "1", "valid_until": "2009-12-31"},
    }.items():
        address = reverse("focus_area_edit", args=[area.uuid, section])
        assert client.get(address).status_code == 200
        done = client.post(address, {**facts, "revision": fresh(area).revision})
        assert done.headers["Location"] == f"{area.get_absolute_url()}#{section}"
    saved = fresh(area)
    assert (saved.purpose, saved.strategy, saved.materiality, saved.title) == ("New.", "So.", 3, "Better")
    assert client.get(reverse("focus_area_edit", args=[area.uuid, "andet"])).status_code == 404


def test_two_people_at_once_lose_nothing(cast: Cast) -> None:
    area = make_area(purpose="Old.")
    client = cast.concept_owner.client()
    address = reverse("focus_area_edit", args=[area.uuid, "formaal"])
    read = area.revision
    area.purpose = "Theirs."
    actions.save_focus_area(by=SYSTEM, focus_area=area)
    page = client.post(address, {"purpose": "Mine.", "revision": read})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Theirs." in text
    assert "Mine." in text
    assert fresh(area).purpose == "Theirs."
    again = client.post(address, {"purpose": "Mine.", "revision": page.context["form"]["revision"].value()})
    assert again.status_code == 302
    assert fresh(area).purpose == "Mine."


def test_a_year_typed_wrongly_is_refused_and_kept(cast: Cast) -> None:
    area = make_area()
    page = cast.concept_owner.client().post(
        reverse("focus_area_edit", args=[area.uuid, "grundlag"]),
        {
            "title": "Kept title",
            "area_kind": "lighthouse",
            "position": "1",
            "next_reassessment": "0206-12-01",
            "revision": area.revision,
        },
    )
    assert page.status_code == 422
    assert "Kept title" in page.content.decode()
    assert fresh(area).next_reassessment is None


def test_the_owner_may_not_make_somebody_else_the_owner(cast: Cast) -> None:
    area = make_area(owner=cast.reader.person)
    area.owner = cast.unit_head.person
    with pytest.raises(Forbidden):
        actions.save_focus_area(by=cast.reader.viewer, focus_area=area)
    area = fresh(area)
    area.purpose = "Clear."
    actions.save_focus_area(by=cast.reader.viewer, focus_area=area)
    assert fresh(area).purpose == "Clear."


@pytest.mark.parametrize("fact", [{"state": "chosen"}, {"light": "green"}, {"circle": "public"}, {"purpose": "Mine."}])
def test_no_fact_is_changed_by_a_side_door(cast: Cast, fact: dict[str, str]) -> None:
    area = make_area(chosen=False)
    for name, value in fact.items():
        setattr(area, name, value)
    with pytest.raises(Forbidden):
        actions.save_focus_area(by=cast.unit_head.viewer, focus_area=area)


def test_a_status_says_how_it_stands(cast: Cast) -> None:
    area = make_area()
    client = cast.board.client()
    address = reverse("focus_area_light", args=[area.uuid])
    bare = client.post(
        address, {"light": "red", "status_text": "", "status_on": "2006-11-12", "revision": area.revision}
    )
    assert bare.status_code == 422
    ahead = client.post(
        address, {"light": "red", "status_text": "Late.", "status_on": "2006-12-12", "revision": area.revision}
    )
    assert ahead.status_code == 422
    done = client.post(
        address, {"light": "red", "status_text": "Late.", "status_on": "2006-11-10", "revision": area.revision}
    )
    assert done.status_code == 302
    saved = fresh(area)
    assert (saved.light, saved.light_rank, saved.status_text) == ("red", 0, "Late.")
    assert saved.status_on == date(2006, 11, 10)


def test_the_board_names_the_owner(cast: Cast) -> None:
    area = make_area()
    done = cast.board.client().post(
        reverse("focus_area_owner", args=[area.uuid]),
        {"owner": cast.board.person.name, "board_role": "decides", "board_reason": "Ours.", "revision": area.revision},
    )
    assert done.status_code == 302
    saved = fresh(area)
    assert (saved.owner, saved.board_role, saved.board_reason) == (cast.board.person, "decides", "Ours.")


def test_a_policy_area_lies_under_its_own_committee(cast: Cast) -> None:
    from tests.cast import make_body, make_policy_area

    area = make_area(policy_area=make_policy_area(), committee=None)
    area.committee = make_body("Another")
    with pytest.raises(ValidationError):
        actions.save_focus_area(by=SYSTEM, focus_area=area)


def test_a_goal_does_not_lie_below_itself(cast: Cast) -> None:
    area = make_area()
    top = make_goal(area, "Top")
    low = make_goal(area, "Low", parent=make_goal(area, "Middle", parent=top))
    page = cast.concept_owner.client().post(
        reverse("goal_edit", args=[top.uuid]), {"title": "Top", "parent": low.pk, "revision": top.revision}
    )
    assert page.status_code == 422
    assert fresh(top).parent is None


def test_a_goal_does_not_lie_below_a_goal_of_another_focus_area(cast: Cast) -> None:
    other = make_goal(make_area("Other"))
    with pytest.raises(ValidationError):
        actions.save_goal(by=SYSTEM, goal=Goal(focus_area=make_area(), title="Stray", parent=other))


def test_a_sub_goal_is_offered_below_its_goal(cast: Cast) -> None:
    area = make_area()
    goal = make_goal(area)
    client = cast.concept_owner.client()
    address = f"{reverse('goal_new', args=[area.uuid])}?under={goal.uuid}"
    assert f'value="{goal.pk}" selected' in client.get(address).content.decode()
    assert client.get(f"{reverse('goal_new', args=[area.uuid])}?under=nonsense").status_code == 200
    client.post(address, {"title": "Half way", "parent": goal.pk})
    assert goal.children.get().title == "Half way"


def test_a_very_deep_tree_is_still_a_page(cast: Cast) -> None:
    area = make_area()
    parent = None
    for number in range(120):
        parent = make_goal(area, f"Step {number:03d}", parent=parent)
    page = cast.reader.client().get(area.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("<ul") == text.count("</ul>")
    assert text.count("<li>") + text.count("<li ") == text.count("</li>")


def test_parts_are_added_edited_and_removed(cast: Cast) -> None:
    area, mandate = make_area(), make_mandate()
    client = cast.concept_owner.client()
    new = reverse("focus_area_part_new", args=[area.uuid, "udspring"])
    assert client.post(new, {"mandate": mandate.title, "note": "All of it"}).status_code == 302
    twice = client.post(new, {"mandate": mandate.title, "note": "Again"})
    assert twice.status_code == 422
    origin = area.origins.get()
    client.post(
        reverse("focus_area_part_edit", args=[area.uuid, "udspring", origin.uuid]),
        {"mandate": mandate.title, "note": "Half of it", "revision": origin.revision},
    )
    assert fresh(origin).note == "Half of it"
    client.post(reverse("focus_area_part_remove", args=[area.uuid, "udspring", origin.uuid]))
    assert not area.origins.exists()


def test_a_reader_adds_no_parts(cast: Cast) -> None:
    area = make_area()
    address = reverse("focus_area_part_new", args=[area.uuid, "udspring"])
    assert cast.reader.client().get(address).status_code == 403
    with pytest.raises(Forbidden):
        actions.save_origin(by=cast.reader.viewer, origin=FocusAreaMandate(focus_area=area, mandate=make_mandate()))


def test_a_part_cannot_be_moved_to_where_one_may_not_edit(cast: Cast) -> None:
    mine, theirs = make_area("Mine", owner=cast.reader.person), make_area("Theirs")
    goal = make_goal(theirs)
    goal.focus_area = mine
    with pytest.raises(Forbidden):
        actions.save_goal(by=cast.reader.viewer, goal=goal)


def test_a_goal_with_sub_goals_stays(cast: Cast) -> None:
    goal = make_goal(make_area())
    make_goal(goal.focus_area, "Below", parent=goal)
    page = cast.concept_owner.client().post(reverse("goal_remove", args=[goal.uuid]))
    assert page.status_code == 422
    assert Goal.objects.count() == 2


def test_removing_a_goal_leaves_tombstones_of_all_that_hung_on_it(cast: Cast) -> None:
    goal = make_goal(make_area())
    make_measurement(make_indicator(goal))
    assert cast.concept_owner.client().post(reverse("goal_remove", args=[goal.uuid])).status_code == 302
    for model in (Goal, Indicator, Measurement):
        assert not model._default_manager.exists()
        assert model.version_model._default_manager.filter(removed=True).count() == 1


def test_only_a_proposal_is_removed(cast: Cast) -> None:
    chosen, proposed = make_area("Chosen"), make_area("Proposed", chosen=False, mandate=make_mandate())
    make_anchoring(make_strategy(proposed), unit=cast.centre)
    client = cast.concept_owner.client()
    assert client.post(reverse("focus_area_remove", args=[chosen.uuid])).status_code == 422
    assert client.post(reverse("focus_area_remove", args=[proposed.uuid])).status_code == 302
    assert list(FocusArea.objects.all()) == [chosen]
    assert not Strategy.objects.exists()


def test_an_indicator_ends_after_it_began_and_is_measured_once_a_day(cast: Cast) -> None:
    goal = make_goal(make_area())
    with pytest.raises(ValidationError):
        actions.save_indicator(
            by=SYSTEM,
            indicator=Indicator(
                goal=goal, name="Queue", unit="minutes", baseline_on=date(2007, 1, 1), target_on=date(2006, 1, 1)
            ),
        )
    indicator = make_indicator(goal)
    make_measurement(indicator)
    page = cast.concept_owner.client().post(
        reverse("indicator_part_new", args=[indicator.uuid, "maalinger"]), {"measured_on": "2006-10-01", "value": "7,5"}
    )
    assert page.status_code == 422
    assert indicator.measurements.count() == 1


def test_a_danish_decimal_comma_is_understood(cast: Cast) -> None:
    indicator = make_indicator(make_goal(make_area()))
    done = cast.concept_owner.client().post(
        reverse("indicator_part_new", args=[indicator.uuid, "maalinger"]),
        {"measured_on": "2006-10-01", "value": "1.234,5"},
    )
    assert done.status_code == 302
    assert str(indicator.measurements.get().value) == "1234.5000"


def test_a_rule_about_a_fact_that_the_form_does_not_show_is_still_told(cast: Cast) -> None:
    from tests.cast import make_body, make_policy_area, saved

    policy_area = make_policy_area()
    area = make_area(policy_area=policy_area, committee=policy_area.committee)
    policy_area.committee = make_body("Another")
    saved(policy_area)
    page = cast.concept_owner.client().post(
        reverse("focus_area_edit", args=[area.uuid, "formaal"]), {"purpose": "Kept.", "revision": area.revision}
    )
    assert page.status_code == 422
    assert "Kept." in page.content.decode()
