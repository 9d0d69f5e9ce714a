"""Forms of import: a file, what its columns mean, what its values mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyrtaarn.exchange.columns import Column, Type
from fyrtaarn.exchange.foreign import LEAVE_EMPTY
from fyrtaarn.exchange.guessing import guess_value, mappable_columns, project_layout
from fyrtaarn.exchange.lists import ListFile
from fyrtaarn.exchange.models import Mapping
from fyrtaarn.foundation import registries
from fyrtaarn.foundation.pickers import PickerField

# Which picker searches the rows of a sheet.
PICKERS = {"units": "unit", "people": "person", "focus_areas": "focus_area", "policy_areas": "policy_area"}


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) made from an export or from the template."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class ListForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("List"),
        help_text=gettext_lazy(
            "A list with one project in each row: Excel (.xlsx) or text (.csv), with your own headings."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    mapping = forms.ModelChoiceField(
        Mapping.objects.none(),
        label=gettext_lazy("Remembered mapping"),
        required=False,
        to_field_name="uuid",
        empty_label=gettext_lazy("None: guess from the headings"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mapping"]
        field.queryset = Mapping.objects.filter(pk__in=list(Mapping.objects.values_list("pk", flat=True)[:100]))
        if not field.queryset.exists():
            del self.fields["mapping"]


def _column(name: str) -> Column:
    return project_layout().column(name)


def _options_of(column: Column) -> list[tuple[Any, str]]:
    return [(value, column.label_of(value)) for value, _label in column.choices["da"]]


class ColumnsForm(forms.Form):
    """What each heading of a list means, and what holds where the list says nothing."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    heading_row = forms.IntegerField(
        label=gettext_lazy("Row with the headings"),
        min_value=1,
        max_value=1000,
        help_text=gettext_lazy("Change it and go on: the columns are then shown anew."),
    )
    seen_row = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_sheet = forms.CharField(widget=forms.HiddenInput, required=False)
    registered = forms.ChoiceField(
        label=gettext_lazy("The projects become"),
        widget=forms.RadioSelect,
        choices=[
            ("0", gettext_lazy("drafts: without number, to be looked through one by one")),
            ("1", gettext_lazy("registered: with a number, counted from now on")),
        ],
    )
    name = forms.CharField(
        label=gettext_lazy("Remember this mapping as"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("So that next time's list is read the same way. A known name is replaced."),
    )

    def __init__(self, data: Any, *, found: ListFile, options: dict[str, Any], viewer: Any, name: str = "") -> None:
        super().__init__(data)
        self.found = found
        self._add_places(options.get("columns", {}))
        self._add_defaults(options.get("defaults", {}), viewer)
        self.fields["heading_row"].initial = self.fields["seen_row"].initial = found.heading_row
        self.fields["seen_sheet"].initial = found.sheet
        self.fields["registered"].initial = "1" if options.get("registered") else "0"
        self.fields["name"].initial = name
        sheet: Any = self.fields["sheet"]
        sheet.choices = [(title, title) for title in found.sheets]
        sheet.initial = found.sheet
        if len(found.sheets) < 2:
            del self.fields["sheet"]

    def _add_places(self, columns: dict[str, str]) -> None:
        choices = [("", _("(not taken in)")), *((c.name, c.heading) for c in mappable_columns())]
        for place, heading in enumerate(self.found.headings):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=heading or _("(no heading)"), choices=choices, required=False, initial=columns.get(str(place), "")
            )

    def _add_defaults(self, defaults: dict[str, Any], viewer: Any) -> None:
        labels = {"focus_area": _("Focus area"), "unit": _("Carried by")}
        for name, label in labels.items():
            field = PickerField(key=PICKERS[_column(name).target], label=label, required=False)
            field.viewer = viewer
            field.initial = f"uuid:{defaults[name]}" if defaults.get(name) else None
            self.fields[f"d_{name}"] = field
        for name in ("phase", "size"):
            column = _column(name)
            self.fields[f"d_{name}"] = forms.ChoiceField(
                label=column.heading,
                choices=_options_of(column),
                initial=defaults.get(name) or column.source.get_default(),
            )

    def places(self) -> list[tuple[Any, str, list[str]]]:
        """The field of each column, its heading and some of its values."""
        return [(self[f"c{p}"], heading, self.found.samples(p)) for p, heading in enumerate(self.found.headings)]

    def defaults(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("d_")]

    @property
    def is_other_table(self) -> bool:
        """Another sheet or row of headings was chosen: the columns must be shown anew before they mean anything."""
        read = self.data.get("heading_row", ""), self.data.get("sheet", self.data.get("seen_sheet", ""))
        return bool(self.is_bound and read != (self.data.get("seen_row", ""), self.data.get("seen_sheet", "")))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for place in range(len(self.found.headings)):
            name = given.get(f"c{place}")
            if name and name in taken:
                self.add_error(f"c{place}", _("“%(other)s” is read as this already.") % {"other": taken[name]})
            elif name:
                taken[name] = self.found.headings[place]
        if "title" not in taken:
            raise ValidationError(_("Say which column holds the projects' titles."))
        return given

    def options(self) -> dict[str, Any]:
        """The mapping as it is stored."""
        given = self.cleaned_data
        return {
            "sheet": self.found.sheet,
            "heading_row": self.found.heading_row,
            "headings": self.found.headings,
            "columns": {str(p): given[f"c{p}"] for p in range(len(self.found.headings)) if given.get(f"c{p}")},
            "defaults": {
                name[2:]: str(getattr(value, "uuid", value))
                for name, value in given.items()
                if name.startswith("d_") and value
            },
            "registered": given["registered"] == "1",
        }


class ValuesForm(forms.Form):
    """What values mean that say nothing here: a choice of ours, a record, or nothing."""

    def __init__(self, data: Any, *, unknown: list[tuple[Column, str]], options: dict[str, Any], viewer: Any) -> None:
        super().__init__(data)
        self._unknown = unknown
        before = options.get("values", {})
        for number, (column, text) in enumerate(unknown):
            label = _("%(heading)s: “%(value)s”") % {"heading": column.heading, "value": text[:80]}
            known = before.get(column.name, {}).get(text) or guess_value(column, text)
            self.fields[f"v{number}"] = _meaning_field(column, label, known, viewer)

    def values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for number, (column, text) in enumerate(self._unknown):
            value = self.cleaned_data.get(f"v{number}")
            found.setdefault(column.name, {})[text] = str(getattr(value, "uuid", value)) if value else LEAVE_EMPTY
        return found


def _meaning_field(column: Column, label: str, known: str | None, viewer: Any) -> forms.Field:
    if column.type is Type.REFERENCE:
        key = PICKERS[column.target]
        field = PickerField(
            key=key,
            label=label,
            required=False,
            help_text=_("Type some of the name. Left empty, the cell is left out."),
        )
        field.viewer = viewer
        field.initial = f"uuid:{known}" if known and known != LEAVE_EMPTY else None
        assert key in registries.pickers._entries  # noqa: S101  # a sheet without a picker is our own mistake
        return field
    choices = [("", _("(leave the cell out)")), *_options_of(column)]
    return forms.ChoiceField(
        label=label, choices=choices, required=False, initial=known if known != LEAVE_EMPTY else ""
    )
