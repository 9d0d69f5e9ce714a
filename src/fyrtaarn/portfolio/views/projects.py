"""The list of projects, its export and its timeline."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.forms import shown
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.foundation.tables import table_response
from fyrtaarn.organisation.http import Request
from fyrtaarn.portfolio import access, queries
from fyrtaarn.portfolio.forms import ProjectFilter
from fyrtaarn.portfolio.models import Project
from fyrtaarn.portfolio.timeline import draw


def guard(request: Request) -> None:
    """Lists are for people inside the house; the public reads the portal."""
    if not access.may_read_internally(request.viewer):
        raise Http404


def _chosen(request: Request) -> tuple[ProjectFilter, dict[str, Any]]:
    """The filter form and what of it is valid: a broken value is shown as an error and ignored."""
    form = ProjectFilter(request.GET, viewer=request.viewer)
    form.is_valid()
    return form, form.cleaned_data


def projects(request: Request) -> HttpResponse:
    guard(request)
    form, chosen = _chosen(request)
    visible = Project.objects.all().visible_to(request.viewer)
    rows = queries.filtered(visible, chosen).listed()
    page = page_of(rows, request.GET, queries.SORTS, default=queries.DEFAULT_SORT)
    milestones = queries.next_milestones(p.pk for p in page.rows)
    lines = [(p, milestones.get(p.pk), access.may_edit(request.viewer, p)) for p in page.rows]
    context = {
        "form": form,
        "page": page,
        "rows": lines,
        # How much is filled in concerns those who can fill in the rest.
        "shows_filled": any(may_edit for _project, _milestone, may_edit in lines),
        "is_filtered": any(chosen.values()),
        "may_register": access.may_register(request.viewer),
        "drafts": visible.drafts().count(),
        "query": request.GET.urlencode(),
    }
    return render(request, "portfolio/projects.html", context)


def export(request: Request, fmt: str) -> HttpResponseBase:
    """Exactly the rows on the screen, all pages of them, in the same order."""
    guard(request)
    if fmt not in {"xlsx", "csv"}:
        raise Http404
    _form, chosen = _chosen(request)
    rows = queries.filtered(Project.objects.all().visible_to(request.viewer), chosen).told()
    by_key = {s.key: s for s in queries.SORTS}
    wanted = request.GET.get("sorter", queries.DEFAULT_SORT)
    if wanted.lstrip("-") not in by_key:
        wanted = queries.DEFAULT_SORT
    sign, field = "-" if wanted.startswith("-") else "", by_key[wanted.lstrip("-")].field
    headings = [
        _("Number"),
        _("Title"),
        _("Focus area"),
        _("Phase"),
        _("Status"),
        _("Light"),
        _("Reason for the light"),
        _("Carried by"),
        _("Project owner"),
        _("Project manager"),
        _("Start"),
        _("End"),
        _("Next milestone"),
        _("Date"),
        _("Filled in (%)"),
        _("Updated"),
    ]
    found = list(rows.order_by(f"{sign}{field}", f"{sign}pk"))
    milestones = queries.next_milestones(p.pk for p in found)
    lines = (_line(p, milestones.get(p.pk), access.may_edit(request.viewer, p)) for p in found)
    return table_response(lines, headings, _("projects"), fmt)


def _line(project: Project, milestone: Any, may_edit: bool) -> list[Any]:
    return [
        project.number or "",
        project.title,
        str(project.focus_area or ""),
        shown(project, "phase"),
        shown(project, "status"),
        shown(project, "light"),
        project.light_reason,
        str(project.unit or ""),
        str(project.owner or ""),
        str(project.manager or ""),
        project.starts_on,
        project.ends_on,
        milestone.title if milestone else "",
        milestone.due if milestone else None,
        # As on the screen: for those who can fill in what is missing.
        project.completeness if may_edit else None,
        clock.day_of(project.changed_at),
    ]


TIMELINE_SORTS = (Sort("dato", "due_on"),)


def timeline(request: Request) -> HttpResponse:
    """Milestones of the same projects as the list shows, by date; drawn, and as a table."""
    guard(request)
    form, chosen = _chosen(request)
    rows = queries.timeline_rows(queries.filtered(Project.objects.all().visible_to(request.viewer), chosen))
    if request.GET.get("alle") != "1":
        rows = rows.filter(Q(due_on__gte=clock.today()) | Q(done_on__isnull=True))
    page = page_of(rows, request.GET, TIMELINE_SORTS, default="dato")
    context = {
        "form": form,
        "page": page,
        "drawing": draw(page.rows, today=clock.today()),
        "all_shown": request.GET.get("alle") == "1",
        "query": request.GET.urlencode(),
    }
    return render(request, "portfolio/timeline.html", context)
