"""Many records at once, as import brings them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.models import Change
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.models import FocusArea, Goal, Indicator, Measurement
from fyrtaarn.strategy.tests.make import SYSTEM, make_area, make_goal, make_indicator, make_measurement
from tests.cast import Cast


def test_a_whole_tree_comes_in_in_any_order(cast: Cast) -> None:
    area = make_area()
    top = Goal(focus_area=area, title="Top")
    middle = Goal(focus_area=area, title="Middle", parent=top)
    low = Goal(focus_area=area, title="Low", parent=middle)
    actions.save_goals(by=cast.concept_owner.viewer, records=[low, middle, top])
    assert Goal.objects.get(title="Low").parent == Goal.objects.get(title="Middle")
    assert Change.objects.filter(verb="strategy.goal.imported").count() == 1


def test_what_hangs_on_what_was_just_saved_finds_its_key(cast: Cast) -> None:
    area = FocusArea(title="New")
    goal = Goal(focus_area=area, title="Goal")
    indicator = Indicator(goal=goal, name="Share", unit="per cent")
    actions.save_focus_areas(by=SYSTEM, records=[area])
    actions.save_goals(by=SYSTEM, records=[goal])
    actions.save_indicators(by=SYSTEM, records=[indicator])
    assert Indicator.objects.get().goal.focus_area.title == "New"


def test_a_cycle_among_new_goals_is_refused(cast: Cast) -> None:
    area = make_area()
    one, two = Goal(focus_area=area, title="One"), Goal(focus_area=area, title="Two")
    one.parent, two.parent = two, one
    with pytest.raises(ValidationError):
        actions.save_goals(by=SYSTEM, records=[one, two])
    assert not Goal.objects.exists()


def test_a_cycle_through_changed_goals_is_refused(cast: Cast) -> None:
    area = make_area()
    one = make_goal(area, "One")
    two = make_goal(area, "Two", parent=one)
    one.parent, two.parent = two, one
    with pytest.raises(ValidationError):
        actions.save_goals(by=SYSTEM, records=[one, two])


def test_nothing_comes_in_where_one_may_not_edit(cast: Cast) -> None:
    mine, theirs = make_area("Mine", owner=cast.reader.person), make_area("Theirs")
    with pytest.raises(Forbidden):
        actions.save_goals(
            by=cast.reader.viewer, records=[Goal(focus_area=mine, title="A"), Goal(focus_area=theirs, title="B")]
        )
    actions.save_goals(by=cast.reader.viewer, records=[Goal(focus_area=mine, title="A")])
    assert Goal.objects.count() == 1


def test_a_hidden_focus_area_is_out_of_reach(cast: Cast) -> None:
    hidden = make_area("Hidden", circle="restricted", owner=cast.board.person)
    indicator = make_indicator(make_goal(hidden))
    viewer = cast.concept_owner.viewer
    with pytest.raises(Forbidden):
        actions.save_focus_areas(by=viewer, records=[hidden])
    with pytest.raises(Forbidden):
        actions.save_measurements(
            by=viewer, records=[Measurement(indicator=indicator, measured_on="2006-01-01", value=1)]
        )


def test_import_never_sets_the_state(cast: Cast) -> None:
    area = make_area()
    area.state = "closed"
    area.title = "Renamed"
    actions.save_focus_areas(by=cast.concept_owner.viewer, records=[area, FocusArea(title="New", state="chosen")])
    assert FocusArea.objects.get(title="Renamed").state == "chosen"
    assert FocusArea.objects.get(title="New").state == "proposed"


def test_queries_do_not_grow_with_the_records(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    indicator = make_indicator(make_goal(make_area()))
    make_measurement(indicator)
    counts = []
    for year, number in ((1990, 2), (1991, 28)):
        records = [
            Measurement(indicator=indicator, measured_on=f"{year}-01-{day:02d}", value=day)
            for day in range(1, number + 1)
        ]
        with CaptureQueriesContext(connection) as queries:
            actions.save_measurements(by=SYSTEM, records=records)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_history_of_one_tells_of_an_import_but_not_of_the_others(cast: Cast) -> None:
    area, hidden = make_area(), make_area("Hidden", circle="restricted", owner=cast.board.person)
    actions.save_goals(
        by=SYSTEM, records=[Goal(focus_area=area, title="Mine"), Goal(focus_area=hidden, title="Secret goal")]
    )
    goal = Goal.objects.get(title="Mine")
    text = cast.reader.client().get(reverse("history", args=["goal", goal.uuid])).content.decode()
    assert "Mine" in text
    assert "Secret goal" not in text
