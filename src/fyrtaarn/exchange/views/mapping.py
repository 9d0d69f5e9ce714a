"""A list from elsewhere: upload it, say what its columns mean, say what its values mean."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.exchange import access, actions
from fyrtaarn.exchange.foreign import list_of, recalled, remembered, unknown_values
from fyrtaarn.exchange.forms import ColumnsForm, ListForm, ValuesForm
from fyrtaarn.exchange.guessing import guess_columns
from fyrtaarn.exchange.lists import ListFile, read_list
from fyrtaarn.exchange.models import ImportLog, Mapping
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.views.imports import log_or_404
from fyrtaarn.foundation import editing
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request

State = ImportLog.State


def list_new(request: Request) -> HttpResponse:
    require(access.may_import_lists(request.viewer))

    def receive(form: Any) -> ImportLog:
        mapping = form.cleaned_data.get("mapping")
        options = {"memory": mapping.options, "name": mapping.name} if mapping else {}
        upload = form.cleaned_data["file"]
        return actions.receive_list(by=request.viewer, upload=upload, look=read_list, options=options)

    return editing.edit(
        request,
        make_form=lambda data: ListForm(data, request.FILES if data is not None else None),
        save=receive,
        title=_("Import a list from elsewhere"),
        back=reverse("imports"),
        goto=lambda log: reverse("import_columns", args=[log.uuid]),
        template="exchange/list_new.html",
        context={"mappings": Mapping.objects.all()[:100]},
    )


def _waiting(request: Request, uuid: UUID) -> ImportLog:
    """An import of a list whose columns can still be mapped."""
    log = log_or_404(request, uuid)
    over = {State.DONE, State.CANCELLED, State.UNCHANGED, State.APPLYING}
    if log.kind != ImportLog.Kind.LIST or log.state in over or not log.path("file").exists():
        raise Http404
    return log


def columns(request: Request, uuid: UUID) -> HttpResponse:
    """Which field each heading means; guessed first, or remembered."""
    log = _waiting(request, uuid)
    posted = request.POST if request.method == "POST" else None
    found = _table(log, posted)
    options = _options(log, found)
    form = ColumnsForm(posted, found=found, options=options, viewer=request.viewer, name=log.options.get("name", ""))
    status = 200
    if posted is not None and form.is_other_table:
        # Another sheet or row was chosen: guess anew and show that.
        form = ColumnsForm(
            None, found=found, options={"columns": _guessed(found)}, viewer=request.viewer, name=posted.get("name", "")
        )
    elif posted is not None:
        if form.is_valid():
            return _next(request, log, found, form.options() | {"values": options.get("values", {})}, form)
        status = 422
    page = {"form": form, "log": log, "found": found, "first": found.rows[:3], "back": reverse("imports")}
    return render(request, "exchange/columns.html", page, status=status)


def _table(log: ImportLog, posted: Any) -> ListFile:
    options = dict(log.options)
    if posted is not None:
        text = posted.get("heading_row", "")
        options["heading_row"] = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        options["sheet"] = posted.get("sheet", posted.get("seen_sheet", ""))
        try:
            return list_of(log.path("file"), options)
        except Unreadable:
            options["heading_row"] = 0
    return list_of(log.path("file"), options)


def _guessed(found: ListFile) -> dict[str, str]:
    return {str(place): name for place, name in guess_columns(found.headings).items()}


def _options(log: ImportLog, found: ListFile) -> dict[str, Any]:
    """What was said before, else what is remembered, else what the headings look like."""
    if log.options.get("columns"):
        return dict(log.options)
    if memory := log.options.get("memory"):
        told = recalled(memory, found.headings)
        if told["columns"]:
            return told
    return {"columns": _guessed(found)}


def _next(request: Request, log: ImportLog, found: ListFile, options: dict[str, Any], form: Any) -> HttpResponse:
    name = form.cleaned_data["name"].strip()
    if name:
        actions.save_mapping(by=request.viewer, name=name, options=remembered(options))
    options["name"] = name
    meanings = options["values"]
    if any(text not in meanings.get(c.name, {}) for c, text in unknown_values(found, options, request.viewer)):
        actions.keep_options(by=request.viewer, log=log, options=options)
        return HttpResponseRedirect(reverse("import_values", args=[log.uuid]))
    actions.check_again(by=request.viewer, log=log, options=options)
    return HttpResponseRedirect(log.get_absolute_url())


def values(request: Request, uuid: UUID) -> HttpResponse:
    """What the values mean that say nothing here."""
    log = _waiting(request, uuid)
    if not log.options.get("columns"):
        return HttpResponseRedirect(reverse("import_columns", args=[log.uuid]))
    found = list_of(log.path("file"), log.options)
    unknown = unknown_values(found, log.options, request.viewer)

    def go_on(form: Any) -> ImportLog:
        options = log.options | {"values": form.values()}
        if name := options.get("name"):
            actions.save_mapping(by=request.viewer, name=name, options=remembered(options))
        actions.check_again(by=request.viewer, log=log, options=options)
        return log

    return editing.edit(
        request,
        make_form=lambda data: ValuesForm(data, unknown=unknown, options=log.options, viewer=request.viewer),
        save=go_on,
        title=_("What the list's values mean"),
        back=reverse("import_columns", args=[log.uuid]),
        goto=lambda done: done.get_absolute_url(),
        context={
            "button": _("See what would be imported"),
            "intro": _("These values are not known here. Say what they mean, or leave them out."),
            "crumbs": [(reverse("imports"), _("Import"))],
        },
    )


def forget(request: Request, uuid: UUID) -> HttpResponse:
    require(access.may_import_lists(request.viewer))
    mapping = get_object_or_404(Mapping, uuid=uuid)
    return editing.confirm(
        request,
        title=_("Forget “%(name)s”?") % {"name": mapping.name},
        text=_("The mapping will no longer be offered. What was imported with it stays."),
        button=_("Forget"),
        act=lambda: actions.remove_mapping(by=request.viewer, mapping=mapping),
        back=reverse("import_list"),
        done=_("Forgotten."),
    )
