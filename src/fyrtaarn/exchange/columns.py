"""How a registered sheet looks as a sheet: names, headings and columns, in both languages."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from fyrtaarn.foundation.registries import Sheet, sheets
from fyrtaarn.foundation.tables import sheet_name

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class Type(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Column:
    """One column of a sheet, as its model's field means it."""

    name: str
    source: Any  # the model's field
    type: Type
    headings: dict[str, str]
    helps: dict[str, str]
    fixed: bool = False
    # Per language: value and label of each choice.
    choices: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)
    # The key of the sheet whose rows a reference names.
    target: str = ""

    @property
    def attname(self) -> str:
        return str(self.source.attname)

    @property
    def heading(self) -> str:
        return self.headings[current_language()]

    @property
    def help(self) -> str:
        return self.helps[current_language()]

    @property
    def has_default(self) -> bool:
        return bool(self.source.has_default()) or self.type is Type.YES_NO

    @property
    def must_be_filled(self) -> bool:
        return not self.source.blank and not self.source.null and self.type is not Type.YES_NO

    @property
    def required(self) -> bool:
        """Whether a new row must give it."""
        return self.must_be_filled and not self.has_default and not self.fixed

    def label_of(self, value: Any) -> str:
        return str(dict(self.choices[current_language()]).get(value, value))


@dataclass(frozen=True)
class Layout:
    """A sheet with its columns."""

    sheet: Sheet
    names: dict[str, str]
    columns: tuple[Column, ...]
    key_headings: dict[str, str]

    @property
    def key(self) -> str:
        return self.sheet.key

    @property
    def name(self) -> str:
        return self.names[current_language()]

    @property
    def key_heading(self) -> str:
        return self.key_headings[current_language()]

    @property
    def self_references(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.target == self.key)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def by_heading(self) -> dict[str, Column | None]:
        """What a heading means, in either language or as the column's own name; None is the key."""
        found: dict[str, Column | None] = {}
        for column in self.columns:
            found[column.name] = column
        for language in LANGUAGES:
            for column in self.columns:
                found[same_text(column.headings[language])] = column
            found[same_text(self.key_headings[language])] = None
        found["uuid"] = None
        return found


def same_text(text: str) -> str:
    """What two names are compared by."""
    return " ".join(text.split()).casefold()


def current_language() -> str:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


@cache
def layouts() -> dict[str, Layout]:
    """Every registered sheet by key, what is referred to before what refers to it."""
    by_model = {s.model: s.key for s in sheets}
    made = {s.key: _layout(s, by_model) for s in sheets}
    ordered: dict[str, Layout] = {}

    def place(layout: Layout, above: tuple[str, ...] = ()) -> None:
        if layout.key in ordered:
            return
        if layout.key in above:
            raise ValueError(f"sheets refer to each other in a circle: {above}")
        for column in layout.columns:
            if column.target and column.target != layout.key:
                place(made[column.target], (*above, layout.key))
        ordered[layout.key] = layout

    for layout in made.values():
        place(layout)
    return ordered


def layout_names() -> dict[str, str]:
    """Every name that a sheet of ours may have in a workbook, with the sheet's key."""
    return {
        same_text(name): layout.key for layout in layouts().values() for name in (*layout.names.values(), layout.key)
    }


def _in_each(text: Any) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(text() if callable(text) else text)
    return found


def _layout(sheet: Sheet, by_model: dict[Any, str]) -> Layout:
    return Layout(
        sheet=sheet,
        names=_in_each(lambda: sheet_name(str(sheet.label))),
        columns=tuple(_column(sheet, name, by_model) for name in sheet.columns),
        key_headings=_in_each(lambda: gettext("Key")),
    )


def _column(sheet: Sheet, name: str, by_model: dict[Any, str]) -> Column:
    source: models.Field[Any, Any] = sheet.model._meta.get_field(name)  # type: ignore[assignment]
    label = sheet.labels.get(name, source.verbose_name)
    kind = _type(source)
    choices = {}
    if kind is Type.CHOICE:
        for language in LANGUAGES:
            with translation.override(language):
                choices[language] = [
                    (value, str(text)) for value, text in source.flatchoices if value not in (None, "")
                ]
    return Column(
        name=name,
        source=source,
        type=kind,
        headings=_in_each(lambda: capfirst(str(label))),
        helps=_in_each(lambda: str(source.help_text)),
        fixed=name in sheet.fixed,
        choices=choices,
        target=by_model[source.related_model] if kind is Type.REFERENCE else "",
    )


def _type(source: "models.Field[Any, Any]") -> Type:
    if source.is_relation:
        return Type.REFERENCE
    if source.choices:
        return Type.CHOICE
    if isinstance(source, models.BooleanField):
        return Type.YES_NO
    if isinstance(source, models.DateField):
        return Type.DAY
    if isinstance(source, models.DecimalField):
        return Type.NUMBER
    if isinstance(source, models.IntegerField):
        return Type.WHOLE
    return Type.TEXT
