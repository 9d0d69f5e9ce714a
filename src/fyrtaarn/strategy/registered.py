"""What the strategy room tells the house."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.registries import Kind, NavEntry, Panel, Picker, Sentence, TodoSource, Verb
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy import access, holes, panels, sentences, sheets, todos
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
    Measurement,
    Strategy,
    Tool,
    ToolChoice,
)

# Verb, how it is told, and whether the board wants to hear of it under *Siden sidst*.
VERBS: tuple[tuple[str, Any, bool], ...] = (
    ("focus_area.proposed", _("Focus area proposed"), True),
    ("focus_area.saved", _("Focus area changed"), False),
    ("focus_area.removed", _("Proposal removed"), True),
    ("focus_area.imported", _("Focus areas imported"), False),
    ("focus_area.chosen", _("Focus area chosen"), True),
    ("focus_area.kept", _("Focus area kept"), True),
    ("focus_area.adjusted", _("Focus area adjusted"), True),
    ("focus_area.parked", _("Focus area parked"), True),
    ("focus_area.closed", _("Focus area closed"), True),
    ("choice.imported", _("Decisions of the board imported"), False),
    ("focus_area.owner_set", _("Owner or the board's role changed"), True),
    ("focus_area.light_set", _("Status given"), True),
    ("focus_area.published", _("Focus area published"), True),
    ("focus_area.released", _("Focus area released to politicians"), True),
    ("focus_area.kept_internal", _("Focus area kept internal"), True),
    ("focus_area.restricted", _("Focus area restricted"), True),
    ("strategy.added", _("Strategy added"), True),
    ("strategy.saved", _("Strategy changed"), False),
    ("strategy.removed", _("Strategy removed"), True),
    ("strategy.imported", _("Strategies imported"), False),
    ("goal.added", _("Goal added"), True),
    ("goal.saved", _("Goal changed"), True),
    ("goal.removed", _("Goal removed"), True),
    ("goal.imported", _("Goals imported"), False),
    ("indicator.added", _("Indicator added"), False),
    ("indicator.saved", _("Indicator changed"), False),
    ("indicator.removed", _("Indicator removed"), False),
    ("indicator.imported", _("Indicators imported"), False),
    ("measurement.added", _("Measurement added"), True),
    ("measurement.saved", _("Measurement changed"), False),
    ("measurement.removed", _("Measurement removed"), False),
    ("measurement.imported", _("Measurements imported"), False),
    ("anchoring.added", _("Anchoring added"), False),
    ("anchoring.saved", _("Anchoring changed"), False),
    ("anchoring.removed", _("Anchoring removed"), False),
    ("anchoring.imported", _("Anchorings imported"), False),
    ("origin.added", _("Origin added"), True),
    ("origin.saved", _("Origin changed"), False),
    ("origin.removed", _("Origin removed"), True),
    ("origin.imported", _("Origins imported"), False),
    ("arena_assessment.added", _("Arena assessed"), False),
    ("arena_assessment.saved", _("Assessment of an arena changed"), False),
    ("arena_assessment.removed", _("Assessment of an arena removed"), False),
    ("arena_assessment.imported", _("Assessments of arenas imported"), False),
    ("tool_choice.added", _("Tool chosen"), False),
    ("tool_choice.saved", _("Choice of tool changed"), False),
    ("tool_choice.removed", _("Choice of tool removed"), False),
    ("tool_choice.imported", _("Choices of tool imported"), False),
    ("circle_entry.added", _("Let into the circle"), False),
    ("circle_entry.saved", _("Circle changed"), False),
    ("circle_entry.removed", _("Taken out of the circle"), False),
    ("circle_entry.imported", _("Circles imported"), False),
    ("mandate.saved", _("Mandate saved"), True),
    ("mandate.removed", _("Mandate removed"), True),
    ("mandate.imported", _("Mandates imported"), False),
    ("mandate_kind.saved", _("Kind of mandate saved"), False),
    ("mandate_kind.removed", _("Kind of mandate removed"), False),
    ("mandate_kind.imported", _("Kinds of mandate imported"), False),
    ("arena.saved", _("Arena saved"), False),
    ("arena.removed", _("Arena removed"), False),
    ("arena.imported", _("Arenas imported"), False),
    ("tool.saved", _("Tool saved"), False),
    ("tool.removed", _("Tool removed"), False),
    ("tool.imported", _("Tools imported"), False),
)
# Of these nobody outside the administration is told, whatever has been released since.
INSIDE = frozenset({"focus_area.proposed", "focus_area.owner_set", "focus_area.kept_internal", "focus_area.restricted"})


def _visible(model: Any) -> Callable[[Any], QuerySet[Any]]:
    return lambda viewer: model.objects.all().visible_to(viewer)


def _catalogue(model: Any) -> Callable[[Any], QuerySet[Any]]:
    def rows(viewer: Viewer) -> QuerySet[Any]:
        return model.objects.all() if access.may_read_catalogues(viewer) else model.objects.none()  # type: ignore[no-any-return]

    return rows


def _in_use(model: Any) -> Callable[[Any], QuerySet[Any]]:
    return lambda viewer: _catalogue(model)(viewer).filter(retired=False)


def _with_area(model: Any) -> Callable[[Any], QuerySet[Any]]:
    return lambda viewer: model.objects.all().visible_to(viewer).select_related("focus_area")


def _in_area(node: Goal | Strategy) -> str:
    """Goals of different focus areas may have the same words."""
    return f"{node.title} ({node.focus_area})"


def register() -> None:
    """Fill the registries; called once when Django is ready."""
    registries.kinds.register(
        Kind(
            "focus_area",
            _("focus area"),
            FocusArea,
            _visible(FocusArea),
            (
                FocusAreaChoice,
                FocusAreaMandate,
                Goal,
                Strategy,
                ArenaAssessment,
                ToolChoice,
                FocusAreaCircle,
            ),
        ),
        Kind("mandate", _("mandate"), Mandate, _visible(Mandate)),
        Kind("strategy", _("strategy"), Strategy, _visible(Strategy), (Anchoring,)),
        Kind("goal", _("goal"), Goal, _visible(Goal), (Indicator,)),
        Kind("indicator", _("indicator"), Indicator, _visible(Indicator), (Measurement,)),
        Kind("tool", _("tool"), Tool, _catalogue(Tool)),
        Kind("arena", _("arena"), Arena, _catalogue(Arena)),
    )
    registries.pickers.register(
        Picker("focus_area", _visible(FocusArea)),
        Picker("mandate", _visible(Mandate)),
        Picker("strategy", _with_area(Strategy), _in_area),
        Picker("goal", _with_area(Goal), _in_area),
        Picker("tool", _in_use(Tool)),
        Picker("arena", _in_use(Arena)),
    )
    registries.navigation.register(
        NavEntry(
            "focus_areas",
            _("Focus areas"),
            "focus_areas",
            20,
            lambda v: v.reads_released,
            also=("/strategier/", "/maal/", "/indikatorer/"),
        ),
        NavEntry("mandates", _("Mandates"), "mandates", 40, lambda v: v.reads_released),
    )
    registries.verbs.register(*(Verb(f"strategy.{key}", text, notable, key in INSIDE) for key, text, notable in VERBS))
    registries.holes.register(*holes.RULES)
    registries.sentences.register(
        Sentence("strategy.areas", 10, sentences.how_many),
        Sentence("strategy.off_track", 12, sentences.off_track),
        Sentence("strategy.bare", 15, sentences.without_strategy),
        Sentence("strategy.ownerless", 30, sentences.without_owner),
    )
    registries.todos.register(
        TodoSource("strategy.ownerless", "board", todos.ownerless),
        TodoSource("strategy.reassessments", "board", todos.reassessments),
        TodoSource("strategy.proposals", "board", todos.proposals),
    )
    registries.panels.register(
        Panel("strategy.unit", "unit", 10, "strategy/panels/unit.html", panels.of_unit),
        Panel("strategy.person", "person", 10, "strategy/panels/person.html", panels.of_person),
        Panel("strategy.body", "body", 10, "strategy/panels/body.html", panels.of_body),
    )
    sheets.register()
