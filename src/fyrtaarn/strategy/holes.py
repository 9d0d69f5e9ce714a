"""What should be there and is not: mandates nobody carries, focus areas and goals with gaps.

Every rule starts from what the viewer may see: nothing restricted shows, and nothing is counted that is hidden.
Gaps are only looked for in focus areas that the board has chosen; a proposal is allowed to be unfinished.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.registries import Hole, HoleRule
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy.access import may_choose, may_edit_focus_area, may_set_owner
from fyrtaarn.strategy.models import FocusArea, FocusAreaMandate, Goal, Indicator, Mandate

SERIOUS, MEND, NICE = 1, 2, 3


def _areas(viewer: Viewer) -> Any:
    rows = FocusArea.objects.all().visible_to(viewer) if viewer.reads_internal else FocusArea.objects.none()
    return rows.running().select_related("owner").in_order()


def _goals(viewer: Viewer) -> "QuerySet[Goal]":
    rows = Goal.objects.filter(focus_area__in=_areas(viewer).order_by())
    return rows.select_related("focus_area__owner", "owner").order_by("focus_area__position", "sort_key", "pk")


def _mandates(viewer: Viewer) -> "QuerySet[Mandate]":
    if not viewer.reads_internal:
        return Mandate.objects.none()
    visible = FocusArea.objects.all().visible_to(viewer)
    carried = FocusAreaMandate._default_manager.filter(focus_area__in=visible).values("mandate")
    alive = Q(valid_until__isnull=True) | Q(valid_until__gte=clock.today())
    return Mandate.objects.filter(alive).exclude(pk__in=carried).order_by("sort_key", "pk")


def _indicators(viewer: Viewer) -> "QuerySet[Indicator]":
    rows = Indicator.objects.filter(goal__focus_area__in=_areas(viewer).order_by(), measurements__isnull=True)
    return rows.select_related("goal__focus_area", "goal__owner").order_by("name", "pk")


def _of_area(text: Any, where: Callable[[FocusArea], str]) -> Callable[[Any], Hole]:
    def describe(area: FocusArea) -> Hole:
        return Hole(area.ref, text, where(area), str(area), whose=str(area.owner or ""), area=str(area))

    return describe


def _section(name: str) -> Callable[[FocusArea], str]:
    return lambda area: reverse("focus_area_edit", args=[area.uuid, name])


def _page(name: str) -> Callable[[FocusArea], str]:
    return lambda area: reverse(name, args=[area.uuid])


def _part(key: str) -> Callable[[FocusArea], str]:
    return lambda area: reverse("focus_area_part_new", args=[area.uuid, key])


def _of_goal(text: Any, field: str) -> Callable[[Any], Hole]:
    def describe(goal: Goal) -> Hole:
        owner = goal.owner or goal.focus_area.owner
        link = f"{reverse('goal_edit', args=[goal.uuid])}#id_{field}"
        return Hole(goal.ref, text, link, str(goal), whose=str(owner or ""), area=str(goal.focus_area))

    return describe


def _mandate_hole(mandate: Mandate) -> Hole:
    text = _("No focus area springs from it")
    return Hole(mandate.ref, text, mandate.get_absolute_url(), str(mandate), since=mandate.decided_on)


def _reassessment_hole(area: FocusArea) -> Hole:
    return Hole(
        area.ref,
        _("Its reassessment is overdue"),
        reverse("focus_area_choose", args=[area.uuid]),
        str(area),
        whose=str(area.owner or ""),
        since=area.next_reassessment,
        area=str(area),
    )


def _indicator_hole(indicator: Indicator) -> Hole:
    goal = indicator.goal
    return Hole(
        indicator.ref,
        _("Nothing has been measured"),
        reverse("indicator_part_new", args=[indicator.uuid, "maalinger"]),
        str(indicator),
        whose=str(goal.owner or ""),
        since=indicator.baseline_on,
        area=str(goal.focus_area),
    )


def _may_mend_goal(viewer: Viewer, goal: Goal) -> bool:
    return may_edit_focus_area(viewer, goal.focus_area)


def _may_mend_indicator(viewer: Viewer, indicator: Indicator) -> bool:
    return may_edit_focus_area(viewer, indicator.goal.focus_area)


_WITHOUT_CRITERIA = Q(cross_cutting_reason="") | Q(materiality__isnull=True) | Q(materiality_reason="")

RULES = (
    HoleRule(
        "strategy.area_without_owner",
        gettext_lazy("Focus areas without an owner"),
        gettext_lazy("Somebody on the board should own each focus area."),
        SERIOUS,
        lambda v: _areas(v).filter(owner__isnull=True),
        _of_area(gettext_lazy("No owner on the board"), _page("focus_area_owner")),
        may_set_owner,
    ),
    HoleRule(
        "strategy.area_without_origin",
        gettext_lazy("Focus areas without an origin"),
        gettext_lazy("A focus area springs from a mandate: a vision, a law, a decision."),
        SERIOUS,
        lambda v: _areas(v).filter(origins__isnull=True),
        _of_area(gettext_lazy("Springs from nothing"), _part("udspring")),
        may_edit_focus_area,
    ),
    HoleRule(
        "strategy.area_without_goal",
        gettext_lazy("Focus areas without goals"),
        gettext_lazy("Without a goal nobody can tell when it has succeeded."),
        SERIOUS,
        lambda v: _areas(v).filter(goals__isnull=True),
        _of_area(gettext_lazy("No goals"), _page("goal_new")),
        may_edit_focus_area,
    ),
    HoleRule(
        "strategy.area_without_strategy",
        gettext_lazy("Focus areas without a strategy"),
        gettext_lazy("How are the goals to be reached?"),
        MEND,
        lambda v: _areas(v).filter(strategies__isnull=True, strategy=""),
        _of_area(gettext_lazy("No strategy"), _section("strategi")),
        may_edit_focus_area,
    ),
    HoleRule(
        "strategy.area_without_criteria",
        gettext_lazy("Focus areas without reasons for the two criteria"),
        gettext_lazy("Why can no single director's area cover it, and why is it material?"),
        MEND,
        lambda v: _areas(v).filter(_WITHOUT_CRITERIA),
        _of_area(gettext_lazy("The two criteria are not argued"), _section("kriterier")),
        may_edit_focus_area,
    ),
    HoleRule(
        "strategy.reassessment_overdue",
        gettext_lazy("Reassessments that are overdue"),
        gettext_lazy("The board said when it would look at these again."),
        SERIOUS,
        lambda v: _areas(v).filter(next_reassessment__lt=clock.today()),
        _reassessment_hole,
        may_choose,
    ),
    HoleRule(
        "strategy.mandate_not_carried",
        gettext_lazy("Mandates that nothing carries"),
        gettext_lazy("Something was decided, and no focus area springs from it."),
        MEND,
        _mandates,
        _mandate_hole,
    ),
    HoleRule(
        "strategy.goal_without_owner",
        gettext_lazy("Goals without an owner"),
        gettext_lazy("A goal that nobody owns is nobody's."),
        MEND,
        lambda v: _goals(v).filter(owner__isnull=True),
        _of_goal(gettext_lazy("No owner"), "owner"),
        _may_mend_goal,
    ),
    HoleRule(
        "strategy.goal_without_deadline",
        gettext_lazy("Goals without a deadline"),
        gettext_lazy("By when is it to be reached?"),
        MEND,
        lambda v: _goals(v).filter(deadline__isnull=True),
        _of_goal(gettext_lazy("No deadline"), "deadline"),
        _may_mend_goal,
    ),
    HoleRule(
        "strategy.goal_without_criterion",
        gettext_lazy("Goals without a success criterion"),
        gettext_lazy("How can anyone see that it was reached?"),
        MEND,
        lambda v: _goals(v).filter(success_criterion=""),
        _of_goal(gettext_lazy("No success criterion"), "success_criterion"),
        _may_mend_goal,
    ),
    HoleRule(
        "strategy.indicator_not_measured",
        gettext_lazy("Indicators without measurements"),
        gettext_lazy("An indicator begins to speak with its first measurement."),
        NICE,
        _indicators,
        _indicator_hole,
        _may_mend_indicator,
    ),
)
