"""What should be there in the portfolio and is not."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.registries import Hole, HoleRule
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.portfolio import access
from fyrtaarn.portfolio.headings import PARTS
from fyrtaarn.portfolio.lifecycle import Phase
from fyrtaarn.portfolio.models import Milestone, Project
from fyrtaarn.strategy.models import FocusArea, Goal

# The phases in which something is being done.
WORKING = (Phase.IMPLEMENTATION, Phase.BENEFITS)


def _active(viewer: Viewer) -> QuerySet[Any]:
    return Project.objects.all().visible_to(viewer).active().listed()


def _hole(project: Project, text: Any, link: str) -> Hole:
    return Hole(
        ref=project.ref,
        text=text,
        link=link,
        label=f"{project.number} {project.title}",
        whose=str(project.owner or project.unit or ""),
        since=clock.day_of(project.changed_at),
        area=str(project.focus_area or ""),
    )


def _part_url(project: Project, heading: str) -> str:
    return reverse("project_part_new", args=[project.address, PARTS[heading][1]])


def _edit_url(project: Project, section: str, field: str) -> str:
    return reverse("project_edit", args=[project.address, section]) + f"#id_{field}"


def _goals_without_project(viewer: Viewer) -> QuerySet[Any]:
    """Goals at the ends of the tree of a running focus area that no living project serves."""
    serving = Project.objects.all().visible_to(viewer).active().filter(goal_links__goal=OuterRef("pk"))
    rows = Goal.objects.all().visible_to(viewer).filter(focus_area__in=FocusArea.objects.all().running(), children=None)
    return rows.filter(~Exists(serving)).select_related("focus_area", "owner")


def areas_without_project(viewer: Viewer) -> QuerySet[Any]:
    carrying = Project.objects.all().visible_to(viewer).registered().filter(focus_area=OuterRef("pk"))
    return FocusArea.objects.all().visible_to(viewer).running().filter(~Exists(carrying)).select_related("owner")


def _without_milestone(viewer: Viewer) -> QuerySet[Any]:
    ahead = Milestone._default_manager.filter(done_on__isnull=True, project=OuterRef("pk"))
    return _active(viewer).filter(~Exists(ahead), phase__in=[Phase.PLANNING, *WORKING])


RULES = (
    HoleRule(
        key="portfolio.area_without_project",
        title=_("Focus areas without a project"),
        severity=1,
        help=_("A strategy that nobody works on is only a text."),
        rows=areas_without_project,
        describe=lambda a: Hole(
            ref=a.ref,
            text=_("No project springs from it."),
            link=f"{reverse('project_new')}?fokusomraade={a.uuid}",
            label=a.title,
            whose=str(a.owner or ""),
            area=a.title,
        ),
        may_mend=lambda v, a: access.may_register(v),
    ),
    HoleRule(
        key="portfolio.goal_without_project",
        title=_("Goals without a project"),
        severity=2,
        help=_("Which project brings the goal about?"),
        rows=_goals_without_project,
        describe=lambda g: Hole(
            ref=g.ref,
            text=_("No living project serves it."),
            link=g.get_absolute_url(),
            label=g.title,
            whose=str(g.owner or ""),
            area=str(g.focus_area),
        ),
    ),
    HoleRule(
        key="portfolio.project_without_goal",
        title=_("Projects without a goal"),
        severity=2,
        help=_("A project that serves no goal of its focus area hangs loose."),
        rows=lambda v: _active(v).filter(goal_links=None),
        describe=lambda p: _hole(p, _("Serves no goal."), _part_url(p, "goals")),
        may_mend=access.may_edit,
    ),
    HoleRule(
        key="portfolio.project_without_area",
        title=_("Projects without a focus area"),
        severity=1,
        help=_("What does it spring from?"),
        rows=lambda v: _active(v).filter(focus_area=None),
        describe=lambda p: _hole(p, _("Springs from no focus area."), _edit_url(p, "kort", "focus_area")),
        may_mend=access.may_edit,
    ),
    HoleRule(
        key="portfolio.project_without_owner",
        title=_("Projects without an owner"),
        severity=1,
        help=_("Nobody answers for it."),
        rows=lambda v: _active(v).filter(owner=None),
        describe=lambda p: _hole(p, _("Has no owner."), _edit_url(p, "kort", "owner")),
        may_mend=access.may_edit,
    ),
    HoleRule(
        key="portfolio.project_incomplete",
        title=_("Projects that lack what their phase requires"),
        severity=2,
        help=_("The template's headings up to the project's phase."),
        rows=lambda v: _active(v).filter(missing_count__gt=0),
        describe=lambda p: _hole(p, _("Something in the template is not filled."), p.get_absolute_url()),
        may_mend=access.may_edit,
    ),
    HoleRule(
        key="portfolio.project_without_milestone",
        title=_("Running projects without a milestone ahead"),
        severity=3,
        help=_("What is the next thing that happens?"),
        rows=_without_milestone,
        describe=lambda p: _hole(p, _("No milestone lies ahead."), _part_url(p, "milestones")),
        may_mend=access.may_edit,
    ),
    HoleRule(
        key="portfolio.light_without_reason",
        title=_("Running projects without a light"),
        severity=3,
        help=_("How does it go? One click and one line."),
        rows=lambda v: _active(v).filter(phase__in=WORKING, light="none"),
        describe=lambda p: _hole(p, _("Nobody has set a light."), reverse("project_light", args=[p.address])),
        may_mend=access.may_edit,
    ),
)
