"""Widening and narrowing the circle of a focus area."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.models import Change
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.models import FocusArea, FocusAreaCircle
from fyrtaarn.strategy.tests.make import make_area, make_goal
from tests.cast import Cast


def test_it_goes_out_step_by_step(cast: Cast) -> None:
    area = make_area()
    actions.release(by=cast.concept_owner.viewer, focus_area=area, circle="released", reason="The committee asked.")
    assert area.launched_on is None
    assert cast.politician.client().get(area.get_absolute_url()).status_code == 200
    actions.release(by=cast.concept_owner.viewer, focus_area=area, circle="public", launched_on=date(2006, 11, 12))
    assert cast.clients()["anonymous"].get(area.get_absolute_url()).status_code == 200
    actions.release(by=cast.concept_owner.viewer, focus_area=area, circle="internal")
    assert area.launched_on is None
    assert cast.politician.client().get(area.get_absolute_url()).status_code == 404
    assert list(Change.objects.order_by("-pk").values_list("verb", flat=True)[:3]) == [
        "strategy.focus_area.kept_internal",
        "strategy.focus_area.published",
        "strategy.focus_area.released",
    ]


def test_what_is_public_is_launched_today_unless_said(cast: Cast) -> None:
    area = make_area()
    actions.release(by=cast.concept_owner.viewer, focus_area=area, circle="public")
    assert area.launched_on == date(2006, 11, 12)


def test_a_proposal_is_not_released(cast: Cast) -> None:
    area = make_area(chosen=False)
    with pytest.raises(ValidationError):
        actions.release(by=cast.concept_owner.viewer, focus_area=area, circle="released")


def test_a_board_member_who_does_not_own_it_does_not_release_it(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.release(by=cast.board.viewer, focus_area=make_area(), circle="released")


def test_whoever_restricts_stays_inside(cast: Cast) -> None:
    area = make_area()
    actions.release(by=cast.concept_owner.viewer, focus_area=area, circle="restricted")
    assert cast.concept_owner.client().get(area.get_absolute_url()).status_code == 200
    assert cast.reader.client().get(area.get_absolute_url()).status_code == 404


def test_somebody_remains_in_the_circle(cast: Cast) -> None:
    area = make_area(circle="restricted", people=(cast.concept_owner.person,))
    with pytest.raises(ValidationError):
        actions.remove_part(by=cast.concept_owner.viewer, record=area.circle_entries.get())
    assert area.circle_entries.count() == 1


def test_the_last_owner_of_a_circle_is_not_taken_away(cast: Cast) -> None:
    area = make_area(circle="restricted", owner=cast.board.person)
    with pytest.raises(ValidationError):
        actions.set_owner(by=cast.board.viewer, focus_area=area, owner=None)
    assert FocusArea.objects.get(pk=area.pk).owner == cast.board.person


def test_an_entry_names_a_person_or_a_unit(cast: Cast) -> None:
    area = make_area(circle="restricted", people=(cast.concept_owner.person,))
    viewer = cast.concept_owner.viewer
    with pytest.raises(ValidationError):
        actions.save_circle_entry(by=viewer, entry=FocusAreaCircle(focus_area=area))
    actions.save_circle_entry(by=viewer, entry=FocusAreaCircle(focus_area=area, unit=cast.centre))
    assert cast.unit_head.client().get(area.get_absolute_url()).status_code == 200


def test_a_personal_id_holds_publication_back_until_it_is_looked_at(cast: Cast) -> None:
    area = make_area()
    make_goal(area, "A better life", description="Ask 010170-1234 first.")
    client = cast.concept_owner.client()
    address = reverse("focus_area_release", args=[area.uuid])
    refused = client.post(address, {"circle": "public", "revision": area.revision})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "A better life" in text
    assert "010170" not in text
    allowed = client.post(address, {"circle": "public", "no_personal_ids": "on", "revision": area.revision})
    assert allowed.status_code == 302
    assert FocusArea.objects.get(pk=area.pk).circle == "public"


def test_only_what_is_public_has_a_day_of_launch(cast: Cast) -> None:
    area = make_area()
    page = cast.concept_owner.client().post(
        reverse("focus_area_release", args=[area.uuid]),
        {"circle": "released", "launched_on": "2006-12-01", "revision": area.revision},
    )
    assert page.status_code == 422


def test_the_page_says_what_it_reveals(cast: Cast) -> None:
    area = make_area()
    for number in range(3):
        make_goal(area, f"Goal {number}")
    text = cast.concept_owner.client().get(reverse("focus_area_release", args=[area.uuid])).content.decode()
    assert "(3)" in text
