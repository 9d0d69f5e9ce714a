"""Pure rules of strategy: states of a focus area, goal trees, indicators. No Django."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum


class Choice(StrEnum):
    """What the board did with a focus area."""

    CHOSEN = "chosen"
    KEPT = "kept"
    ADJUSTED = "adjusted"
    PARKED = "parked"
    CLOSED = "closed"


class State(StrEnum):
    """Where that leaves the focus area."""

    PROPOSED = "proposed"
    CHOSEN = "chosen"
    PARKED = "parked"
    CLOSED = "closed"


_LEADS_TO: dict[Choice, State] = {
    Choice.CHOSEN: State.CHOSEN,
    Choice.KEPT: State.CHOSEN,
    Choice.ADJUSTED: State.CHOSEN,
    Choice.PARKED: State.PARKED,
    Choice.CLOSED: State.CLOSED,
}

_ALLOWED: dict[State, tuple[Choice, ...]] = {
    State.PROPOSED: (Choice.CHOSEN, Choice.PARKED, Choice.CLOSED),
    State.CHOSEN: (Choice.KEPT, Choice.ADJUSTED, Choice.PARKED, Choice.CLOSED),
    State.PARKED: (Choice.CHOSEN, Choice.CLOSED),
    State.CLOSED: (Choice.CHOSEN,),
}


def allowed_choices(state: State) -> tuple[Choice, ...]:
    """What the board may decide about a focus area in a state."""
    return _ALLOWED[state]


def state_after(choice: Choice) -> State:
    return _LEADS_TO[choice]


class ImpossibleChoiceError(ValueError):
    """The board cannot have decided this about a focus area in that state."""

    def __init__(self, choice: Choice, state: State) -> None:
        super().__init__(f"{choice} in state {state}")
        self.choice = choice
        self.state = state


def choose(state: State, choice: Choice) -> State:
    """The state that a choice leads to. Raises ``ImpossibleChoiceError`` where it is not allowed."""
    if choice not in allowed_choices(state):
        raise ImpossibleChoiceError(choice, state)
    return state_after(choice)


def state_of(choices: Iterable[Choice]) -> State:
    """Where all choices, earliest first, leave a focus area that began as proposed."""
    state = State.PROPOSED
    for choice in choices:
        state = choose(state, choice)
    return state


class Light(StrEnum):
    """A professional judgement, never computed; shown with text and shape, never by colour alone."""

    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


LIGHT_RANK = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.NONE: 3}


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


def attainment(*, baseline: Decimal | None, target: Decimal | None, latest: Decimal | None) -> Decimal | None:
    """How much of the way from baseline to target has been covered, in per cent, 0 at least.

    None where the way is unknown or has no length.
    """
    if baseline is None or target is None or latest is None or baseline == target:
        return None
    return max(Decimal(0), (latest - baseline) / (target - baseline) * 100)
