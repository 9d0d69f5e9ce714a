"""Forms of units, people, bodies and roles."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.forms import RecordForm, form_for
from fyrtaarn.organisation.models import (
    Body,
    BodyKind,
    BodyMembership,
    CouncilTerm,
    Membership,
    Person,
    PolicyArea,
    RoleGrant,
    Unit,
    UnitKind,
)


class UnitForm(RecordForm):
    pickers: ClassVar[dict[str, str]] = {"parent": "unit"}

    class Meta:
        model = Unit
        fields = ("name", "short_name", "unit_kind", "parent", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_kind"].queryset = UnitKind._default_manager.filter(retired=False)  # type: ignore[attr-defined]


class BodyForm(RecordForm):
    pickers: ClassVar[dict[str, str]] = {"unit": "unit"}

    class Meta:
        model = Body
        fields = ("name", "body_kind", "unit", "remit", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_kind"].queryset = BodyKind._default_manager.filter(retired=False)  # type: ignore[attr-defined]


class SeatForm(RecordForm):
    pickers: ClassVar[dict[str, str]] = {"person": "person"}

    class Meta:
        model = BodyMembership
        fields = ("person", "function", "term", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A council has a term every four years: the latest 25 reach back a century.
        newest = CouncilTerm.objects.order_by("-valid_from").values_list("pk", flat=True)[:25]
        self.fields["term"].queryset = CouncilTerm.objects.filter(pk__in=list(newest))  # type: ignore[attr-defined]


PersonForm = form_for(Person, ("name", "title", "email", "phone"))
PolicyAreaForm = form_for(PolicyArea, ("name", "appropriation"))
CouncilTermForm = form_for(CouncilTerm, ("name", "valid_from", "valid_to"))
UnitMembershipForm = form_for(
    Membership, ("person", "function", "is_leader", "valid_from", "valid_to"), pickers={"person": "person"}
)
PersonMembershipForm = form_for(
    Membership, ("unit", "function", "is_leader", "valid_from", "valid_to"), pickers={"unit": "unit"}
)


class RoleGrantForm(RecordForm):
    """A role is chosen by what it lets a person do."""

    pickers: ClassVar[dict[str, str]] = {"unit": "unit"}

    class Meta:
        model = RoleGrant
        fields = ("role", "unit", "valid_from", "valid_to")
        widgets: ClassVar[dict[str, Any]] = {"role": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(r.value, f"{r.label}: {WHAT_IT_LETS[r]}") for r in RoleGrant.Roles]  # type: ignore[attr-defined]


WHAT_IT_LETS: dict[RoleGrant.Roles, Any] = {
    RoleGrant.Roles.EXECUTIVE_BOARD: _("reads what is internal, decides about focus areas and says how they stand"),
    RoleGrant.Roles.CONCEPT_OWNER: _("edits and releases everything, keeps mandates, toolbox and arenas, and imports"),
    RoleGrant.Roles.UNIT_HEAD: _("reads what is internal, registers and edits the projects of the unit"),
    RoleGrant.Roles.PROJECT_MANAGER: _("reads what is internal, registers projects on the unit and edits their own"),
    RoleGrant.Roles.CONTRIBUTOR: _("reads what is internal and edits what they own or manage"),
    RoleGrant.Roles.POLITICIAN: _("reads what has been released to politicians"),
    RoleGrant.Roles.READER: _("reads what is internal"),
    RoleGrant.Roles.ADMINISTRATOR: _("keeps units, people, roles, accounts and the look"),
}


class SearchForm(forms.Form):
    """The filter of the lists of people and bodies."""

    tekst = forms.CharField(label=_("Search"), required=False, max_length=200)


class BodyFilter(SearchForm):
    art = forms.ModelChoiceField(
        BodyKind._default_manager.all(),
        label=_("Kind"),
        required=False,
        to_field_name="key",
        empty_label=_("All kinds"),
    )


class UnitFilter(SearchForm):
    lukkede = forms.BooleanField(label=_("Show closed units too"), required=False)
