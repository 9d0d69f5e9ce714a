"""A project's way from draft to closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.models import Change
from fyrtaarn.portfolio import actions
from fyrtaarn.portfolio.models import Benefit, BudgetLine, Milestone, Project
from fyrtaarn.portfolio.tests.make import make_draft, make_focus_area, make_project
from tests.cast import Cast


def test_a_draft_has_no_number_and_counts_nowhere(cast: Cast) -> None:
    draft = actions.save_project(by=cast.project_manager.viewer, project=Project(title="Something", unit=cast.centre))
    assert draft.number is None
    assert draft.registrar == cast.project_manager.user
    assert not Project.objects.registered().exists()


def test_registering_gives_the_next_number_of_the_year(cast: Cast) -> None:
    by = cast.project_manager.viewer
    first = actions.register(by=by, project=make_draft(cast, "One"))
    second = actions.register(by=by, project=make_draft(cast, "Two"))
    other = actions.register(by=by, project=make_draft(cast, "Three"), on=date(2005, 3, 1))
    assert [p.number for p in (first, second, other)] == ["P-2006-001", "P-2006-002", "P-2005-001"]
    assert first.phase == "idea"
    assert first.status == "running"


def test_registering_lists_exactly_what_an_idea_lacks(cast: Cast) -> None:
    draft = make_draft(cast, purpose="", starts_on=None)
    with pytest.raises(actions.NotReady) as caught:
        actions.register(by=cast.project_manager.viewer, project=draft)
    assert [m.name for m in caught.value.missing] == ["purpose", "starts_on"]
    assert caught.value.missing[0].url.endswith("/ret/kort/#id_purpose")
    draft.refresh_from_db()
    assert draft.number is None


def test_a_phase_step_with_missing_fields_changes_nothing(cast: Cast) -> None:
    project = make_project(cast)
    with pytest.raises(actions.NotReady) as caught:
        actions.advance(by=cast.project_manager.viewer, project=project)
    assert {m.name for m in caught.value.missing} == {"goal_text"}
    project.refresh_from_db()
    assert project.phase == "idea"


def test_a_filled_project_moves_on_and_is_counted_anew(cast: Cast) -> None:
    project = make_project(cast, goal_text="Ten councils.")
    actions.advance(by=cast.project_manager.viewer, project=project)
    project.refresh_from_db()
    assert project.phase == "clarification"
    assert project.phase_rank == 1
    assert project.missing_count == 0
    assert Change.objects.filter(verb="portfolio.phase.advanced", subject_uuid=project.uuid).count() == 1


def test_a_light_project_can_walk_all_the_way(cast: Cast) -> None:
    project = make_project(
        cast, goal_text="g", outcome="o", deliverables="d", ends_on=date(2007, 1, 1), evaluation="It went well."
    )
    by = cast.project_manager.viewer
    actions.save_part(by=by, parent=project, record=Milestone(project=project, title="M", baseline=date(2006, 12, 1)))
    actions.save_part(by=by, parent=project, record=BudgetLine(project=project, budget_year=2007, budget=1000))
    actions.save_part(by=by, parent=project, record=Benefit(project=project, title="Time"))
    project.refresh_from_db()
    for _step in range(5):
        actions.advance(by=by, project=project)
    assert (project.phase, project.status) == ("closed", "closed")
    with pytest.raises(Forbidden):
        actions.advance(by=by, project=project)
    actions.move_back(by=by, project=project, reason="There was more to do.")
    assert (project.phase, project.status) == ("benefits", "running")


def test_pausing_and_stopping_need_a_reason_that_stays(cast: Cast) -> None:
    by, project = cast.project_manager.viewer, make_project(cast)
    with pytest.raises(ValidationError):
        actions.pause(by=by, project=project, reason="  ")
    actions.pause(by=by, project=project, reason="Waits for the budget.")
    assert (project.status, project.status_reason) == ("paused", "Waits for the budget.")
    actions.stop(by=by, project=project, reason="No money.")
    actions.resume(by=by, project=project)
    assert project.status == "running"
    assert Change.objects.get(verb="portfolio.project.stopped").reason == "No money."


def test_a_light_needs_a_reason_and_has_a_date(cast: Cast) -> None:
    by, project = cast.project_manager.viewer, make_project(cast)
    with pytest.raises(ValidationError):
        actions.set_light(by=by, project=project, light="red", reason="")  # type: ignore[arg-type]
    actions.set_light(by=by, project=project, light="red", reason="The supplier is late.")  # type: ignore[arg-type]
    assert project.light_rank == 0
    assert project.light_on == date(2006, 11, 12)


def test_a_milestone_may_not_lie_before_the_start(cast: Cast) -> None:
    by, project = cast.project_manager.viewer, make_project(cast)
    with pytest.raises(ValidationError) as caught:
        actions.save_part(
            by=by, parent=project, record=Milestone(project=project, title="M", baseline=date(2006, 8, 31))
        )
    assert "baseline" in caught.value.message_dict


def test_a_start_may_not_move_past_a_milestone_nor_an_end_before_the_start(cast: Cast) -> None:
    by, project = cast.project_manager.viewer, make_project(cast)
    actions.save_part(by=by, parent=project, record=Milestone(project=project, title="M", baseline=date(2006, 10, 1)))
    project.refresh_from_db()
    project.starts_on = date(2006, 10, 2)
    with pytest.raises(ValidationError) as caught:
        actions.save_project(by=by, project=project)
    assert "starts_on" in caught.value.message_dict
    project.starts_on, project.ends_on = date(2006, 9, 1), date(2006, 8, 1)
    with pytest.raises(ValidationError) as caught:
        actions.save_project(by=by, project=project)
    assert "ends_on" in caught.value.message_dict


def test_a_draft_can_be_thrown_away_with_what_hangs_on_it(cast: Cast) -> None:
    by, draft = cast.project_manager.viewer, make_draft(cast)
    actions.save_part(by=by, parent=draft, record=Milestone(project=draft, title="M", baseline=date(2006, 10, 1)))
    draft.refresh_from_db()
    actions.remove_draft(by=by, project=draft)
    assert not Project.objects.exists()
    assert Milestone.version_model._default_manager.filter(removed=True).count() == 1


def test_a_registered_project_cannot_be_thrown_away(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.remove_draft(by=cast.concept_owner.viewer, project=make_project(cast))


def test_a_project_cannot_be_pushed_onto_a_unit_of_others(cast: Cast) -> None:
    project = make_project(cast)
    project.unit = cast.elsewhere
    with pytest.raises(ValidationError) as caught:
        actions.save_project(by=cast.project_manager.viewer, project=project)
    assert "unit" in caught.value.message_dict
    actions.save_project(by=cast.concept_owner.viewer, project=project)


def test_filling_a_list_is_counted_without_a_conflict_for_others(cast: Cast) -> None:
    by = cast.project_manager.viewer
    project = make_project(
        cast,
        phase="planning",
        size="light",
        goal_text="g",
        outcome="o",
        deliverables="d",
        ends_on=date(2007, 1, 1),
        focus_area=make_focus_area(),
    )
    actions.save_project(by=by, project=project)
    project.title = "Renamed meanwhile"
    actions.save_project(by=by, project=project)
    project.refresh_from_db()
    assert project.missing_count == 1
    held = Project.objects.get(pk=project.pk)
    actions.save_part(by=by, parent=project, record=Milestone(project=project, title="M", baseline=date(2006, 12, 1)))
    fresh = Project.objects.get(pk=project.pk)
    assert (fresh.missing_count, fresh.completeness) == (0, 100)
    held.title = "Mine"
    actions.save_project(by=by, project=held)
    assert Project.objects.get(pk=project.pk).missing_count == 0
