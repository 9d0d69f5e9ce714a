"""A project's pages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.forms import shown
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation.http import Request
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.portfolio import access, lifecycle
from fyrtaarn.portfolio.completeness import missing_with_links
from fyrtaarn.portfolio.headings import SECTIONS
from fyrtaarn.portfolio.lifecycle import PHASES, Phase
from fyrtaarn.portfolio.models import PhaseChoices, Project, TemplateField
from fyrtaarn.portfolio.parts import PROJECT_PARTS, visible_project


def tabs(project: Project, current: str, viewer: Any) -> list[tuple[Any, str, bool]]:
    entries = [
        (_("The project"), "project"),
        (_("Plan and money"), "project_plan"),
        (_("Strategy and people"), "project_ties"),
    ]
    if access.may_edit(viewer, project):
        entries.append((_("Who may see it"), "project_circle"))
    return [(label, reverse(name, args=[project.address]), name == current) for label, name in entries]


def crumbs(project: Project) -> list[tuple[str, Any]]:
    """The way to a project's forms and questions."""
    return [(reverse("projects"), _("Projects")), (project.get_absolute_url(), project)]


def frame(request: Request, project: Project, current: str) -> dict[str, Any]:
    """What every page of a project shows: head, phases, tabs, and the buttons of what is allowed."""
    viewer = request.viewer
    rank = project.phase_rank
    return {
        "project": project,
        "tabs": tabs(project, current, viewer),
        "phases": [
            (PhaseChoices(p).label, "done" if i < rank else "now" if i == rank else "ahead")
            for i, p in enumerate(PHASES)
        ],
        "may_edit": access.may_edit(viewer, project),
        "may_register": access.may_register_draft(viewer, project),
        "may_remove": access.may_remove_draft(viewer, project),
        "may_advance": access.may_advance(viewer, project),
        "may_move_back": access.may_move_back(viewer, project),
        "may_pause": access.may_pause(viewer, project),
        "may_stop": access.may_stop(viewer, project),
        "may_resume": access.may_resume(viewer, project),
        "may_set_light": access.may_set_light(viewer, project),
        "may_set_circle": access.may_set_circle(viewer, project),
        "is_restricted": project.circle == Circle.RESTRICTED,
    }


def shown_fields(project: Project, *, public_only: bool) -> dict[str, TemplateField]:
    """The headings that the project's size shows, by name."""
    rows = TemplateField._default_manager.filter(template_id=project.template_id)
    if public_only:
        rows = rows.filter(public=True)
    if project.size == lifecycle.Size.LIGHT:
        rows = rows.filter(in_light=True)
    return {r.field: r for r in rows}


def texts(project: Project, names: set[str]) -> list[tuple[Any, list[tuple[Any, Any]]]]:
    """Per section, the filled long headings that a reader reads; short facts stand at the side."""
    aside = {
        "title",
        "size",
        "focus_area",
        "unit",
        "owner",
        "manager",
        "starts_on",
        "ends_on",
        "policy_area",
        "kle",
        "case_number",
    }
    sections = []
    for section in SECTIONS:
        found = [
            (project._meta.get_field(n).verbose_name, shown(project, n))  # type: ignore[union-attr]
            for n in section.fields
            if n in names and n not in aside and getattr(project, n)
        ]
        if found:
            sections.append((section, found))
    return sections


def project(request: Request, address: str) -> HttpResponse:
    record = visible_project(request.viewer, address)
    if not access.may_read_internally(request.viewer):
        return _public_page(request, record)
    context = frame(request, record, "project")
    context["sections"] = texts(record, set(shown_fields(record, public_only=False)))
    context["panels"] = panels_for("project", request.viewer, record)
    if context["may_edit"]:
        phase = Phase(record.phase)
        following = lifecycle.next_phase(phase)
        context["missing_now"] = missing_with_links(record)
        names = {m.name for m in context["missing_now"]}
        if following is not None and not record.is_draft:
            context["next_phase"] = PhaseChoices(following).label
            context["missing_next"] = [m for m in missing_with_links(record, following) if m.name not in names]
    return render(request, "portfolio/project.html", context)


def _public_page(request: Request, record: Project) -> HttpResponse:
    """What anybody may read of a public project: the headings that the template calls public."""
    names = set(shown_fields(record, public_only=True))
    context = {
        "project": record,
        "sections": texts(record, names),
        "names": names,
        "milestones": record.milestones.all()[:50] if "milestones" in names else [],
    }
    return render(request, "portfolio/project_public.html", context)


def _internal(request: Request, address: str) -> Project:
    record = visible_project(request.viewer, address)
    if not access.may_read_internally(request.viewer):
        raise Http404
    return record


def plan(request: Request, address: str) -> HttpResponse:
    record = _internal(request, address)
    context = frame(request, record, "project_plan")
    context["tables"] = PROJECT_PARTS.tables(request.viewer, record)
    return render(request, "portfolio/project_plan.html", context)


def ties(request: Request, address: str) -> HttpResponse:
    record = _internal(request, address)
    context = frame(request, record, "project_ties")
    context["tables"] = PROJECT_PARTS.tables(request.viewer, record)
    context["is_full"] = record.size == lifecycle.Size.FULL
    return render(request, "portfolio/project_ties.html", context)


def circle(request: Request, address: str) -> HttpResponse:
    """Who the project exists for: shown to those who edit it."""
    record = _internal(request, address)
    if not access.may_edit(request.viewer, record):
        raise Http404
    context = frame(request, record, "project_circle")
    context["tables"] = PROJECT_PARTS.tables(request.viewer, record)
    return render(request, "portfolio/project_circle.html", context)
