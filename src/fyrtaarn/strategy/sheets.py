"""The strategy's sheets of the workbook."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.registries import Sheet, sheets
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.sheets import KIND_COLUMNS, KIND_LABELS, KIND_NAMES
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.access import may_manage_strategy, may_read_catalogues
from fyrtaarn.strategy.models import (
    Anchoring,
    Arena,
    ArenaAssessment,
    FocusArea,
    FocusAreaChoice,
    FocusAreaCircle,
    FocusAreaMandate,
    Goal,
    Indicator,
    Mandate,
    MandateKind,
    Measurement,
    Strategy,
    Tool,
    ToolChoice,
)

FOCUS_AREA_COLUMNS = (
    "title",
    "area_kind",
    "position",
    "purpose",
    "strategy",
    "organisation",
    "tool_reason",
    "cross_cutting_reason",
    "materiality",
    "materiality_reason",
    "board_reason",
    "board_role",
    "owner",
    "committee",
    "policy_area",
    "next_reassessment",
    "valid_until",
    "state",
    "light",
    "status_text",
    "status_on",
    "circle",
    "launched_on",
)
ANCHORING_COLUMNS = ("unit", "body", "phase", "role", "function", "valid_from", "valid_to")
OF_FOCUS_AREA = {"focus_area": _("Focus area")}


def _all(model: type[Any]) -> Callable[[Any], "QuerySet[Any]"]:
    """Mandates and catalogues: everything, for those inside."""

    def rows(viewer: Viewer) -> "QuerySet[Any]":
        found: QuerySet[Any] = model._default_manager.all()
        return found if may_read_catalogues(viewer) else found.none()

    return rows


def _visible(model: type[Any]) -> Callable[[Any], "QuerySet[Any]"]:
    def rows(viewer: Viewer) -> "QuerySet[Any]":
        found: QuerySet[Any] = model.objects.all().visible_to(viewer)
        return found

    return rows


def _of_visible(model: type[Any], path: str) -> Callable[[Any], "QuerySet[Any]"]:
    """What hangs on focus areas that the viewer sees."""

    def rows(viewer: Viewer) -> "QuerySet[Any]":
        areas = FocusArea.objects.all().visible_to(viewer)
        found: QuerySet[Any] = model._default_manager.filter(**{f"{path}__in": areas})
        return found

    return rows


def _may_choose(viewer: Viewer) -> bool:
    return viewer.is_board


def _sheet(
    key: str, label: Any, model: type[Any], columns: tuple[str, ...], rows: Any, save: Any, **facts: Any
) -> Sheet:
    return Sheet(key, label, model, columns, rows, save, **{"may_import": may_manage_strategy, **facts})


def _catalogues() -> tuple[Sheet, ...]:
    return (
        _sheet(
            "mandate_kinds",
            _("Kinds of mandate"),
            MandateKind,
            KIND_COLUMNS,
            _all(MandateKind),
            actions.save_mandate_kinds,
            natural=KIND_NAMES,
            identity=(("key",),),
            code="key",
            labels=KIND_LABELS,
            order=("position", "key"),
        ),
        _sheet(
            "mandates",
            _("Mandates"),
            Mandate,
            ("title", "mandate_kind", "quotation", "source", "link", "body", "decided_on", "valid_until"),
            _all(Mandate),
            actions.save_mandates,
            help=_("The political landmarks that focus areas spring from."),
            natural=("title",),
            identity=(("title",),),
            order=("sort_key",),
        ),
        _sheet(
            "arenas",
            _("Arenas"),
            Arena,
            (*KIND_COLUMNS, "about", "questions"),
            _all(Arena),
            actions.save_arenas,
            natural=KIND_NAMES,
            identity=(("key",),),
            code="key",
            labels=KIND_LABELS,
            order=("position", "key"),
        ),
        _sheet(
            "tools",
            _("Tools"),
            Tool,
            ("name", "purpose", "origin", "values", "retired"),
            _all(Tool),
            actions.save_tools,
            natural=("name",),
            identity=(("name",),),
            order=("sort_key",),
        ),
    )


def _focus_areas() -> tuple[Sheet, ...]:
    return (
        _sheet(
            "focus_areas",
            _("Focus areas"),
            FocusArea,
            FOCUS_AREA_COLUMNS,
            _visible(FocusArea),
            actions.save_focus_areas,
            help=_("The state follows the board's decisions, which have a sheet of their own."),
            natural=("title",),
            identity=(("title",),),
            order=("position", "sort_key"),
            fixed=("state",),
            labels={"state": _("State")},
        ),
        _sheet(
            "focus_area_choices",
            _("The board's decisions"),
            FocusAreaChoice,
            ("focus_area", "choice", "decided_on", "reason"),
            _of_visible(FocusAreaChoice, "focus_area"),
            actions.save_focus_area_choices,
            help=_("Decisions are added, never changed."),
            may_import=_may_choose,
            owner="focus_area",
            labels=OF_FOCUS_AREA,
            identity=(("focus_area", "choice", "decided_on"),),
            order=("focus_area__sort_key", "decided_on"),
        ),
        _sheet(
            "focus_area_circle",
            _("Circles of focus areas"),
            FocusAreaCircle,
            ("focus_area", "person", "unit"),
            _of_visible(FocusAreaCircle, "focus_area"),
            actions.save_circle_entries,
            help=_("Who may see a restricted focus area: a person or a unit in each row."),
            owner="focus_area",
            labels=OF_FOCUS_AREA,
            identity=(("focus_area", "person"), ("focus_area", "unit")),
            order=("focus_area__sort_key",),
        ),
        _sheet(
            "origins",
            _("Origins"),
            FocusAreaMandate,
            ("focus_area", "mandate", "note"),
            _of_visible(FocusAreaMandate, "focus_area"),
            actions.save_origins,
            help=_("Which mandates a focus area springs from."),
            owner="focus_area",
            labels=OF_FOCUS_AREA,
            identity=(("focus_area", "mandate"),),
            order=("focus_area__sort_key", "mandate__sort_key"),
        ),
        _sheet(
            "arena_assessments",
            _("Arenas of focus areas"),
            ArenaAssessment,
            ("focus_area", "arena", "relevance", "note"),
            _of_visible(ArenaAssessment, "focus_area"),
            actions.save_arena_assessments,
            owner="focus_area",
            labels=OF_FOCUS_AREA,
            identity=(("focus_area", "arena"),),
            order=("focus_area__sort_key", "arena__position"),
        ),
        _sheet(
            "tool_choices",
            _("Tools of focus areas"),
            ToolChoice,
            ("focus_area", "tool", "reason"),
            _of_visible(ToolChoice, "focus_area"),
            actions.save_tool_choices,
            owner="focus_area",
            labels=OF_FOCUS_AREA,
            identity=(("focus_area", "tool"),),
            order=("focus_area__sort_key", "tool__sort_key"),
        ),
    )


def _trees() -> tuple[Sheet, ...]:
    return (
        _sheet(
            "strategies",
            _("Strategies"),
            Strategy,
            ("focus_area", "parent", "title", "description", "phase"),
            _visible(Strategy),
            actions.save_strategies,
            owner="focus_area",
            natural=("title",),
            identity=(("focus_area", "title"),),
            order=("focus_area__sort_key", "sort_key"),
        ),
        _sheet(
            "anchorings",
            _("Anchoring of strategies"),
            Anchoring,
            ("strategy", *ANCHORING_COLUMNS),
            _of_visible(Anchoring, "strategy__focus_area"),
            actions.save_anchorings,
            owner="strategy",
            labels={"body": _("Body")},
            help=_("Which unit or body carries a strategy in which phase and role."),
            order=("strategy__sort_key", "phase", "role"),
        ),
        _sheet(
            "goals",
            _("Goals"),
            Goal,
            ("focus_area", "parent", "title", "description", "owner", "deadline", "success_criterion"),
            _visible(Goal),
            actions.save_goals,
            owner="focus_area",
            natural=("title",),
            identity=(("focus_area", "title"),),
            order=("focus_area__sort_key", "sort_key"),
        ),
        _sheet(
            "indicators",
            _("Indicators"),
            Indicator,
            ("goal", "name", "unit", "direction", "baseline", "baseline_on", "target", "target_on", "source"),
            _visible(Indicator),
            actions.save_indicators,
            owner="goal",
            natural=("name",),
            identity=(("goal", "name"),),
            order=("goal__sort_key", "name"),
        ),
        _sheet(
            "measurements",
            _("Measurements"),
            Measurement,
            ("indicator", "measured_on", "value", "source", "extracted_on"),
            _visible(Measurement),
            actions.save_measurements,
            owner="indicator",
            identity=(("indicator", "measured_on"),),
            order=("indicator__name", "measured_on"),
        ),
    )


def register() -> None:
    sheets.register(*_catalogues(), *_focus_areas(), *_trees())
