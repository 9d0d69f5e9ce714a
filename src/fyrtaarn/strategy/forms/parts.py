"""Forms of what hangs on a focus area."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.forms import RecordForm, form_for
from fyrtaarn.foundation.pickers import PickerField
from fyrtaarn.strategy.models import (
    Anchoring,
    Arena,
    ArenaAssessment,
    FocusAreaCircle,
    FocusAreaMandate,
    Goal,
    Indicator,
    Measurement,
    Strategy,
    ToolChoice,
)

MOST_OPTIONS = 100


class NodeForm(RecordForm):
    """A node of a tree: what it may lie under is a short list, or a search where the tree is large."""

    picker: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = type(self.instance)._default_manager.filter(focus_area=self.instance.focus_area)
        if self.instance.pk:
            rows = rows.exclude(pk=self.instance.pk)
        old = self.fields["parent"]
        if rows.count() <= MOST_OPTIONS:
            self.fields["parent"] = forms.ModelChoiceField(
                rows.order_by("sort_key", "pk"),
                label=old.label,
                required=False,
                help_text=old.help_text,
                empty_label=str(self.at_the_top),
            )
        else:
            picker = PickerField(key=self.picker, label=old.label, required=False, help_text=old.help_text)
            picker.viewer = self.viewer
            self.fields["parent"] = picker

    at_the_top: ClassVar[Any] = _("– at the top –")


class StrategyForm(NodeForm):
    picker = "strategy"

    class Meta:
        model = Strategy
        fields = ("title", "description", "phase", "parent")


class GoalForm(NodeForm):
    picker = "goal"
    pickers: ClassVar[dict[str, str]] = {"owner": "person"}

    class Meta:
        model = Goal
        fields = ("title", "description", "owner", "deadline", "success_criterion", "parent")


class ArenaAssessmentForm(RecordForm):
    class Meta:
        model = ArenaAssessment
        fields = ("arena", "relevance", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [self.instance.arena_id] if self.instance.arena_id else []
        rows = Arena.objects.filter(retired=False) | Arena.objects.filter(pk__in=own)
        self.fields["arena"].queryset = rows.sorted()  # type: ignore[attr-defined]


OriginForm = form_for(FocusAreaMandate, ("mandate", "note"), pickers={"mandate": "mandate"})
ToolChoiceForm = form_for(ToolChoice, ("tool", "reason"), pickers={"tool": "tool"})
CircleForm = form_for(FocusAreaCircle, ("person", "unit"), pickers={"person": "person", "unit": "unit"})
AnchoringForm = form_for(
    Anchoring,
    ("unit", "body", "phase", "role", "function", "valid_from", "valid_to"),
    pickers={"unit": "unit", "body": "body"},
)
IndicatorForm = form_for(
    Indicator,
    ("name", "unit", "direction", "baseline", "baseline_on", "target", "target_on", "source"),
)
MeasurementForm = form_for(Measurement, ("measured_on", "value", "source", "extracted_on"))
