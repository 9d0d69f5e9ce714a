"""The pure rules: what the board may decide, and how far an indicator has come."""

from decimal import Decimal

import pytest

from fyrtaarn.strategy.lifecycle import (
    Choice,
    ImpossibleChoiceError,
    State,
    allowed_choices,
    attainment,
    choose,
    state_after,
    state_of,
)


def test_a_proposal_is_chosen_parked_or_turned_down() -> None:
    assert set(allowed_choices(State.PROPOSED)) == {Choice.CHOSEN, Choice.PARKED, Choice.CLOSED}


@pytest.mark.parametrize("choice", [Choice.KEPT, Choice.ADJUSTED])
def test_only_what_is_chosen_can_be_kept_or_adjusted(choice: Choice) -> None:
    assert choose(State.CHOSEN, choice) is State.CHOSEN
    for state in (State.PROPOSED, State.PARKED, State.CLOSED):
        with pytest.raises(ImpossibleChoiceError):
            choose(state, choice)


def test_every_allowed_choice_leads_somewhere() -> None:
    for state in State:
        for choice in allowed_choices(state):
            assert choose(state, choice) is state_after(choice)


def test_a_closed_focus_area_can_be_taken_up_again() -> None:
    assert state_of([Choice.CHOSEN, Choice.CLOSED, Choice.CHOSEN, Choice.ADJUSTED]) is State.CHOSEN


def test_without_any_choice_it_is_a_proposal() -> None:
    assert state_of([]) is State.PROPOSED


def test_a_story_that_does_not_hold_is_refused() -> None:
    with pytest.raises(ImpossibleChoiceError) as error:
        state_of([Choice.CHOSEN, Choice.CLOSED, Choice.KEPT])
    assert error.value.state is State.CLOSED


@pytest.mark.parametrize(
    ("baseline", "target", "latest", "expected"),
    [
        ("10", "50", "30", "50"),
        ("50", "10", "40", "25"),
        ("10", "50", "5", "0"),
        ("10", "50", "90", "200"),
        ("10", "10", "10", None),
        (None, "50", "30", None),
        ("10", None, "30", None),
        ("10", "50", None, None),
    ],
)
def test_attainment(baseline: str | None, target: str | None, latest: str | None, expected: str | None) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    assert attainment(baseline=number(baseline), target=number(target), latest=number(latest)) == number(expected)
