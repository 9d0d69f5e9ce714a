"""The board decides; the state follows, and the decisions stay as history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from fyrtaarn.foundation.errors import Conflict, Forbidden
from fyrtaarn.foundation.history import as_of
from fyrtaarn.foundation.models import Change
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.models import FocusArea, FocusAreaChoice
from fyrtaarn.strategy.tests.make import SYSTEM, make_area
from tests.cast import Cast


def fresh(area: FocusArea) -> FocusArea:
    return FocusArea.objects.get(pk=area.pk)


def test_the_board_chooses_and_the_state_follows(cast: Cast) -> None:
    area = make_area(chosen=False)
    actions.choose(by=cast.board.viewer, focus_area=area, choice="chosen", reason="It matters.")
    assert fresh(area).state == "chosen"
    row = area.choices.get()
    assert (row.reason, row.decided_on) == ("It matters.", date(2006, 11, 12))
    change = Change.objects.latest("pk")
    assert (change.verb, change.reason, change.actor_name) == (
        "strategy.focus_area.chosen",
        "It matters.",
        cast.board.person.name,
    )


@pytest.mark.parametrize("role", ["concept_owner", "unit_head", "reader", "politician", "administrator"])
def test_nobody_but_the_board_chooses(cast: Cast, role: str) -> None:
    area = make_area(chosen=False)
    with pytest.raises(Forbidden):
        actions.choose(by=cast[role].viewer, focus_area=area, choice="chosen", reason="Mine.")
    assert fresh(area).state == "proposed"


def test_a_choice_that_the_state_does_not_allow_is_refused(cast: Cast) -> None:
    area = make_area(chosen=False)
    with pytest.raises(ValidationError):
        actions.choose(by=cast.board.viewer, focus_area=area, choice="kept", reason="No.")
    assert not area.choices.exists()


def test_a_choice_needs_a_reason(cast: Cast) -> None:
    area = make_area(chosen=False)
    with pytest.raises(ValidationError):
        actions.choose(by=cast.board.viewer, focus_area=area, choice="chosen", reason="")
    assert fresh(area).state == "proposed"


@pytest.mark.parametrize("day", [date(2006, 11, 13), date(2006, 2, 28)])
def test_a_choice_lies_neither_ahead_nor_before_the_last_one(cast: Cast, day: date) -> None:
    area = make_area()
    with pytest.raises(ValidationError) as error:
        actions.choose(by=cast.board.viewer, focus_area=area, choice="kept", reason="Yes.", decided_on=day)
    assert "decided_on" in error.value.message_dict


def test_the_past_knows_the_state_of_its_day(cast: Cast) -> None:
    from fyrtaarn.foundation.clock import start_of

    area = make_area(chosen=False)
    row = fresh(area)
    actions.choose(by=SYSTEM, focus_area=row, choice="parked", reason="Not now.", decided_on=date(2006, 11, 12))
    held = as_of(FocusArea, start_of(date(2006, 11, 13))).get(record_id=area.pk)
    assert held.state == "parked"


def test_two_board_members_at_once(cast: Cast) -> None:
    area = make_area(chosen=False)
    first, second = fresh(area), fresh(area)
    actions.choose(by=cast.board.viewer, focus_area=first, choice="chosen", reason="Yes.")
    with pytest.raises(Conflict):
        actions.choose(by=cast.board.viewer, focus_area=second, choice="parked", reason="No.")
    assert area.choices.count() == 1


def test_the_page_offers_what_the_state_allows_and_keeps_what_was_typed(cast: Cast) -> None:
    area = make_area()
    client = cast.board.client()
    address = reverse("focus_area_choose", args=[area.uuid])
    page = client.get(address).content.decode()
    assert 'value="adjusted"' in page
    assert 'value="chosen"' not in page
    wrong = client.post(
        address, {"choice": "adjusted", "decided_on": "2007-01-01", "reason": "Smaller.", "revision": area.revision}
    )
    assert wrong.status_code == 422
    assert "Smaller." in wrong.content.decode()
    right = client.post(
        address,
        {
            "choice": "adjusted",
            "decided_on": "2006-11-10",
            "reason": "Smaller.",
            "next_reassessment": "2007-05-01",
            "revision": area.revision,
        },
    )
    assert right.status_code == 302
    assert fresh(area).next_reassessment == date(2007, 5, 1)
    assert area.choices.count() == 2


def test_many_choices_at_once_must_tell_a_story_that_holds(cast: Cast) -> None:
    area = make_area(chosen=False)

    def rows(*story: tuple[str, date]) -> list[FocusAreaChoice]:
        return [FocusAreaChoice(focus_area=area, choice=c, decided_on=d, reason="So.") for c, d in story]

    with pytest.raises(ValidationError):
        actions.save_focus_area_choices(
            by=SYSTEM,
            records=rows(("chosen", date(2006, 1, 1)), ("closed", date(2006, 2, 1)), ("kept", date(2006, 3, 1))),
        )
    assert fresh(area).state == "proposed"
    actions.save_focus_area_choices(by=SYSTEM, records=rows(("parked", date(2006, 5, 1)), ("chosen", date(2006, 1, 1))))
    assert fresh(area).state == "parked"


def test_a_decision_is_never_changed_by_import(cast: Cast) -> None:
    area = make_area()
    row = area.choices.get()
    row.reason = "Another."
    with pytest.raises(ValidationError):
        actions.save_focus_area_choices(by=SYSTEM, records=[row])
