"""What hangs on a focus area, a strategy, a goal and an indicator."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.parts import Part, PartSet
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy import access, actions, queries
from fyrtaarn.strategy.forms import parts as forms
from fyrtaarn.strategy.models import (
    Anchoring,
    ArenaAssessment,
    FocusArea,
    FocusAreaCircle,
    FocusAreaMandate,
    Goal,
    Indicator,
    Measurement,
    Strategy,
    ToolChoice,
)


def _get(model: Any, *related: str) -> Callable[[Viewer, Any], Any]:
    def get(viewer: Viewer, address: Any) -> Any:
        return get_object_or_404(model.objects.all().visible_to(viewer).select_related(*related), uuid=address)

    return get


def _address(record: Any) -> str:
    return str(record.uuid)


FOCUS_AREA_PARTS = PartSet(
    name="focus_area",
    get=_get(FocusArea),
    address=_address,
    may_edit=access.may_edit_focus_area,
    save=actions.save_part,
    remove=actions.remove_part,
    parts=(
        Part(
            key="udspring",
            model=FocusAreaMandate,
            form=forms.OriginForm,
            parent="focus_area",
            columns=("mandate", (_("Kind"), lambda r: str(r.mandate.mandate_kind)), "note"),
            add=_("Add an origin"),
            title=_("What it springs from"),
            empty=_("Nothing yet. Which vision, law or decision does it rest on?"),
            related=("mandate__mandate_kind",),
        ),
        Part(
            key="arenaer",
            model=ArenaAssessment,
            form=forms.ArenaAssessmentForm,
            parent="focus_area",
            columns=("arena", "relevance", "note"),
            add=_("Assess an arena"),
            title=_("Arenas"),
            empty=_("Not assessed yet. One tick and one line on each arena is enough."),
            related=("arena",),
        ),
        Part(
            key="vaerktoejer",
            model=ToolChoice,
            form=forms.ToolChoiceForm,
            parent="focus_area",
            columns=("tool", "reason"),
            add=_("Choose a tool"),
            title=_("Tools in use"),
            empty=_("No tool has been chosen yet."),
            related=("tool",),
        ),
        Part(
            key="kreds",
            model=FocusAreaCircle,
            form=forms.CircleForm,
            parent="focus_area",
            columns=("person", "unit"),
            add=_("Let somebody in"),
            title=_("In the circle"),
            empty=_("Only the owner is in the circle."),
            related=("person", "unit"),
        ),
    ),
)

STRATEGY_PARTS = PartSet(
    name="strategy",
    get=_get(Strategy, "focus_area"),
    address=_address,
    may_edit=lambda viewer, strategy: access.may_edit_focus_area(viewer, strategy.focus_area),
    save=actions.save_part,
    remove=actions.remove_part,
    rows=lambda _viewer, _part, rows: queries.in_phase_order(rows),
    parts=(
        Part(
            key="forankring",
            model=Anchoring,
            form=forms.AnchoringForm,
            parent="strategy",
            columns=(
                (_("Who carries it"), lambda r: r.unit or r.body),
                "phase",
                "role",
                "function",
                "valid_from",
                "valid_to",
            ),
            add=_("Say who carries it"),
            title=_("Anchoring – who carries it?"),
            empty=_("Nobody carries this yet."),
            related=("unit", "body"),
        ),
    ),
)

GOAL_PARTS = PartSet(
    name="goal",
    get=_get(Goal, "focus_area"),
    address=_address,
    may_edit=lambda viewer, goal: access.may_edit_focus_area(viewer, goal.focus_area),
    save=actions.save_part,
    remove=actions.remove_part,
    parts=(
        Part(
            key="indikatorer",
            model=Indicator,
            form=forms.IndicatorForm,
            parent="goal",
            columns=("name", "unit", "direction", "baseline", "target", "target_on"),
            add=_("Add an indicator"),
            title=_("Indicators"),
            empty=_("Nothing measures this goal yet."),
            has_page=True,
        ),
    ),
)

INDICATOR_PARTS = PartSet(
    name="indicator",
    get=_get(Indicator, "goal__focus_area"),
    address=_address,
    may_edit=lambda viewer, indicator: access.may_edit_focus_area(viewer, indicator.goal.focus_area),
    save=actions.save_part,
    remove=actions.remove_part,
    parts=(
        Part(
            key="maalinger",
            model=Measurement,
            form=forms.MeasurementForm,
            parent="indicator",
            columns=("measured_on", "value", "source", "extracted_on"),
            add=_("Add a measurement"),
            title=_("Measurements"),
            empty=_("Not measured yet."),
        ),
    ),
)
