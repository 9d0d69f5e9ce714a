"""Forms over records: pickers for keys with many rows, native dates, Danish numbers, the revision that was read."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.pickers import PickerField

# What a select shows while nothing is chosen.
NOTHING = "–"


def day_input() -> forms.DateInput:
    """The browser's own date field: keyboard, phone and screen reader know it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RecordForm(forms.ModelForm[Any]):
    """A form over one record.

    ``pickers`` maps a foreign key to the picker it is searched with. The hidden ``revision`` is the one the
    form was made from; the action compares it with the row's.
    """

    pickers: ClassVar[dict[str, str]] = {}

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["revision"].initial = self.instance.revision
        for name in self.pickers.keys() & self.fields.keys():
            plain = self.fields[name]
            picker = PickerField(
                key=self.pickers[name],
                label=plain.label,
                required=plain.required,
                help_text=plain.help_text or _("Type some of the name and choose."),
            )
            picker.viewer = viewer
            self.fields[name] = picker
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = day_input()
                field.input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m-%Y", "%d/%m/%Y"]
            elif isinstance(field, forms.DecimalField):
                field.localize = True
                field.widget = forms.TextInput(attrs={"inputmode": "decimal"})
                field.widget.is_localized = True
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs.update({"rows": 4})
                field.widget.attrs.pop("cols", None)
            elif isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
                field.empty_label = NOTHING
            elif isinstance(field, forms.ChoiceField):
                choices: Any = field.choices
                field.choices = [(key, NOTHING if key == "" else label) for key, label in choices]

    def _post_clean(self) -> None:
        """The action, not the form, compares revisions: put the posted one on the instance before its rules run."""
        posted = self.cleaned_data.pop("revision", None)
        super()._post_clean()  # type: ignore[misc]
        if posted is not None and not self.instance._state.adding:
            self.instance.revision = posted

    def _update_errors(self, errors: Any) -> None:
        """A rule may concern a fact that this short form does not show: its error then stands on top."""
        if hasattr(errors, "error_dict"):
            found = errors.error_dict
            for name in [n for n in found if n != NON_FIELD_ERRORS and n not in self.fields]:
                found.setdefault(NON_FIELD_ERRORS, []).extend(found.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]


def form_for(
    record: type[Record],
    names: tuple[str, ...],
    *,
    pickers: dict[str, str] | None = None,
    widgets: dict[str, Any] | None = None,
) -> type[RecordForm]:
    """A ``RecordForm`` class over some columns of a model."""
    meta = type("Meta", (), {"model": record, "fields": names, "widgets": widgets or {}})
    return type(
        f"{record.__name__}Form",
        (RecordForm,),
        {"Meta": meta, "pickers": pickers or {}, "__module__": record.__module__},
    )


def shown(record: models.Model, name: str) -> Any:
    """A column's value as people read it: the label of a choice, the record behind a key."""
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else getattr(record, name)
