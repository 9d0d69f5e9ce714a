"""The lists of a project: milestones, risks, money, and what it hangs on."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.parts import Part, PartSet
from fyrtaarn.foundation.wording import day, kroner
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.portfolio import access, actions, forms, lifecycle
from fyrtaarn.portfolio.models import (
    Benefit,
    BudgetLine,
    Dependency,
    DocumentLink,
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
from fyrtaarn.strategy.queries import in_phase_order


def visible_project(viewer: Viewer, address: str) -> Project:
    """The project of an address (number, or uuid of a draft), or 404."""
    rows = (
        Project.objects.all()
        .visible_to(viewer)
        .select_related("focus_area", "unit", "owner", "manager", "policy_area", "template")
    )
    found: Project = get_object_or_404(rows, **project_lookup(address))
    return found


def project_lookup(address: str) -> dict[str, Any]:
    return {"number": address.upper()} if address.upper().startswith("P-") else {"uuid": _uuid(address)}


def _uuid(address: str) -> Any:
    try:
        return UUID(address)
    except ValueError as error:
        raise Http404 from error


def _visible_rows(viewer: Viewer, part: Part, rows: Any) -> Any:
    """A row that points to what the viewer may not see is not shown."""
    if part.model is ProjectGoal:
        return rows.filter(goal__in=Goal.objects.all().visible_to(viewer))
    if part.model is Dependency:
        return rows.filter(on__in=Project.objects.all().visible_to(viewer))
    if part.model is ProjectAnchoring:
        return in_phase_order(rows)
    return rows


def milestone_state(row: Milestone) -> Any:
    if row.done_on:
        return _("done %(day)s") % {"day": day(row.done_on)}
    late = lifecycle.is_late(forecast=row.forecast, baseline=row.baseline, done=row.done_on, today=clock.today())
    return _("late") if late else _("ahead")


def _document(row: DocumentLink) -> Any:
    return format_html('<a href="{}" rel="noreferrer">{}</a>', row.address, row.title)


def _severity(row: Risk) -> Any:
    return f"{row.likelihood * row.consequence} ({row.likelihood} × {row.consequence})"


_PLAN_KEYS = {"milepaele", "afhaengigheder", "oekonomi", "risici", "gevinster"}


def page_of_part(project: Project, part: Part) -> str:
    """The page of the project on which a list stands."""
    name = "project_plan" if part.key in _PLAN_KEYS else "project_circle" if part.key == "kreds" else "project_ties"
    return reverse(name, args=[project.address])


PARTS = (
    Part(
        key="milepaele",
        model=Milestone,
        form=forms.MilestoneForm,
        parent="project",
        title=_("Milestones"),
        columns=(
            "title",
            (_("Planned"), lambda m: m.baseline),
            (_("Forecast"), lambda m: m.forecast),
            (_("State"), milestone_state),
        ),
        add=_("Add a milestone"),
        empty=_("No milestones yet. The first one can be the next meeting."),
    ),
    Part(
        key="oekonomi",
        model=BudgetLine,
        form=forms.BudgetLineForm,
        parent="project",
        title=_("Money"),
        columns=(
            (_("Year"), lambda b: str(b.budget_year)),
            "title",
            (_("Budget"), lambda b: kroner(b.budget)),
            (_("Used"), lambda b: kroner(b.used)),
            (_("Expected"), lambda b: kroner(b.expected)),
        ),
        add=_("Add a budget line"),
        empty=_("No money is set aside yet."),
    ),
    Part(
        key="risici",
        model=Risk,
        form=forms.RiskForm,
        parent="project",
        related=("responsible",),
        title=_("Risks"),
        columns=("title", (_("Weight (likelihood × consequence)"), _severity), "response", "responsible"),
        add=_("Add a risk"),
        empty=_("No risks noted. What could go wrong?"),
    ),
    Part(
        key="gevinster",
        model=Benefit,
        form=forms.BenefitForm,
        parent="project",
        related=("responsible",),
        columns=(
            "title",
            "measure",
            (_("Kroner a year"), lambda b: kroner(b.amount)),
            (_("Expected by"), lambda b: b.expected_on),
            (_("Realised"), lambda b: b.realised_on),
            "responsible",
        ),
        title=_("Benefits"),
        add=_("Add a benefit"),
        empty=_("No benefits noted. What do we gain, and how is it seen?"),
    ),
    Part(
        key="afhaengigheder",
        model=Dependency,
        form=forms.DependencyForm,
        parent="project",
        related=("on",),
        columns=("on", "note"),
        title=_("Dependencies"),
        add=_("Add a dependency"),
        empty=_("Waits for no other project."),
    ),
    Part(
        key="maal",
        model=ProjectGoal,
        form=forms.GoalLinkForm,
        parent="project",
        related=("goal", "goal__focus_area"),
        columns=("goal", (_("Focus area"), lambda g: str(g.goal.focus_area))),
        title=_("Goals served"),
        add=_("Add a goal"),
        empty=_("Serves no goal yet. A project without a goal is a hole."),
    ),
    Part(
        key="forankring",
        model=ProjectAnchoring,
        form=forms.AnchoringForm,
        parent="project",
        related=("unit", "body"),
        columns=((_("Unit or body"), lambda a: str(a.unit or a.body)), "phase", "role", "function"),
        title=_("Anchoring: who carries it?"),
        add=_("Add who carries it"),
        empty=_("Nobody is named yet."),
    ),
    Part(
        key="vaerktoejer",
        model=ProjectToolChoice,
        form=forms.ToolForm,
        parent="project",
        related=("tool",),
        columns=("tool", "reason"),
        title=_("Choice of tool"),
        add=_("Choose a tool"),
        empty=_("No tool chosen."),
    ),
    Part(
        key="arenaer",
        model=ProjectArena,
        form=forms.ArenaForm,
        parent="project",
        related=("arena",),
        columns=("arena", "relevance", "note"),
        title=_("Arenas"),
        add=_("Add an arena"),
        empty=_("No arena named. Where is the project won or lost?"),
    ),
    Part(
        key="interessenter",
        model=Stakeholder,
        form=forms.StakeholderForm,
        parent="project",
        title=_("Stakeholders"),
        columns=("name", "interest", "attitude", "involvement"),
        add=_("Add a stakeholder"),
        empty=_("No stakeholders noted."),
    ),
    Part(
        key="partnere",
        model=ExternalPartner,
        form=forms.PartnerForm,
        parent="project",
        title=_("External partners"),
        columns=("name", "part", "contact"),
        add=_("Add a partner"),
        empty=_("No external partners."),
    ),
    Part(
        key="dokumenter",
        model=DocumentLink,
        form=forms.DocumentLinkForm,
        parent="project",
        related=("system",),
        columns=((_("Document"), _document), "system", "identifier"),
        title=_("Documents"),
        add=_("Add a document"),
        empty=_("No documents linked."),
    ),
    Part(
        key="kreds",
        model=ProjectCircle,
        form=forms.CircleEntryForm,
        parent="project",
        related=("person", "unit"),
        columns=("person", "unit"),
        title=_("In the circle"),
        add=_("Let somebody in"),
        fixed=False,
        empty=_("Nobody is named beside the owner, the manager and those who edit."),
    ),
)

PROJECT_PARTS = PartSet(
    name="project",
    get=visible_project,
    address=lambda p: p.address,
    may_edit=access.may_edit,
    save=actions.save_part,
    remove=actions.remove_part,
    rows=_visible_rows,
    page=page_of_part,
    parts=PARTS,
)
