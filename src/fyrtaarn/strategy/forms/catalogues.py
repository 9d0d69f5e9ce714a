"""Forms of mandates, their kinds, tools and arenas."""

from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import KindOf
from fyrtaarn.foundation.forms import RecordForm, form_for
from fyrtaarn.foundation.text import fold
from fyrtaarn.strategy.models import Arena, Mandate, MandateKind, Tool


class MandateForm(RecordForm):
    pickers: ClassVar[dict[str, str]] = {"body": "body"}

    class Meta:
        model = Mandate
        fields = ("title", "mandate_kind", "quotation", "source", "link", "body", "decided_on", "valid_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [self.instance.mandate_kind_id] if self.instance.mandate_kind_id else []
        rows = MandateKind._default_manager.filter(retired=False)
        self.fields["mandate_kind"].queryset = rows | MandateKind._default_manager.filter(pk__in=own)  # type: ignore[attr-defined]


class KindForm(RecordForm):
    """A kind that is data. Its key is made from the name once and never changes: files refer to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": _("Name"),
            "name_en": _("Name in English"),
            "position": _("Order"),
            "retired": _("No longer used"),
        }
        for name, label in labels.items():
            self.fields[name].label = label

    def _post_clean(self) -> None:
        if not self.instance.key:
            self.instance.key = free_key(type(self.instance), self.cleaned_data.get("name") or "")
        super()._post_clean()


def free_key(model: type[KindOf], name: str) -> str:
    """A key from a name that no other kind has."""
    base = slugify(fold(name)).replace("-", "_")[:30] or "kind"
    taken = set(model._default_manager.filter(key__startswith=base).values_list("key", flat=True))
    return next(k for k in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if k not in taken)


class MandateKindForm(KindForm):
    class Meta:
        model = MandateKind
        fields = ("name", "name_en", "position", "retired")


class ArenaForm(KindForm):
    class Meta:
        model = Arena
        fields = ("name", "name_en", "about", "questions", "position", "retired")


ToolForm = form_for(Tool, ("name", "purpose", "origin", "values", "retired"))


class MandateFilter(forms.Form):
    tekst = forms.CharField(label=_("Search"), required=False, max_length=200)
    slags = forms.ModelChoiceField(
        MandateKind._default_manager.all(),
        label=_("Kind"),
        required=False,
        to_field_name="key",
        empty_label=_("All kinds"),
    )


class ToolFilter(forms.Form):
    tekst = forms.CharField(label=_("Search"), required=False, max_length=200)
