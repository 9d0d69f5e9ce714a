"""Forms of a focus area: one for each part of its page, and one for each thing that is done with it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.fields import LONGEST_TEXT, in_a_likely_century, no_control_characters
from fyrtaarn.foundation.forms import RecordForm, day_input, form_for
from fyrtaarn.foundation.pickers import PickerField
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.strategy import lifecycle
from fyrtaarn.strategy.models import Circles, FocusArea, FocusAreaChoice, Lights


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=day_input(), validators=[in_a_likely_century], **kwargs)


def _text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        validators=[no_control_characters],
        **kwargs,
    )


@dataclass(frozen=True)
class Section:
    """A part of the focus area's page with a form of its own."""

    title: Any
    form: type[RecordForm]


SECTIONS: dict[str, Section] = {
    "grundlag": Section(
        _("Title, kind and place"),
        form_for(
            FocusArea,
            (
                "title",
                "area_kind",
                "committee",
                "policy_area",
                "next_reassessment",
                "valid_until",
                "position",
            ),
            pickers={"committee": "body", "policy_area": "policy_area"},
        ),
    ),
    "formaal": Section(_("Purpose"), form_for(FocusArea, ("purpose",))),
    "strategi": Section(_("Strategy"), form_for(FocusArea, ("strategy",))),
    "organisering": Section(_("Organisation"), form_for(FocusArea, ("organisation",))),
    "vaerktoej": Section(_("Choice of tool"), form_for(FocusArea, ("tool_reason",))),
    "kriterier": Section(
        _("The two criteria"),
        form_for(FocusArea, ("cross_cutting_reason", "materiality", "materiality_reason")),
    ),
}


class NewFocusAreaForm(RecordForm):
    """The little that a proposal needs."""

    mandate = PickerField(
        key="mandate",
        label=_("Springs from"),
        required=False,
        help_text=_("A mandate. More can be added afterwards."),
    )
    circle = forms.ChoiceField(
        label=_("Who may see it"),
        initial=Circle.INTERNAL,
        choices=[(c.value, c.label) for c in (Circles.INTERNAL, Circles.RESTRICTED)],
    )

    class Meta:
        model = FocusArea
        fields = ("title", "area_kind", "purpose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].viewer = self.viewer  # type: ignore[attr-defined]

    def clean_circle(self) -> str:
        circle: str = self.cleaned_data["circle"]
        self.instance.circle = circle
        return circle


class OwnerForm(RecordForm):
    """What is the board's to say."""

    pickers: ClassVar[dict[str, str]] = {"owner": "person"}

    class Meta:
        model = FocusArea
        fields = ("owner", "board_role", "board_reason")


class LightForm(RecordForm):
    light = forms.ChoiceField(
        label=_("Light"), choices=[*Lights.choices[1:], Lights.choices[0]], widget=forms.RadioSelect
    )
    status_text = _text(
        _("How it stands, and why this light"),
        required=False,
        help_text=_("One or two sentences that the board can read on its own."),
    )
    status_on = _day(_("Status of"))

    class Meta:
        model = FocusArea
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("light", self.instance.light)
        self.initial.setdefault("status_text", self.instance.status_text)
        self.initial.setdefault("status_on", clock.today())


class ChoiceForm(RecordForm):
    """A decision of the board: only those that the state allows are offered."""

    choice = forms.ChoiceField(label=_("The board's decision"), widget=forms.RadioSelect)
    decided_on = _day(_("Decided on"))
    reason = _text(_("Reason"), help_text=_("In the board's own words. It is kept and shown with the decision."))

    class Meta:
        model = FocusArea
        fields = ("next_reassessment",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = lifecycle.allowed_choices(lifecycle.State(self.instance.state))
        words = dict(FocusAreaChoice.Choices.choices)
        self.fields["choice"].choices = [(str(c), WHAT_IT_MEANS[c] % {"word": words[c]}) for c in allowed]  # type: ignore[attr-defined]
        self.initial.setdefault("decided_on", clock.today())
        if self.instance.next_reassessment and self.instance.next_reassessment <= clock.today():
            # The decision is the reassessment: the day that has come is not the next one.
            self.initial["next_reassessment"] = None
        self.order_fields(["choice", "decided_on", "reason", "next_reassessment"])


WHAT_IT_MEANS: dict[lifecycle.Choice, Any] = {
    lifecycle.Choice.CHOSEN: _("%(word)s – it is one of our focus areas"),
    lifecycle.Choice.KEPT: _("%(word)s – it goes on as it is"),
    lifecycle.Choice.ADJUSTED: _("%(word)s – it goes on, changed"),
    lifecycle.Choice.PARKED: _("%(word)s – it waits"),
    lifecycle.Choice.CLOSED: _("%(word)s – it is over"),
}


class ReleaseForm(RecordForm):
    circle = forms.ChoiceField(label=_("Who may see it"), choices=Circles.choices, widget=forms.RadioSelect)
    launched_on = _day(
        _("Public from"), required=False, help_text=_("Only for what is public. Left empty: from today.")
    )
    reason = _text(_("Reason"), required=False)
    no_personal_ids = forms.BooleanField(label=_("I have looked: what resembles a CPR number is none"), required=False)

    class Meta:
        model = FocusArea
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("circle", self.instance.circle)
        if not self.is_bound:
            # Asked only when something resembles one.
            del self.fields["no_personal_ids"]
        self.initial.setdefault("launched_on", self.instance.launched_on)

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        if found.get("launched_on") and found.get("circle") not in {Circle.PUBLIC, None}:
            raise ValidationError({"launched_on": _("Only what is public has a day of launch.")})
        return found


class FocusAreaFilter(forms.Form):
    tekst = forms.CharField(label=_("Search"), required=False, max_length=200)
    slags = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *FocusArea.Kinds.choices])
    lys = forms.ChoiceField(label=_("Light"), required=False, choices=[("", _("All lights")), *Lights.choices])
