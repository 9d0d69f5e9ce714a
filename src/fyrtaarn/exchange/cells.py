"""One cell to one value and back. Knows nothing of rows, sheets and the database."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from fyrtaarn.exchange.columns import LANGUAGES, Column, Type, same_text
from fyrtaarn.foundation.tables import plain_text

EXCEL_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
YES = frozenset({"ja", "yes", "true", "sand", "x", "1"})
NO = frozenset({"nej", "no", "false", "falsk", "0"})
_PLAIN_NUMBER = re.compile(r"-?\d+(,\d+)?")


class CellError(Exception):
    """What is wrong with a cell, in words for people."""


def tidy(text: str) -> str:
    """A text as we keep it: one kind of line end, no space around it, Excel's own escapes undone."""
    text = text.replace("_x005F_x", "_x") if "_x005F_x" in text else text.replace("_x000D_", "")
    return plain_text(text).strip()


def parse(column: Column, value: Any) -> Any:
    """The value that a workbook's cell means, None for an empty one. References stay texts.

    Strict on purpose: Excel drops the zeros of ``00151`` and guesses at dates, so a cell of the wrong kind is an
    error that people can see, never a guess. Raises ``CellError``.
    """
    if isinstance(value, str):
        value = tidy(value)
        if value in EXCEL_ERRORS:
            raise CellError(_("The cell holds Excel's error %(value)s.") % {"value": value})
    if value is None or value == "":
        return None
    return _PARSERS[column.type](column, value)


def _text(column: Column, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise CellError(_("Here belongs text, not true or false."))
    if isinstance(value, int | float):
        raise CellError(_("Here belongs text, not a number. Format the cell as text and write it again."))
    raise CellError(_("Here belongs text, not a date. Format the cell as text and write it again."))


def _choice(column: Column, value: Any) -> Any:
    wanted = same_text(str(int(value) if isinstance(value, float) and value.is_integer() else value))
    for language in LANGUAGES:
        for own, label in column.choices[language]:
            if wanted in (same_text(label), same_text(str(own))):
                return own
    allowed = " · ".join(column.label_of(own) for own, _label in column.choices[LANGUAGES[0]])
    raise CellError(_("This is not one of the choices. Write one of: %(choices)s.") % {"choices": allowed})


def _day(column: Column, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        raise CellError(_("This is text, not a date. Format the cell as a date and write it again."))
    raise CellError(_("This is a number, not a date. Format the cell as a date."))


def _whole(column: Column, value: Any) -> int:
    number = _number_of(value)
    if number != number.to_integral_value():
        raise CellError(_("Here belongs a whole number."))
    return int(number)


def _number(column: Column, value: Any) -> Decimal:
    number = _number_of(value)
    places: int = column.source.decimal_places
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        raise CellError(_("At most %(places)s decimals are kept here. Round the number.") % {"places": places})
    return number


def _number_of(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise CellError(_("Here belongs a number, not true or false."))
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        if not isfinite(value):
            raise CellError(_("This is not a number."))
        # Fifteen digits are what Excel keeps; the rest is the noise of binary fractions.
        return Decimal(f"{value:.15g}")
    if isinstance(value, datetime | date | time | timedelta):
        raise CellError(_("This is a date, not a number. Format the cell as a number."))
    if _PLAIN_NUMBER.fullmatch(value):
        return Decimal(value.replace(",", "."))
    raise CellError(_("This is text, not a number. Format the cell as a number and write it again."))


def _yes_no(column: Column, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    wanted = same_text(str(int(value) if isinstance(value, float) and value.is_integer() else value))
    if wanted in YES:
        return True
    if wanted in NO:
        return False
    raise CellError(_("Write yes or no."))


_PARSERS = {
    Type.TEXT: _text,
    Type.CHOICE: _choice,
    Type.DAY: _day,
    Type.WHOLE: _whole,
    Type.NUMBER: _number,
    Type.YES_NO: _yes_no,
    Type.REFERENCE: _text,
}


# Lists from elsewhere: what a person would understand is understood.

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})(?:[ T]\d{1,2}[:.]\d{2}.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAMED_MONTH = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?\s*(\d{4})", re.IGNORECASE)
_MONEY = re.compile(r"(kr\.?|dkk|,-)", re.IGNORECASE)


def parse_foreign(column: Column, value: Any) -> Any:
    """The same for a list that somebody else made: dates and numbers as texts, numbers where text belongs."""
    if isinstance(value, str):
        value = tidy(value)
    if value is None or value == "":
        return None
    if column.type in {Type.TEXT, Type.REFERENCE}:
        return _as_text(value)
    if column.type is Type.DAY and isinstance(value, str):
        return day_from_text(value)
    if column.type in {Type.WHOLE, Type.NUMBER} and isinstance(value, str):
        value = number_from_text(value)
        return _whole(column, value) if column.type is Type.WHOLE else _number(column, value)
    return parse(column, value)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}".replace(".", ",")
    if isinstance(value, datetime):
        value = value.date()
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else str(value)


def day_from_text(text: str) -> date:
    """A date as Danes write it: 12-11-2006, 12.11.06, 12/11 2006, 12. november 2006 or 2006-11-12."""
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year + 2000 if year < 100 else year, month, day)
        if found := _NAMED_MONTH.fullmatch(text):
            name = found[2].lower()[:3].replace("may", "maj").replace("oct", "okt")
            return date(int(found[3]), _MONTHS.index(name) + 1, int(found[1]))
    except ValueError as error:
        raise CellError(_("There is no such date.")) from error
    raise CellError(_("This is not understood as a date. Write it as 31-12-2006."))


def number_from_text(text: str) -> int | str:
    """``1.234.567,89 kr.`` as a plain number with a decimal comma, ``1234567,89``."""
    plain = _MONEY.sub("", text).replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", plain):
        plain = plain.replace(",", "").replace(".", ",")
    elif re.fullmatch(r"-?\d+\.\d{1,2}", plain):
        plain = plain.replace(".", ",")
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise CellError(_("This is not understood as a number. Write it as 1234,50."))
    return plain


# Showing and comparing


def shown(column: Column, value: Any) -> str:
    """A value as people read it in the list of changes. References come as texts."""
    if value is None or value == "":
        return ""
    if column.type is Type.CHOICE:
        return column.label_of(value)
    if column.type is Type.YES_NO:
        return _("yes") if value else _("no")
    if column.type is Type.DAY:
        return date_format(value, "SHORT_DATE_FORMAT")
    if column.type is Type.NUMBER:
        return str(number_format(Decimal(value).normalize().__format__("f")))
    return str(value)


def differs(column: Column, old: Any, new: Any) -> bool:
    """Whether a cell says something else than what is there; line ends and space around a text say nothing."""
    if column.type is Type.TEXT:
        return plain_text(old or "").strip() != (new or "")
    if column.type is Type.NUMBER and old is not None and new is not None:
        try:
            return bool(Decimal(old) != Decimal(new))
        except InvalidOperation:
            return True
    return bool(old != new)
