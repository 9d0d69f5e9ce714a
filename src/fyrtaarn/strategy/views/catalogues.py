"""The plain catalogues: tools, arenas and kinds of mandate, each a table with a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.strategy import access, actions
from fyrtaarn.strategy.forms.catalogues import ArenaForm, MandateKindForm, ToolFilter, ToolForm
from fyrtaarn.strategy.models import Arena, MandateKind, Tool


@dataclass(frozen=True)
class Catalogue:
    model: Any
    form: Any
    save: Callable[..., Any]
    argument: str
    url_name: str
    new: Any
    change: Any


CATALOGUES = {
    "tool": Catalogue(
        Tool, ToolForm, actions.save_tool, "tool", "tools", gettext_lazy("New tool"), gettext_lazy("Edit the tool")
    ),
    "arena": Catalogue(
        Arena,
        ArenaForm,
        actions.save_arena,
        "arena",
        "arenas",
        gettext_lazy("New arena"),
        gettext_lazy("Edit the arena"),
    ),
    "mandate_kind": Catalogue(
        MandateKind,
        MandateKindForm,
        actions.save_mandate_kind,
        "mandate_kind",
        "mandate_kinds",
        gettext_lazy("New kind of mandate"),
        gettext_lazy("Edit the kind of mandate"),
    ),
}


def _guard(request: Request) -> None:
    if not access.may_read_catalogues(request.viewer):
        raise Http404


def tools(request: Request) -> HttpResponse:
    _guard(request)
    form = ToolFilter(request.GET)
    text = form.cleaned_data["tekst"] if form.is_valid() else ""
    page = page_of(Tool.objects.all().matching(text), request.GET, (Sort("navn", "sort_key"),), default="navn")
    return render(request, "strategy/tools.html", {"form": form, "page": page, "may_manage": _manages(request)})


def arenas(request: Request) -> HttpResponse:
    _guard(request)
    return render(
        request,
        "strategy/arenas.html",
        {"arenas": Arena.objects.all().sorted()[:100], "may_manage": _manages(request)},
    )


def mandate_kinds(request: Request) -> HttpResponse:
    _guard(request)
    return render(
        request,
        "strategy/mandate_kinds.html",
        {"kinds": MandateKind._default_manager.all()[:100], "may_manage": _manages(request)},
    )


def _manages(request: Request) -> bool:
    return access.may_manage_strategy(request.viewer)


def entry_form(request: Request, catalogue: str, uuid: UUID | None = None) -> HttpResponse:
    """Add or change one entry."""
    _guard(request)
    require(_manages(request))
    kind = CATALOGUES[catalogue]
    record = get_object_or_404(kind.model, uuid=uuid) if uuid else kind.model()
    context: dict[str, Any] = {"crumbs": [(reverse(kind.url_name), kind.model._meta.verbose_name_plural.capitalize())]}
    if uuid:
        context["remove_url"] = reverse(f"{catalogue}_remove", args=[uuid])
    return edit(
        request,
        make_form=lambda data: kind.form(data, instance=record, viewer=request.viewer),
        save=lambda form: kind.save(by=request.viewer, **{kind.argument: form.instance}),
        title=str(kind.change if uuid else kind.new),
        back=reverse(kind.url_name),
        done=_("Saved."),
        context=context,
    )


def entry_remove(request: Request, catalogue: str, uuid: UUID) -> HttpResponse:
    _guard(request)
    require(_manages(request))
    kind = CATALOGUES[catalogue]
    record = get_object_or_404(kind.model, uuid=uuid)
    return confirm(
        request,
        title=_("Remove %(what)s?") % {"what": record},
        text=_("It can only be removed while nothing uses it. What is in use is marked as no longer used instead."),
        button=_("Remove"),
        act=lambda: actions.remove_catalogue_entry(by=request.viewer, record=record),
        back=reverse(kind.url_name),
        done=_("Removed."),
        crumbs=[(reverse(kind.url_name), kind.model._meta.verbose_name_plural.capitalize())],
    )
