"""Who may do what with a focus area."""

import pytest

from fyrtaarn.strategy import access
from fyrtaarn.strategy.models import FocusArea, Mandate
from fyrtaarn.strategy.tests.make import SYSTEM, make_area, make_mandate
from tests.cast import Cast

RIGHTS = {
    "may_edit_focus_area": {"concept_owner"},
    "may_choose": {"executive_board"},
    "may_set_owner": {"concept_owner", "executive_board"},
    "may_set_light": {"concept_owner", "executive_board"},
    "may_release": {"concept_owner"},
}


@pytest.mark.parametrize("name", RIGHTS)
def test_rights_follow_the_role(cast: Cast, name: str) -> None:
    area = make_area()
    allowed = {str(m.role) for m in cast.members if getattr(access, name)(m.viewer, area)}
    assert allowed == RIGHTS[name]


def test_abilities_are_the_same_rights(cast: Cast) -> None:
    area = make_area(owner=cast.reader.person)
    for member in cast.members:
        viewer = member.viewer
        may = access.abilities(viewer, area)
        if not access.exists_for(viewer, area):
            continue
        assert may.edit == access.may_edit_focus_area(viewer, area)
        assert may.choose == access.may_choose(viewer, area)
        assert may.set_owner == access.may_set_owner(viewer, area)
        assert may.set_light == access.may_set_light(viewer, area)
        assert may.release == access.may_release(viewer, area)
        assert may.remove == access.may_remove(viewer, area)


def test_the_owner_edits_and_judges_their_own(cast: Cast) -> None:
    area = make_area(owner=cast.board.person)
    assert access.may_edit_focus_area(cast.board.viewer, area)
    assert access.may_set_light(cast.board.viewer, area)


def test_an_owner_without_a_role_inside_edits_nothing(cast: Cast) -> None:
    area = make_area(owner=cast.politician.person, circle="released")
    assert not access.may_edit_focus_area(cast.politician.viewer, area)


def test_the_concept_owner_does_nothing_with_what_is_hidden_from_them(cast: Cast) -> None:
    area = make_area(circle="restricted", owner=cast.board.person)
    viewer = cast.concept_owner.viewer
    for name in RIGHTS:
        assert not getattr(access, name)(viewer, area)
    assert not access.may_edit_all(viewer, [area.pk])


def test_the_administrator_has_no_say_in_strategy(cast: Cast) -> None:
    viewer = cast.administrator.viewer
    assert not access.may_manage_strategy(viewer)
    assert not access.may_read_catalogues(viewer)


def test_a_system_actor_may_do_what_its_command_is_for(cast: Cast) -> None:
    area = make_area(circle="restricted", owner=cast.board.person)
    assert access.may_edit_focus_area(SYSTEM, area)
    assert access.may_choose(SYSTEM, area)
    assert access.may_edit_all(SYSTEM, [area.pk])


def test_mandates_are_seen_outside_only_through_what_carries_them(cast: Cast) -> None:
    released, hidden, lone = make_mandate("Released"), make_mandate("Hidden"), make_mandate("Lone")
    make_area(circle="released", mandate=released)
    make_area(circle="restricted", mandate=hidden, owner=cast.board.person)

    def seen(name: str) -> set[str]:
        return {m.title for m in Mandate.objects.all().visible_to(cast[name].viewer)}

    assert seen("politician") == {"Released"}
    assert seen("reader") == {released.title, hidden.title, lone.title}
    assert seen("administrator") == set()


def test_counting_leaves_out_what_is_hidden(cast: Cast) -> None:
    make_area(circle="restricted", owner=cast.board.person)
    make_area("Open")
    assert FocusArea.objects.all().visible_to(cast.reader.viewer).count() == 1
    assert FocusArea.objects.all().visible_to(cast.board.viewer).count() == 2
