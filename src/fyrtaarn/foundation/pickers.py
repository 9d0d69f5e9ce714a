"""Finding one record by what somebody typed, with and without JavaScript."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.text import fold

MOST = 20


class Ambiguous(ValidationError):
    """Several records fit; ``options`` holds (uuid, label) of the first of them."""

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__(_("Several fit. Choose one below."), code="ambiguous")
        self.options = options


def search(viewer: Any, picker: registries.Picker, text: str) -> list[Any]:
    # What our labels put around a name is no part of it; and PostgreSQL takes no NUL.
    words = re.sub(r"[(),<>\0]", " ", text)
    return list(picker.rows(viewer).matching(words).sorted()[: MOST + 1])  # type: ignore[attr-defined]


def resolve(viewer: Any, picker: registries.Picker, text: str) -> Any:
    """The one record that a text means. Raises ``ValidationError`` for none, ``Ambiguous`` for several."""
    if text.startswith("uuid:"):
        try:
            found = picker.rows(viewer).filter(uuid=UUID(text[5:])).first()
        except ValueError:
            found = None
        if found is None:
            raise ValidationError(_("Nothing fits. Type some of the name."), code="none")
        return found
    candidates = search(viewer, picker, text)
    wanted = fold(text)
    for reading in (picker.label, str):
        exact = [c for c in candidates if fold(reading(c)) == wanted]
        if len(exact) == 1:
            return exact[0]
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise ValidationError(_("Nothing fits. Type some of the name."), code="none")
    raise Ambiguous([(str(c.uuid), picker.label(c)) for c in candidates[:MOST]])


class PickerWidget(forms.TextInput):
    """A text box whose suggestions come from the server; when several records fit, radio buttons below it."""

    template_name = "ui/picker.html"

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.options: list[tuple[str, str]] = []
        self.label_of: dict[Any, str] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if chosen := data.get(f"{name}_choice"):
            return f"uuid:{chosen}"
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"picker": self.key, "options": self.options}
        return context


class PickerField(forms.Field):
    """A foreign key filled by searching. The viewer is set by the form."""

    widget: PickerWidget

    def __init__(self, *, key: str, **kwargs: Any) -> None:
        super().__init__(widget=PickerWidget(key), **kwargs)
        self.key = key
        self.viewer: Any = None

    def prepare_value(self, value: Any) -> Any:
        """Show a record by its label; what was typed stays as typed."""
        picker = registries.pickers[self.key]
        if value in (None, "") or (isinstance(value, str) and not value.startswith("uuid:")):
            return value
        rows = picker.rows(self.viewer)
        try:
            condition = {"uuid": UUID(value[5:])} if isinstance(value, str) else {"pk": getattr(value, "pk", value)}
        except ValueError:
            return ""
        found = rows.filter(**condition).first()
        return picker.label(found) if found else ""

    def clean(self, value: Any) -> Any:
        text = (value or "").strip()
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return resolve(self.viewer, registries.pickers[self.key], text[:300])
        except Ambiguous as error:
            self.widget.options = error.options
            raise

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)
