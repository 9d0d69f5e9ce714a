"""Model fields and rules that every room uses."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
LONGEST_TEXT = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def in_a_likely_century(value: date) -> None:
    """A year typed with two or five digits is a slip, not a plan."""
    if not EARLIEST <= value <= LATEST:
        raise ValidationError(_("The year must lie between 1900 and 2199."), code="century")


def no_control_characters(value: str) -> None:
    """NUL breaks PostgreSQL, and the other control characters break workbooks and papers."""
    if _CONTROL.search(value):
        raise ValidationError(_("The text holds characters that cannot be stored. Type it instead of pasting it."))


class DayField(models.DateField):  # type: ignore[type-arg]  # not generic at run time
    """A date in a likely century."""

    default_validators = [in_a_likely_century]  # noqa: RUF012  # Django's own name and form


class TextField(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """Long text with a bound, so that no page can be made endless."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.validators.extend([MaxLengthValidator(LONGEST_TEXT), no_control_characters])


def validate_order(record: models.Model, first: str, last: str) -> None:
    """Raise an error on the later field when it lies before the earlier one."""
    start, end = getattr(record, first), getattr(record, last)
    if start and end and end < start:
        label = record._meta.get_field(first).verbose_name  # type: ignore[union-attr]
        raise ValidationError({last: _("Must not be before “%(field)s”.") % {"field": label}})


def hangs_below_itself(record: Any, parent: str = "parent") -> bool:
    """Whether walking up from a record of a tree comes back to it.

    Walks along the objects and not the rows, so that a tree that is about to be imported is judged as it will be.
    """
    seen: set[tuple[str, Any]] = set()
    current = getattr(record, parent)
    while current is not None:
        if current is record or (record.pk is not None and current.pk == record.pk):
            return True
        mark = ("row", current.pk) if current.pk is not None else ("new", id(current))
        if mark in seen:
            return True
        seen.add(mark)
        current = getattr(current, parent)
    return False
