from datetime import date
from decimal import Decimal

import pytest

from fyrtaarn.portfolio import lifecycle
from fyrtaarn.portfolio.lifecycle import Phase, Requirement, Size, Status

RULES = [
    Requirement("title", light=Phase.IDEA, full=Phase.IDEA),
    Requirement("scope", light=None, full=Phase.PLANNING),
    Requirement("evaluation", light=Phase.CLOSED, full=Phase.CLOSED),
]


def test_the_phases_follow_one_another_and_end() -> None:
    walked = [Phase.IDEA]
    while following := lifecycle.next_phase(walked[-1]):
        walked.append(following)
    assert walked == list(Phase)
    assert lifecycle.previous_phase(Phase.IDEA) is None


@pytest.mark.parametrize(
    ("size", "phase", "expected"),
    [
        (Size.LIGHT, Phase.IDEA, ["title"]),
        (Size.LIGHT, Phase.IMPLEMENTATION, ["title"]),
        (Size.FULL, Phase.CLARIFICATION, ["title"]),
        (Size.FULL, Phase.PLANNING, ["title", "scope"]),
        (Size.LIGHT, Phase.CLOSED, ["title", "evaluation"]),
    ],
)
def test_what_a_phase_requires_depends_on_the_size(size: Size, phase: Phase, expected: list[str]) -> None:
    assert lifecycle.required_fields(RULES, size=size, phase=phase) == expected


def test_completeness_is_filled_of_required() -> None:
    assert lifecycle.completeness(required=3, missing=1) == 66
    assert lifecycle.completeness(required=0, missing=0) == 100


def test_project_numbers_sort_beyond_a_thousand() -> None:
    assert lifecycle.project_number(2006, 7) == "P-2006-007"
    assert lifecycle.project_number(2006, 1200) == "P-2006-1200"
    keys = [lifecycle.number_key(2006, s) for s in (2, 999, 1000, 1200)]
    assert keys == sorted(keys)
    assert lifecycle.number_key(2005, 99_999) < lifecycle.number_key(2006, 1)


@pytest.mark.parametrize("text", ["00.15.10", "00.15.00-A00-6-16", "01.02.05-P16-8-2016", "00.15.10-Å00"])
def test_kle_numbers_are_known(text: str) -> None:
    assert lifecycle.is_kle_number(text)


@pytest.mark.parametrize("text", ["00.15", "0.15.10", "00.15.10-", "00.15.10-A0", " 00.15.10", "00.15.10\n"])
def test_what_is_no_kle_number_is_refused(text: str) -> None:
    assert not lifecycle.is_kle_number(text)


def test_only_what_runs_can_pause_and_only_what_lies_still_can_resume() -> None:
    assert [s for s in Status if lifecycle.may_pause(s)] == [Status.RUNNING]
    assert [s for s in Status if lifecycle.may_stop(s)] == [Status.RUNNING, Status.PAUSED]
    assert [s for s in Status if lifecycle.may_resume(s)] == [Status.PAUSED, Status.STOPPED]


def test_a_milestone_is_late_by_its_forecast_and_never_when_done() -> None:
    today, before, after = date(2006, 11, 12), date(2006, 11, 1), date(2006, 12, 1)
    assert lifecycle.is_late(forecast=None, baseline=before, done=None, today=today)
    assert not lifecycle.is_late(forecast=after, baseline=before, done=None, today=today)
    assert not lifecycle.is_late(forecast=None, baseline=before, done=before, today=today)
    assert not lifecycle.is_late(forecast=None, baseline=today, done=None, today=today)


def test_a_deviation_needs_both_numbers() -> None:
    assert lifecycle.deviation(budget=Decimal(10), expected=Decimal(12)) == 2
    assert lifecycle.deviation(budget=None, expected=Decimal(12)) is None
