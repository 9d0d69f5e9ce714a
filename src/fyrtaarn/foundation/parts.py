"""Records that hang on another one (milestones of a project, goals of a focus area …): one table, one form, one way.

A room declares its parts once in a ``PartSet``; the pages to add, edit and remove them come from here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.forms import RecordForm, shown
from fyrtaarn.foundation.http import Request

MOST_ROWS = 200


@dataclass(frozen=True)
class Part:
    """One kind of part. ``columns`` are field names or (label, function of a row)."""

    key: str
    model: type[Record]
    form: type[RecordForm]
    parent: str
    columns: tuple[Any, ...]
    add: Any
    empty: Any
    title: Any = ""
    related: tuple[str, ...] = ()
    # Parts that are only added, never edited afterwards.
    fixed: bool = False
    # Whether the first column links to the record's own page.
    has_page: bool = False

    @property
    def heading(self) -> Any:
        return self.title or str(self.model._meta.verbose_name_plural).capitalize()

    def headings(self) -> list[Any]:
        return [
            c[0] if isinstance(c, tuple) else self.model._meta.get_field(c).verbose_name  # type: ignore[union-attr]
            for c in self.columns
        ]

    def cells(self, row: Record) -> list[Any]:
        return [c[1](row) if isinstance(c, tuple) else shown(row, c) for c in self.columns]


@dataclass(frozen=True)
class PartSet:
    """The parts of one kind of parent, with the room's own rights and actions."""

    name: str
    parts: tuple[Part, ...]
    get: Callable[[Any, str], Any]
    address: Callable[[Any], str]
    may_edit: Callable[[Any, Any], bool]
    save: Callable[..., Any]
    remove: Callable[..., Any]
    rows: Callable[[Any, Part, Any], Any] | None = None
    # The page on which a part's table stands; the parent's own page when left out.
    page: Callable[[Any, Part], str] | None = None

    def part(self, key: str) -> Part:
        for part in self.parts:
            if part.key == key:
                return part
        raise Http404

    def table(self, viewer: Any, parent: Any, key: str) -> "PartTable":
        return PartTable(self, self.part(key), viewer, parent)

    def tables(self, viewer: Any, parent: Any) -> "dict[str, PartTable]":
        return {p.key: self.table(viewer, parent, p.key) for p in self.parts}

    def urls(self, prefix: str) -> list[URLPattern]:
        """``prefix`` is the parent's own address with its ``<str:address>``."""

        def form(request: Request, address: str, key: str, uuid: Any = None) -> HttpResponse:
            return _form(self, request, address, key, uuid)

        def remove(request: Request, address: str, key: str, uuid: Any) -> HttpResponse:
            return _remove(self, request, address, key, uuid)

        return [
            path(f"{prefix}<slug:key>/ny/", form, name=f"{self.name}_part_new"),
            path(f"{prefix}<slug:key>/<uuid:uuid>/ret/", form, name=f"{self.name}_part_edit"),
            path(f"{prefix}<slug:key>/<uuid:uuid>/fjern/", remove, name=f"{self.name}_part_remove"),
        ]


class PartTable:
    """A part's rows under one parent, as its template shows them."""

    def __init__(self, partset: PartSet, part: Part, viewer: Any, parent: Any) -> None:
        self.part = part
        self._set = partset
        self._viewer = viewer
        self._parent = parent
        self.may_edit = partset.may_edit(viewer, parent)

    @property
    def new_url(self) -> str:
        return reverse(f"{self._set.name}_part_new", args=[self._set.address(self._parent), self.part.key])

    def _url(self, what: str, row: Record) -> str:
        return reverse(f"{self._set.name}_part_{what}", args=[self._set.address(self._parent), self.part.key, row.uuid])

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        queryset = self.part.model._default_manager.filter(**{self.part.parent: self._parent})
        if self._set.rows:
            queryset = self._set.rows(self._viewer, self.part, queryset)
        found = queryset.select_related(*self.part.related)[:MOST_ROWS] if self.part.related else queryset[:MOST_ROWS]
        return [
            {
                "record": row,
                "cells": self.part.cells(row),
                "edit_url": self._url("edit", row) if self.may_edit and not self.part.fixed else "",
                "remove_url": self._url("remove", row) if self.may_edit and not self.part.fixed else "",
                "url": row.get_absolute_url() if self.part.has_page else "",  # type: ignore[attr-defined]
            }
            for row in found
        ]

    @property
    def headings(self) -> Sequence[Any]:
        return self.part.headings()


def _back(partset: PartSet, parent: Any, part: Part) -> str:
    page = partset.page(parent, part) if partset.page else parent.get_absolute_url()
    return f"{page}#{part.key}"


def _record(partset: PartSet, request: Request, address: str, key: str, uuid: Any) -> tuple[Any, Part, Any]:
    parent = partset.get(request.viewer, address)
    part = partset.part(key)
    if not partset.may_edit(request.viewer, parent):
        raise Forbidden
    if uuid is None:
        return parent, part, part.model(**{part.parent: parent})
    if part.fixed:
        raise Http404
    rows = part.model._default_manager.filter(**{part.parent: parent})
    if partset.rows:
        rows = partset.rows(request.viewer, part, rows)
    return parent, part, get_object_or_404(rows, uuid=uuid)


def _form(partset: PartSet, request: Request, address: str, key: str, uuid: Any) -> HttpResponse:
    parent, part, record = _record(partset, request, address, key, uuid)
    name = str(part.model._meta.verbose_name)
    return edit(
        request,
        make_form=lambda data: part.form(data, instance=record, viewer=request.viewer),
        save=lambda form: partset.save(by=request.viewer, parent=parent, record=form.instance),
        title=str(part.add) if uuid is None else _("Edit %(what)s") % {"what": name},
        back=_back(partset, parent, part),
        done=_("Saved."),
        context={
            "parent": parent,
            "remove_url": "" if uuid is None else reverse(f"{partset.name}_part_remove", args=[address, key, uuid]),
        },
    )


def _remove(partset: PartSet, request: Request, address: str, key: str, uuid: Any) -> HttpResponse:
    parent, part, record = _record(partset, request, address, key, uuid)

    def act() -> None:
        try:
            partset.remove(by=request.viewer, parent=parent, record=record)
        except ProtectedError as error:
            raise ValidationError(_("This is in use elsewhere and cannot be removed.")) from error

    name = str(part.model._meta.verbose_name)
    return confirm(
        request,
        title=_("Remove %(what)s?") % {"what": name},
        text=_("“%(name)s” will be removed. The history keeps it.") % {"name": str(record)},
        button=_("Remove"),
        act=act,
        back=_back(partset, parent, part),
        done=_("Removed."),
        crumbs=[(_back(partset, parent, part), parent)],
    )
