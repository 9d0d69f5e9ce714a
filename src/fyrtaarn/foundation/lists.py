"""Bounded lists whose whole state lies in the address: sorted and paged by key, counted exactly to a bound."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import number_format
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

PAGE_SIZE = 50
COUNT_BOUND = 10_000


@dataclass(frozen=True)
class Sort:
    """A column to sort by. ``field`` must never be null in the rows; ties are broken by the primary key."""

    key: str
    field: str


@dataclass
class Page:
    """One page of rows with what is needed to walk on."""

    rows: list[Any]
    sort: str
    before: str
    after: str
    count: int
    counted_to_bound: bool
    is_filtered: bool = False

    @property
    def count_text(self) -> str:
        if self.counted_to_bound:
            return _("over %(bound)s") % {"bound": number_format(COUNT_BOUND)}
        return str(number_format(self.count))


def _encode(value: Any, pk: Any) -> str:
    tag = "t" if isinstance(value, datetime) else "d" if isinstance(value, date) else "v"
    plain = value.isoformat() if tag != "v" else value
    return base64.urlsafe_b64encode(json.dumps([tag, plain, pk]).encode()).decode().rstrip("=")


def _decode(text: str) -> tuple[Any, Any] | None:
    """The position a cursor names; None for anything that is not a cursor of ours."""
    try:
        tag, value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if tag == "t":
            value = parse_datetime(value)
        elif tag == "d":
            value = parse_date(value)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(pk, int) or isinstance(value, bool) or not isinstance(value, str | int | date):
        return None
    if isinstance(value, datetime) and is_naive(value):
        return None
    # PostgreSQL takes no text that holds a NUL.
    return None if isinstance(value, str) and "\0" in value else (value, pk)


def page_of(
    queryset: "QuerySet[Any]",
    query: Mapping[str, str],
    sorts: tuple[Sort, ...],
    *,
    default: str,
    size: int = PAGE_SIZE,
) -> Page:
    """Read ``sorter``, ``efter``, ``foer`` and ``side=sidste`` from the address and fetch one page.

    An unknown sort or a broken cursor falls back to the first page: a shared link never breaks.
    """
    by_key = {s.key: s for s in sorts}
    wanted = query.get("sorter", default)
    if wanted.lstrip("-") not in by_key:
        wanted = default
    descending = wanted.startswith("-")
    field = by_key[wanted.lstrip("-")].field

    backwards = query.get("side") == "sidste"
    cursor = None
    if text := query.get("efter"):
        cursor = _decode(text)
    elif text := query.get("foer"):
        cursor, backwards = _decode(text), True
    sign = "-" if descending != backwards else ""
    try:
        rows = queryset if cursor is None else _beyond(queryset, field, cursor, ascending=descending == backwards)
        found = list(rows.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    except (ValueError, TypeError, OverflowError, ValidationError):
        # The cursor's value was of another type than the column: somebody edited the address.
        cursor = None
        found = list(queryset.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_before = more if backwards else cursor is not None
    has_after = (cursor is not None) if backwards else more
    # Where everything is on this page, its rows have been counted by fetching them.
    is_all = cursor is None and not more
    count = len(found) if is_all else queryset.order_by()[: COUNT_BOUND + 1].count()
    return Page(
        rows=found,
        sort=wanted,
        before=_encode(_read(found[0], field), found[0].pk) if found and has_before else "",
        after=_encode(_read(found[-1], field), found[-1].pk) if found and has_after else "",
        count=count,
        counted_to_bound=count > COUNT_BOUND,
    )


def _beyond(rows: "QuerySet[Any]", field: str, cursor: tuple[Any, Any], *, ascending: bool) -> "QuerySet[Any]":
    value, pk = cursor
    comparison = "gt" if ascending else "lt"
    further = Q(**{f"{field}__{comparison}": value}) | Q(**{f"pk__{comparison}": pk})
    # "At or beyond" is said as well: by that a database finds the place in an index, by an "or" it does not.
    return rows.filter(further, **{f"{field}__{comparison}e": value})


def _read(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row
