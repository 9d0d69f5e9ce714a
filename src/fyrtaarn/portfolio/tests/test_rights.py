"""Who sees and edits which project."""

import pytest
from django.core.exceptions import ValidationError

from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.organisation.lifecycle import Circle, Role
from fyrtaarn.portfolio import access, actions
from fyrtaarn.portfolio.models import Project, ProjectCircle, Risk
from fyrtaarn.portfolio.tests.make import make_draft, make_focus_area, make_project
from tests.cast import Cast, saved

INSIDE = {
    Role.EXECUTIVE_BOARD,
    Role.CONCEPT_OWNER,
    Role.UNIT_HEAD,
    Role.PROJECT_MANAGER,
    Role.CONTRIBUTOR,
    Role.READER,
}


def who_sees(cast: Cast, project: Project) -> set[Role]:
    return {m.role for m in cast.members if Project.objects.all().visible_to(m.viewer).filter(pk=project.pk).exists()}


def test_an_internal_project_is_for_the_administration(cast: Cast) -> None:
    assert who_sees(cast, make_project(cast)) == INSIDE


def test_politicians_read_what_is_released(cast: Cast) -> None:
    area = make_focus_area(circle="released")
    assert who_sees(cast, make_project(cast, circle="released", focus_area=area)) == INSIDE | {Role.POLITICIAN}


def test_a_released_project_of_an_internal_area_stays_inside(cast: Cast) -> None:
    assert who_sees(cast, make_project(cast, circle="released")) == INSIDE


def test_a_restricted_project_exists_for_those_named_and_its_own_people(cast: Cast) -> None:
    project = make_project(cast, circle="restricted")
    assert who_sees(cast, project) == {Role.UNIT_HEAD, Role.PROJECT_MANAGER}
    saved(ProjectCircle(project=project, person=cast.reader.person))
    assert who_sees(cast, project) == {Role.UNIT_HEAD, Role.PROJECT_MANAGER, Role.READER}


def test_a_unit_in_the_circle_lets_in_its_people_and_those_below(cast: Cast) -> None:
    project = make_project(cast, circle="restricted", owner=cast.board.person, manager=None)
    saved(ProjectCircle(project=project, unit=cast.centre))
    assert who_sees(cast, project) == {
        Role.EXECUTIVE_BOARD,
        Role.UNIT_HEAD,
        Role.PROJECT_MANAGER,
        Role.CONTRIBUTOR,
    }


def test_a_project_of_a_restricted_area_does_not_exist_outside(cast: Cast) -> None:
    area = make_focus_area(circle="restricted", owner=cast.board.person)
    assert who_sees(cast, make_project(cast, focus_area=area, owner=None, manager=None)) == {Role.EXECUTIVE_BOARD}


def test_a_draft_is_for_its_editors_and_the_concept_owner(cast: Cast) -> None:
    draft = make_draft(cast, owner=None, manager=None)
    assert who_sees(cast, draft) == {Role.PROJECT_MANAGER, Role.CONCEPT_OWNER}


@pytest.mark.parametrize("role", list(Role))
def test_who_edits_a_project_of_the_centre(cast: Cast, role: Role) -> None:
    project = make_project(cast, owner=None, manager=None)
    assert access.may_edit(cast[role].viewer, project) == (role in {Role.CONCEPT_OWNER, Role.UNIT_HEAD})


def test_owner_and_manager_edit_their_own(cast: Cast) -> None:
    project = make_project(
        cast, unit=cast.elsewhere, owner=cast.contributor.person, manager=cast.project_manager.person
    )
    assert access.may_edit(cast.contributor.viewer, project)
    assert access.may_edit(cast.project_manager.viewer, project)
    assert not access.may_edit(cast.unit_head.viewer, project)


def test_a_politician_named_as_owner_still_only_reads(cast: Cast) -> None:
    assert not access.may_edit(cast.politician.viewer, make_project(cast, owner=cast.politician.person))


def test_a_unit_head_heads_the_units_below(cast: Cast) -> None:
    assert access.may_edit(cast.unit_head.viewer, make_project(cast, unit=cast.school, owner=None, manager=None))


def test_only_the_concept_owner_releases(cast: Cast) -> None:
    project = make_project(cast)
    assert access.may_set_circle(cast.project_manager.viewer, project, "restricted")  # type: ignore[arg-type]
    assert not access.may_set_circle(cast.project_manager.viewer, project, "released")  # type: ignore[arg-type]
    assert access.may_set_circle(cast.concept_owner.viewer, project, "public")  # type: ignore[arg-type]


def test_whoever_restricts_stands_in_the_circle(cast: Cast) -> None:
    project = make_project(cast)
    actions.set_circle(by=cast.concept_owner.viewer, project=project, circle=Circle.RESTRICTED)
    assert who_sees(cast, project) == {Role.UNIT_HEAD, Role.PROJECT_MANAGER, Role.CONCEPT_OWNER}


def test_a_restricted_project_is_never_left_with_nobody(cast: Cast) -> None:
    project = make_project(cast, owner=None, manager=None, circle="restricted")
    entry = saved(ProjectCircle(project=project, person=cast.concept_owner.person))
    with pytest.raises(ValidationError):
        actions.remove_part(by=cast.concept_owner.viewer, parent=project, record=entry)
    assert ProjectCircle.objects.filter(pk=entry.pk).exists()


def test_nothing_is_released_while_it_holds_what_looks_like_a_cpr_number(cast: Cast) -> None:
    project = make_project(cast)
    saved(Risk(project=project, title="Asks 010190-1234", likelihood=1, consequence=1))
    by = cast.concept_owner.viewer
    with pytest.raises(ValidationError) as caught:
        actions.set_circle(by=by, project=project, circle=Circle.RELEASED)
    assert "010190" not in str(caught.value)
    assert "no_personal_ids" in caught.value.message_dict
    actions.set_circle(by=by, project=project, circle=Circle.RELEASED, no_personal_ids=True)
    assert Project.objects.get(pk=project.pk).circle == Circle.RELEASED


@pytest.mark.parametrize("fact", [{"light": "green"}, {"phase": "closed"}, {"circle": "public"}, {"number": "P-1-1"}])
def test_facts_with_a_door_of_their_own_have_no_other(cast: Cast, fact: dict[str, str]) -> None:
    project = make_project(cast)
    for name, value in fact.items():
        setattr(project, name, value)
    with pytest.raises(Forbidden):
        actions.save_project(by=cast.concept_owner.viewer, project=project)
