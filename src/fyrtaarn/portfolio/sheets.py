"""The portfolio's sheets of the workbook."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.registries import Sheet, sheets
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.portfolio import actions, lifecycle
from fyrtaarn.portfolio.lifecycle import Phase, Status
from fyrtaarn.portfolio.models import (
    Benefit,
    BudgetLine,
    Dependency,
    DocumentLink,
    DocumentSystem,
    ExternalPartner,
    Milestone,
    Project,
    ProjectAnchoring,
    ProjectArena,
    ProjectCircle,
    ProjectGoal,
    ProjectToolChoice,
    Risk,
    Stakeholder,
)
from fyrtaarn.strategy.models import Goal
from fyrtaarn.strategy.sheets import ANCHORING_COLUMNS

PROJECT_COLUMNS = (
    "number",
    "title",
    "size",
    "focus_area",
    "unit",
    "owner",
    "manager",
    "policy_area",
    "background",
    "purpose",
    "goal_text",
    "sub_goals",
    "outcome",
    "strategy",
    "scope",
    "deliverables",
    "sponsor",
    "steering_group",
    "project_team",
    "reference_group",
    "communication",
    "starts_on",
    "ends_on",
    "resources",
    "evaluation",
    "kle",
    "case_number",
    "phase",
    "status",
    "status_reason",
    "light",
    "light_reason",
    "light_on",
    "circle",
    "completeness",
)
OF_PROJECT = {"project": _("Project")}
_NUMBER = re.compile(r"P-(\d{4})-(\d{3,6})")


def _may_import(viewer: Viewer) -> bool:
    return viewer.is_concept_owner


def _projects(viewer: Viewer) -> "QuerySet[Any]":
    return Project.objects.all().visible_to(viewer)


def _of_projects(model: type[Any]) -> Callable[[Any], "QuerySet[Any]"]:
    def rows(viewer: Viewer) -> "QuerySet[Any]":
        found: QuerySet[Any] = model._default_manager.filter(project__in=_projects(viewer))
        return found

    return rows


def _dependencies(viewer: Viewer) -> "QuerySet[Any]":
    """Only where both projects exist for the viewer."""
    # Asked row by row: of two lists of projects SQLite makes one walk through all pairs.
    return _of_projects(Dependency)(viewer).filter(Exists(_projects(viewer).filter(pk=OuterRef("on_id"))))


def _goal_links(viewer: Viewer) -> "QuerySet[Any]":
    return _of_projects(ProjectGoal)(viewer).filter(
        Exists(Goal.objects.all().visible_to(viewer).filter(pk=OuterRef("goal_id")))
    )


def _document_systems(viewer: Viewer) -> "QuerySet[Any]":
    found = DocumentSystem._default_manager.all()
    return found if viewer.reads_internal else found.none()


def complete_project(project: Project) -> None:
    """Number and status must fit; the parts of the number come from it."""
    if project.number:
        found = _NUMBER.fullmatch(project.number)
        if found is None or lifecycle.project_number(int(found[1]), int(found[2])) != project.number:
            raise ValidationError(
                {"number": _now("A number looks like P-2006-001. Leave it empty to get the next one.")}
            )
        if project.status == Status.DRAFT:
            raise ValidationError({"number": _now("A draft has no number.")})
        project.year, project.serial = int(found[1]), int(found[2])
    elif not project._state.adding and project.year is not None:
        raise ValidationError({"number": _now("A project keeps its number.")})
    if (project.phase == Phase.CLOSED) != (project.status == Status.CLOSED):
        raise ValidationError({"status": _now("A project is closed when its phase is closed, and only then.")})


def save_projects(*, by: Viewer, records: Sequence[Project]) -> None:
    """Numbers that the file gives are taken before the next free ones are given out."""
    actions.save_projects(by=by, records=[p for p in records if p.number])
    actions.save_projects(by=by, records=[p for p in records if not p.number])


def _part(key: str, label: Any, model: type[Any], columns: tuple[str, ...], **facts: Any) -> Sheet:
    order = ("project__number_key", "project__sort_key", *(n for n in model._meta.ordering if n != "pk"))
    defaults = {"rows": _of_projects(model), "order": order, "labels": OF_PROJECT}
    return Sheet(
        key,
        label,
        model,
        ("project", *columns),
        save=actions.save_parts,
        may_import=_may_import,
        owner="project",
        **{**defaults, **facts},
    )


def _plan() -> tuple[Sheet, ...]:
    return (
        _part(
            "milestones",
            _("Milestones"),
            Milestone,
            ("title", "baseline", "forecast", "done_on"),
            identity=(("project", "title", "baseline"),),
        ),
        _part(
            "risks",
            _("Risks"),
            Risk,
            ("title", "likelihood", "consequence", "response", "responsible"),
            identity=(("project", "title"),),
        ),
        _part(
            "benefits",
            _("Benefits"),
            Benefit,
            ("title", "measure", "amount", "expected_on", "realised_on", "responsible"),
            identity=(("project", "title"),),
        ),
        _part(
            "budget_lines",
            _("Budget"),
            BudgetLine,
            ("budget_year", "title", "budget", "used", "expected"),
            identity=(("project", "budget_year", "title?"),),
            help=_("Money of one year, in kroner."),
        ),
        _part(
            "dependencies",
            _("Dependencies"),
            Dependency,
            ("on", "note"),
            rows=_dependencies,
            identity=(("project", "on"),),
            order=("project__number_key", "project__sort_key", "on__sort_key"),
        ),
    )


def _people_and_papers() -> tuple[Sheet, ...]:
    return (
        _part(
            "stakeholders",
            _("Stakeholders"),
            Stakeholder,
            ("name", "interest", "attitude", "involvement"),
            identity=(("project", "name"),),
        ),
        _part(
            "external_partners",
            _("External partners"),
            ExternalPartner,
            ("name", "part", "contact"),
            identity=(("project", "name"),),
        ),
        Sheet(
            "document_systems",
            _("Document systems"),
            DocumentSystem,
            ("name", "pattern"),
            _document_systems,
            actions.save_parts,
            _may_import,
            natural=("name",),
            identity=(("name",),),
            order=("name",),
        ),
        _part(
            "documents",
            _("Documents"),
            DocumentLink,
            ("title", "system", "identifier", "link"),
            identity=(("project", "title"),),
            labels={**OF_PROJECT, "link": _("Address")},
        ),
    )


def _strategic() -> tuple[Sheet, ...]:
    return (
        _part(
            "project_goals",
            _("Goals of projects"),
            ProjectGoal,
            ("goal",),
            rows=_goal_links,
            identity=(("project", "goal"),),
            help=_("Which goals of focus areas a project serves."),
        ),
        _part(
            "project_anchorings",
            _("Anchoring of projects"),
            ProjectAnchoring,
            ANCHORING_COLUMNS,
            labels={**OF_PROJECT, "body": _("Body")},
        ),
        _part(
            "project_tools",
            _("Tools of projects"),
            ProjectToolChoice,
            ("tool", "reason"),
            identity=(("project", "tool"),),
        ),
        _part(
            "project_arenas",
            _("Arenas of projects"),
            ProjectArena,
            ("arena", "relevance", "note"),
            identity=(("project", "arena"),),
        ),
        _part(
            "project_circle",
            _("Circles of projects"),
            ProjectCircle,
            ("person", "unit"),
            identity=(("project", "person"), ("project", "unit")),
            help=_("Who may see a restricted project: a person or a unit in each row."),
        ),
    )


def register() -> None:
    projects = Sheet(
        "projects",
        _("Projects"),
        Project,
        PROJECT_COLUMNS,
        _projects,
        save_projects,
        _may_import,
        help=_("A draft has no number. A registered project without one gets the next."),
        natural=("number", "title"),
        identity=(("number",), ("title", "unit?", "focus_area?")),
        order=("number_key", "sort_key"),
        fixed=("completeness",),
        complete=complete_project,
    )
    sheets.register(projects, *_plan(), *_people_and_papers(), *_strategic())
