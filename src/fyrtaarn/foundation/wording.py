"""Dates, amounts and numbers as people read them; templates know these as filters."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, localize, number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def kroner(number: Any) -> str:
    """An amount in whole kroner, with øre only where there are any."""
    if number in (None, ""):
        return ""
    amount = Decimal(str(number))
    places = 0 if amount == amount.to_integral_value() else 2
    # The space must not break: an amount and its unit belong together.
    return f"{number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)}\u00a0kr."


def day(value: Any) -> str:
    """A short date in words: 12. nov. 2006."""
    if not isinstance(value, date):
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return _in_words(value, get_language() or "da")


@lru_cache(maxsize=2000)
def _in_words(value: date, language: str) -> str:
    """A list says the same few days again and again."""
    return date_format(value, "j. N Y" if language.startswith("da") else "j M Y").replace(" ", "\u00a0")


def moment(value: Any) -> str:
    """A date with its time of day."""
    if not isinstance(value, datetime):
        return day(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)} {date_format(local, 'H:i')}"


def cell(value: Any) -> Any:
    """A value in a table's cell as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, SafeString):
        return value
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, int | float):
        return localize(value)
    return conditional_escape(value)


def plain_number(value: Any) -> str:
    """A measured number as people write it: no zeros behind it that nobody measured."""
    if value in (None, ""):
        return ""
    number = Decimal(str(value)).normalize()
    places = max(0, -int(number.as_tuple().exponent))
    return str(number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True))
