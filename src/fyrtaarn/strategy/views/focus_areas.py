"""The list of focus areas, the page of one, and the short forms behind its parts."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.http import Request
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.strategy import access, actions, queries
from fyrtaarn.strategy.forms.focus_areas import SECTIONS, FocusAreaFilter, NewFocusAreaForm
from fyrtaarn.strategy.lifecycle import State
from fyrtaarn.strategy.models import FocusArea
from fyrtaarn.strategy.parts import FOCUS_AREA_PARTS

# Of each state: focus areas are few, and a page is bounded all the same.
MOST_CARDS = 100


def get_area(viewer: Viewer, uuid: UUID) -> FocusArea:
    """The focus area, where it exists for the viewer; else 404."""
    rows = FocusArea.objects.all().visible_to(viewer).select_related("owner", "committee", "policy_area")
    found: FocusArea = get_object_or_404(rows, uuid=uuid)
    return found


def focus_areas(request: Request) -> HttpResponse:
    form = FocusAreaFilter(request.GET)
    rows = FocusArea.objects.all().visible_to(request.viewer)
    if form.is_valid():
        rows = _filtered(rows, form.cleaned_data)
    groups = [
        (state, heading, list(queries.with_origins(rows.filter(state=state)).in_order()[:MOST_CARDS]))  # type: ignore[attr-defined]
        for state, heading in (
            (State.CHOSEN, _("Chosen by the board")),
            (State.PROPOSED, _("Proposed: waiting for the board")),
            (State.PARKED, _("Parked")),
            (State.CLOSED, _("Closed")),
        )
    ]
    context = {
        "form": form,
        "groups": [(state, heading, found) for state, heading, found in groups if found],
        "count": sum(len(found) for _state, _heading, found in groups),
        "may_manage": access.may_manage_strategy(request.viewer),
        "may_read_catalogues": access.may_read_catalogues(request.viewer),
        "inside": request.viewer.reads_internal,
    }
    return render(request, "strategy/focus_areas.html", context)


def _filtered(rows: "QuerySet[Any]", chosen: dict[str, Any]) -> Any:
    rows = rows.matching(chosen["tekst"])  # type: ignore[attr-defined]
    if chosen["slags"]:
        rows = rows.filter(area_kind=chosen["slags"])
    if chosen["lys"]:
        rows = rows.filter(light=chosen["lys"])
    return rows


def focus_area(request: Request, uuid: UUID) -> HttpResponse:
    area = get_area(request.viewer, uuid)
    may = access.abilities(request.viewer, area)
    tables = FOCUS_AREA_PARTS.tables(request.viewer, area)
    return render(
        request,
        "strategy/focus_area.html",
        {
            "area": area,
            "may": may,
            "tables": tables,
            "goals": queries.goal_tree(area),
            "strategies": queries.strategy_tree(area),
            "choices": area.choices.all()[:100],
            "origins": area.origins.select_related("mandate__mandate_kind")[:100],
            "thinking": access.may_read_thinking(request.viewer),
            "restricted": area.circle == Circle.RESTRICTED,
            "people_are_links": request.viewer.is_authenticated,
            "panels": panels_for("focus_area", request.viewer, area),
        },
    )


def focus_area_new(request: Request) -> HttpResponse:
    require(access.may_manage_strategy(request.viewer))

    def save(form: Any) -> FocusArea:
        mandate = form.cleaned_data["mandate"]
        return actions.save_focus_area(
            by=request.viewer, focus_area=form.instance, origins=[mandate] if mandate else []
        )

    return edit(
        request,
        make_form=lambda data: NewFocusAreaForm(data, instance=FocusArea(), viewer=request.viewer),
        save=save,
        title=_("New focus area"),
        back=reverse("focus_areas"),
        goto=lambda area: area.get_absolute_url(),
        done=_("The focus area was proposed. The board can now decide about it."),
        context={"crumbs": [(reverse("focus_areas"), _("Focus areas"))]},
    )


def focus_area_edit(request: Request, uuid: UUID, section: str) -> HttpResponse:
    """The form behind one part of the page."""
    area = get_area(request.viewer, uuid)
    found = SECTIONS.get(section)
    if found is None:
        raise Http404
    require(access.may_edit_focus_area(request.viewer, area))
    return edit(
        request,
        make_form=lambda data: found.form(data, instance=area, viewer=request.viewer),
        save=lambda form: actions.save_focus_area(by=request.viewer, focus_area=form.instance),
        title=str(found.title),
        back=f"{area.get_absolute_url()}#{section}",
        done=_("Saved."),
        context={"parent": str(area), "crumbs": [(reverse("focus_areas"), _("Focus areas"))]},
    )


def focus_area_remove(request: Request, uuid: UUID) -> HttpResponse:
    area = get_area(request.viewer, uuid)
    require(access.may_manage_strategy(request.viewer))
    return confirm(
        request,
        title=_("Remove %(what)s?") % {"what": area},
        text=_("The proposal is removed with its goals, strategies and everything else on it. The history keeps it."),
        button=_("Remove the proposal"),
        act=lambda: actions.remove_focus_area(by=request.viewer, focus_area=area),
        back=area.get_absolute_url(),
        done=_("Removed."),
        goto=lambda: reverse("focus_areas"),
        crumbs=[(reverse("focus_areas"), _("Focus areas")), (area.get_absolute_url(), area)],
    )
