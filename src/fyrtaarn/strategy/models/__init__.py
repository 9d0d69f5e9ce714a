"""What the board wants and why: mandates, focus areas, strategies, goals, anchoring, tools, arenas."""

from fyrtaarn.strategy.models.anchoring import Anchoring, AnchoringBase
from fyrtaarn.strategy.models.choices import Circles, Lights, Phases
from fyrtaarn.strategy.models.focus_areas import (
    FocusArea,
    FocusAreaChoice,
    FocusAreaCircle,
    FocusAreaQuerySet,
    InFocusAreaQuerySet,
)
from fyrtaarn.strategy.models.indicators import Indicator, Measurement, OfGoalQuerySet, OfIndicatorQuerySet
from fyrtaarn.strategy.models.mandates import FocusAreaMandate, Mandate, MandateKind, MandateQuerySet
from fyrtaarn.strategy.models.tools_arenas import (
    Arena,
    ArenaAssessment,
    ArenaAssessmentBase,
    ArenaQuerySet,
    Tool,
    ToolChoice,
    ToolChoiceBase,
)
from fyrtaarn.strategy.models.trees import Goal, Node, Strategy

__all__ = [
    "Anchoring",
    "AnchoringBase",
    "Arena",
    "ArenaAssessment",
    "ArenaAssessmentBase",
    "ArenaQuerySet",
    "Circles",
    "FocusArea",
    "FocusAreaChoice",
    "FocusAreaCircle",
    "FocusAreaMandate",
    "FocusAreaQuerySet",
    "Goal",
    "InFocusAreaQuerySet",
    "Indicator",
    "Lights",
    "Mandate",
    "MandateKind",
    "MandateQuerySet",
    "Measurement",
    "Node",
    "OfGoalQuerySet",
    "OfIndicatorQuerySet",
    "Phases",
    "Strategy",
    "Tool",
    "ToolChoice",
    "ToolChoiceBase",
]
