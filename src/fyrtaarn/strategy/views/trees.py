"""Pages and forms of strategies and goals."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.strategy import access, actions, queries
from fyrtaarn.strategy.forms.parts import GoalForm, StrategyForm
from fyrtaarn.strategy.models import FocusArea, Goal, Strategy
from fyrtaarn.strategy.parts import GOAL_PARTS, STRATEGY_PARTS
from fyrtaarn.strategy.views.focus_areas import get_area

ANCHORS: dict[Any, str] = {Strategy: "strategi", Goal: "maal"}


def _get(request: Request, model: Any, uuid: UUID) -> Any:
    return get_object_or_404(
        model.objects.all().visible_to(request.viewer).select_related("focus_area", "parent"), uuid=uuid
    )


def _crumbs(area: FocusArea) -> list[tuple[str, str]]:
    return [(reverse("focus_areas"), _("Focus areas")), (area.get_absolute_url(), str(area))]


def strategy(request: Request, uuid: UUID) -> HttpResponse:
    record = _get(request, Strategy, uuid)
    context = {
        "strategy": record,
        "above": queries.above(record),
        "children": record.children.order_by("sort_key", "pk")[: queries.MOST_NODES],
        "tables": STRATEGY_PARTS.tables(request.viewer, record),
        "may_edit": access.may_edit_focus_area(request.viewer, record.focus_area),
        "panels": panels_for("strategy", request.viewer, record),
    }
    return render(request, "strategy/strategy.html", context)


def goal(request: Request, uuid: UUID) -> HttpResponse:
    record = get_object_or_404(
        Goal.objects.all().visible_to(request.viewer).select_related("focus_area", "parent", "owner"), uuid=uuid
    )
    context = {
        "goal": record,
        "above": queries.above(record),
        "children": record.children.select_related("owner").order_by("sort_key", "pk")[: queries.MOST_NODES],
        "indicators": queries.with_latest(record.indicators.all())[: queries.MOST_NODES],
        "tables": GOAL_PARTS.tables(request.viewer, record),
        "may_edit": access.may_edit_focus_area(request.viewer, record.focus_area),
        "people_are_links": request.viewer.is_authenticated,
        "panels": panels_for("goal", request.viewer, record),
    }
    return render(request, "strategy/goal.html", context)


def _new(request: Request, uuid: UUID, model: Any, form: Any, title: str) -> HttpResponse:
    area = get_area(request.viewer, uuid)
    require(access.may_edit_focus_area(request.viewer, area))
    parent = _under(request, model, area)
    return edit(
        request,
        make_form=lambda data: form(data, instance=model(focus_area=area, parent=parent), viewer=request.viewer),
        save=lambda filled: actions.save_part(by=request.viewer, record=filled.instance),
        title=title,
        back=parent.get_absolute_url() if parent else f"{area.get_absolute_url()}#{ANCHORS[model]}",
        goto=lambda record: record.get_absolute_url(),
        done=_("Saved."),
        context={"crumbs": _crumbs(area), "intro": str(area)},
    )


def _under(request: Request, model: Any, area: FocusArea) -> Any:
    """The node that the address asks for as parent; a wrong one is simply not preselected."""
    text = request.GET.get("under", "")
    try:
        return model.objects.filter(focus_area=area, uuid=text).first() if text else None
    except (ValueError, ValidationError):
        return None


def strategy_new(request: Request, uuid: UUID) -> HttpResponse:
    return _new(request, uuid, Strategy, StrategyForm, _("New strategy"))


def goal_new(request: Request, uuid: UUID) -> HttpResponse:
    return _new(request, uuid, Goal, GoalForm, _("New goal"))


def _edit(request: Request, record: Any, form: Any, title: str, remove: str) -> HttpResponse:
    require(access.may_edit_focus_area(request.viewer, record.focus_area))
    return edit(
        request,
        make_form=lambda data: form(data, instance=record, viewer=request.viewer),
        save=lambda filled: actions.save_part(by=request.viewer, record=filled.instance),
        title=title,
        back=record.get_absolute_url(),
        done=_("Saved."),
        context={
            "parent": str(record),
            "crumbs": _crumbs(record.focus_area),
            "remove_url": reverse(remove, args=[record.uuid]),
        },
    )


def strategy_edit(request: Request, uuid: UUID) -> HttpResponse:
    return _edit(request, _get(request, Strategy, uuid), StrategyForm, _("Edit the strategy"), "strategy_remove")


def goal_edit(request: Request, uuid: UUID) -> HttpResponse:
    return _edit(request, _get(request, Goal, uuid), GoalForm, _("Edit the goal"), "goal_remove")


def _remove(request: Request, record: Any, text: str) -> HttpResponse:
    require(access.may_edit_focus_area(request.viewer, record.focus_area))
    return confirm(
        request,
        title=_("Remove %(what)s?") % {"what": record},
        text=text,
        button=_("Remove"),
        act=lambda: actions.remove_part(by=request.viewer, record=record),
        back=record.get_absolute_url(),
        done=_("Removed."),
        goto=lambda: f"{record.focus_area.get_absolute_url()}#{ANCHORS[type(record)]}",
        crumbs=[(record.focus_area.get_absolute_url(), record.focus_area), (record.get_absolute_url(), record)],
    )


def strategy_remove(request: Request, uuid: UUID) -> HttpResponse:
    return _remove(
        request, _get(request, Strategy, uuid), _("The strategy is removed with its anchoring. The history keeps it.")
    )


def goal_remove(request: Request, uuid: UUID) -> HttpResponse:
    return _remove(
        request,
        _get(request, Goal, uuid),
        _("The goal is removed with its indicators and measurements. The history keeps it."),
    )
