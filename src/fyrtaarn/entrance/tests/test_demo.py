"""The Sorø case of 12 November 2006, as its source tells it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from fyrtaarn.accounts.models import User
from fyrtaarn.entrance.demo import case, load
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.models import Change, Installation
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.models import Body, Person, Unit
from fyrtaarn.portfolio.models import Project
from fyrtaarn.strategy.models import FocusArea, Strategy


@pytest.fixture(scope="module")
def _demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for this file, and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load.load_once()
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.usefixtures("_demo")


def area(title: str) -> FocusArea:
    return FocusArea.objects.get(title=title)


def viewer(name: str) -> Viewer:
    return Viewer(User.objects.get(email=f"{name}@soroe.example"))


def test_the_six_focus_areas_are_chosen_in_the_order_of_the_source() -> None:
    titles = [a.title for a in FocusArea.objects.all().running().in_order()]
    assert titles == [
        "Aftalestyring", "Lokaldemokrati", "Planstrategi", "Servicestrategi", "Digitaliseringsstrategi",
        "Strategi for kompetenceudvikling",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Aftalestyring", "vision"),
        ("Lokaldemokrati", "vision"),
        ("Planstrategi", "law"),
        ("Servicestrategi", "law"),
        ("Digitaliseringsstrategi", "board_decision"),
        ("Strategi for kompetenceudvikling", "board_decision"),
    ],
)
def test_each_focus_area_springs_from_what_the_source_says(title: str, kind: str) -> None:
    assert [o.mandate.mandate_kind.key for o in area(title).origins.all()] == [kind]


def test_two_focus_areas_have_no_strategy_yet() -> None:
    without = FocusArea.objects.filter(strategies__isnull=True, strategy="").values_list("title", flat=True)
    assert set(without) == {"Digitaliseringsstrategi", "Strategi for kompetenceudvikling"}


def test_the_service_strategy_has_a_tender_policy_and_ten_areas() -> None:
    below = Strategy.objects.filter(focus_area__title="Servicestrategi", parent__isnull=False)
    assert below.count() == 11
    assert below.filter(title="Udbudspolitik").exists()


def test_the_plan_strategy_is_at_step_two_of_six_and_ends_in_april() -> None:
    project = Project.objects.get(title="Planstrategi 2007")
    steps = list(project.milestones.order_by("baseline"))
    assert len(steps) == 6
    assert [s.title for s in steps if s.done_on] == ["Rammer og retning"]
    assert (steps[-1].baseline.year, steps[-1].baseline.month) == (2007, 4)


def test_the_board_revised_its_choices_with_reasons() -> None:
    assert [c.choice for c in area("Aftalestyring").choices.order_by("decided_on")] == ["chosen", "adjusted"]
    assert not FocusArea.objects.filter(choices__reason="").exists()


def test_projects_stand_in_every_phase_and_some_lack_something() -> None:
    registered = Project.objects.all().registered()
    assert registered.count() >= 24
    assert set(registered.values_list("phase", flat=True)) == {
        "idea", "clarification", "planning", "implementation", "benefits", "closed",
    }  # fmt: skip
    assert set(registered.values_list("status", flat=True)) == {"running", "paused", "stopped", "closed"}
    assert registered.filter(missing_count__gt=0).count() >= 3
    assert registered.filter(light="red").count() == 3
    assert Project.objects.all().drafts().count() == 3
    assert not registered.exclude(light="none").filter(light_reason="").exists()


def test_numbers_follow_the_order_of_registration() -> None:
    serials = list(Project.objects.all().registered().order_by("serial").values_list("number", flat=True))
    assert serials == [f"P-2006-{n:03d}" for n in range(1, len(serials) + 1)]


def test_the_restricted_project_exists_for_its_circle_only() -> None:
    secret = Project.objects.filter(circle="restricted")
    assert secret.count() == 1
    assert secret.visible_to(viewer("direktion")).exists()
    for outside in ("konceptholder", "centerchef", "projektleder", "politiker", "laeser", "administrator"):
        assert not Project.objects.all().visible_to(viewer(outside)).filter(circle="restricted").exists()


def test_the_front_page_has_something_to_show() -> None:
    anonymous = Viewer(None)
    titles = {a.title for a in FocusArea.objects.all().visible_to(anonymous)}
    assert titles == {"Aftalestyring", "Lokaldemokrati", "Planstrategi"}
    assert Project.objects.all().visible_to(anonymous).count() >= 4


def test_every_log_in_works_and_has_its_role() -> None:
    for row in case.data("organisation")["grants"]:
        user = User.objects.get(email=f"{row['login']}@soroe.example")
        assert user.check_password("fyrtaarn-demo")
        assert row["role"] in {str(r) for r in Viewer(user).grants}
        assert user.email in load.log_ins()


def test_people_say_that_they_are_invented() -> None:
    assert not Person.objects.exclude(title__contains="opdigtet").exists()


def test_the_merger_committee_hands_over_to_the_council() -> None:
    assert str(Body.objects.get(name="Sammenlægningsudvalget").valid_to) == "2006-12-31"
    assert str(Body.objects.get(name="Byrådet").valid_from) == "2007-01-01"
    assert {"Byrådscentret", "HR & Udvikling"} <= set(Unit.objects.values_list("name", flat=True))


def test_people_did_what_is_theirs_to_do_and_nothing_lies_in_the_future() -> None:
    chosen = Change.objects.filter(verb__in=["strategy.focus_area.chosen", "strategy.focus_area.adjusted"])
    assert set(chosen.values_list("actor_name", flat=True)) == {"Karen Lindegaard"}
    latest = Change.objects.latest("effective_at").effective_at
    assert latest.date().isoformat() <= "2006-11-12"


def test_a_second_load_changes_nothing() -> None:
    before = Change.objects.count()
    assert load.load_once() is False
    assert Change.objects.count() == before
    assert Installation.current().is_demo


def test_a_mandate_that_nothing_springs_from_is_there_to_be_found() -> None:
    from fyrtaarn.strategy.models import Mandate

    assert [m.title[:17] for m in Mandate.objects.filter(carried_by__isnull=True)] == ["Konstitueringsaft"]


def test_refused_is_an_error_in_words() -> None:
    assert str(Refused("No.")) == "No."
