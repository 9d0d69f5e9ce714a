"""How a project hangs on the strategic work: goals, anchoring, tools, arenas."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.models import exactly_one
from fyrtaarn.portfolio.models.project import OfProject, OfProjectQuerySet, Project
from fyrtaarn.strategy.models import AnchoringBase, ArenaAssessmentBase, Goal, ToolChoiceBase


@keep_history
class ProjectGoal(OfProject):
    """That a project serves a goal of a focus area."""

    kind = "project_goal"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, verbose_name=_("Goal"), on_delete=models.PROTECT, related_name="project_links")

    class Meta:
        verbose_name = _("goal served")
        verbose_name_plural = _("goals served")
        ordering: ClassVar[list[str]] = ["goal__sort_key", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["project", "goal"],
                name="project_goal_once",
                violation_error_message=_("The project already serves this goal."),
            )
        ]

    def __str__(self) -> str:
        return str(self.goal)


@keep_history
class ProjectAnchoring(AnchoringBase):
    kind = "project_anchoring"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="anchorings")

    objects = OfProjectQuerySet.as_manager()

    class Meta(AnchoringBase.Meta):
        verbose_name = _("anchoring")
        verbose_name_plural = _("anchorings")
        constraints: ClassVar[list[Any]] = [exactly_one("unit", "body", constraint="project_anchoring_one_carrier")]


@keep_history
class ProjectToolChoice(ToolChoiceBase):
    kind = "project_tool_choice"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="tools")

    objects = OfProjectQuerySet.as_manager()

    class Meta(ToolChoiceBase.Meta):
        verbose_name = _("choice of tool")
        verbose_name_plural = _("choices of tool")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["project", "tool"],
                name="project_tool_once",
                violation_error_message=_("This tool is already on the list."),
            )
        ]


@keep_history
class ProjectArena(ArenaAssessmentBase):
    kind = "project_arena"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="arenas")

    objects = OfProjectQuerySet.as_manager()

    class Meta(ArenaAssessmentBase.Meta):
        verbose_name = _("arena")
        verbose_name_plural = _("arenas")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["project", "arena"],
                name="project_arena_once",
                violation_error_message=_("This arena is already on the list."),
            )
        ]
