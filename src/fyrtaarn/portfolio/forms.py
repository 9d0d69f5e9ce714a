"""Forms of projects and what hangs on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.forms import RecordForm, day_input, form_for
from fyrtaarn.foundation.pickers import PickerField
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.portfolio import access
from fyrtaarn.portfolio.headings import Section
from fyrtaarn.portfolio.models import (
    Benefit,
    BudgetLine,
    Dependency,
    DocumentLink,
    DocumentSystem,
    ExternalPartner,
    Milestone,
    PhaseChoices,
    Project,
    ProjectAnchoring,
    ProjectArena,
    ProjectCircle,
    ProjectGoal,
    ProjectToolChoice,
    Risk,
    Stakeholder,
)
from fyrtaarn.strategy.models import Circles, FocusArea, Lights

MOST_FOCUS_AREAS = 100
HELP = {
    "unit": _("The unit that does the work. Type some of its name and choose."),
    "owner": _("The one who answers for the project. Type some of the name and choose."),
    "size": _("It can be changed later."),
}
PICKERS = {"unit": "unit", "owner": "person", "manager": "person", "policy_area": "policy_area"}


def section_form(section: Section, shown: set[str], wanted: set[str]) -> type[RecordForm]:
    """The form of a step with the headings that the project's size shows; all of them where no template says.

    ``wanted`` are the headings that the phase requires: saving does without them, so they are not required, but
    they are not called optional either.
    """
    names = tuple(n for n in section.fields if not shown or n in shown or n in {"title", "size"})
    widgets = {"size": forms.RadioSelect}
    base = form_for(Project, names, pickers=PICKERS, widgets=widgets)

    class SectionForm(base):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if "focus_area" in self.fields:
                areas = FocusArea.objects.all().visible_to(self.viewer).in_order()
                field = self.fields["focus_area"]
                field.queryset = areas
                # A municipality has a handful of focus areas; the bound keeps the page's promise.
                field.choices = [("", "–"), *((a.pk, str(a)) for a in areas[:MOST_FOCUS_AREAS])]
            for name in wanted & set(self.fields):
                self.fields[name].wanted = True
            if "size" in self.fields:
                self.fields["size"].choices = Project.Sizes.choices
            for name in HELP.keys() & self.fields.keys():
                self.fields[name].help_text = HELP[name]

    return SectionForm


class LightForm(forms.Form):
    light = forms.ChoiceField(
        label=_("Light"), choices=[c for c in Lights.choices if c[0] != Lights.NONE], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    on = forms.DateField(label=_("As of"), widget=day_input())
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CircleForm(forms.Form):
    circle = forms.ChoiceField(label=_("Who the project exists for"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    no_personal_ids = forms.BooleanField(label=_("I have looked: what resembles a CPR number is none"), required=False)

    def __init__(self, *args: Any, viewer: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].choices = [  # type: ignore[attr-defined]
            c for c in Circles.choices if access.may_set_circle(viewer, project, Circle(c[0]))
        ]
        if not self.is_bound:
            # Asked only when something resembles one.
            del self.fields["no_personal_ids"]


class ProjectFilter(forms.Form):
    """The filter of the list of projects. Every value stands in the address."""

    tekst = forms.CharField(label=_("Search"), required=False, max_length=200)
    fokusomraade = forms.ChoiceField(label=_("Focus area"), required=False)
    fase = forms.ChoiceField(label=_("Phase"), required=False, choices=[("", _("All phases")), *PhaseChoices.choices])
    lys = forms.ChoiceField(label=_("Light"), required=False, choices=[("", _("All lights")), *Lights.choices])
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("Running and paused")),
            ("alle", _("All registered")),
            *(c for c in Project.Statuses.choices if c[0] != Project.Statuses.DRAFT),
            ("kladder", _("My drafts")),
        ],
    )
    udfyldt = forms.ChoiceField(
        label=_("Filled in"),
        required=False,
        choices=[("", _("All")), ("mangler", _("Something is missing")), ("fuldt", _("Nothing is missing"))],
    )
    enhed = PickerField(key="unit", label=_("Carried by (with the units below)"), required=False)
    ejer = PickerField(key="person", label=_("Owner or manager"), required=False)
    pejlemaerke = PickerField(key="mandate", label=_("Springs from mandate"), required=False)

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = FocusArea.objects.all().visible_to(viewer).in_order().values_list("uuid", "title")
        self.fields["fokusomraade"].choices = [  # type: ignore[attr-defined]
            ("", _("All focus areas")),
            ("ingen", _("Without a focus area")),
            *((str(uuid), title) for uuid, title in areas[:MOST_FOCUS_AREAS]),
        ]
        for name in ("enhed", "ejer", "pejlemaerke"):
            self.fields[name].viewer = viewer  # type: ignore[attr-defined]


GoalLinkForm = form_for(ProjectGoal, ("goal",), pickers={"goal": "goal"})
MilestoneForm = form_for(Milestone, ("title", "baseline", "forecast", "done_on"))
RiskForm = form_for(
    Risk, ("title", "likelihood", "consequence", "response", "responsible"), pickers={"responsible": "person"}
)
BenefitForm = form_for(
    Benefit,
    ("title", "measure", "amount", "expected_on", "realised_on", "responsible"),
    pickers={"responsible": "person"},
)
StakeholderForm = form_for(Stakeholder, ("name", "interest", "attitude", "involvement"))
PartnerForm = form_for(ExternalPartner, ("name", "part", "contact"))
BudgetLineForm = form_for(BudgetLine, ("budget_year", "title", "budget", "used", "expected"))
DependencyForm = form_for(Dependency, ("on", "note"), pickers={"on": "project"})
DocumentLinkForm = form_for(DocumentLink, ("title", "system", "identifier", "link"))
DocumentSystemForm = form_for(DocumentSystem, ("name", "pattern"))
CircleEntryForm = form_for(ProjectCircle, ("person", "unit"), pickers={"person": "person", "unit": "unit"})
AnchoringForm = form_for(
    ProjectAnchoring,
    ("unit", "body", "phase", "role", "function", "valid_from", "valid_to"),
    pickers={"unit": "unit", "body": "body"},
)
ToolForm = form_for(ProjectToolChoice, ("tool", "reason"), pickers={"tool": "tool"})
ArenaForm = form_for(ProjectArena, ("arena", "relevance", "note"))
