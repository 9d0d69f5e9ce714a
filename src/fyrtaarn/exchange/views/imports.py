"""From a file handed in to a file taken in."""

import json
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyrtaarn.exchange import access, actions
from fyrtaarn.exchange.columns import layouts
from fyrtaarn.exchange.forms import WorkbookForm
from fyrtaarn.exchange.models import ImportLog
from fyrtaarn.exchange.problems import Problem
from fyrtaarn.foundation import editing
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request

PAGE_SIZE = 50
SORTS = (Sort("tid", "created_at"),)
State = ImportLog.State


def log_or_404(request: Request, uuid: UUID) -> ImportLog:
    """One's own import; anybody else's does not exist."""
    log = get_object_or_404(ImportLog.objects.select_related("job"), uuid=uuid)
    if not access.may_see(request.viewer, log):
        raise Http404
    return log


def imports(request: Request) -> HttpResponse:
    """Hand a workbook in; below, everything that came in so far."""
    viewer = request.viewer
    require(access.may_import(viewer))
    page = page_of(ImportLog.objects.all(), request.GET, SORTS, default="-tid")
    return editing.edit(
        request,
        make_form=lambda data: WorkbookForm(data, request.FILES if data is not None else None),
        save=lambda form: actions.receive_workbook(by=viewer, upload=form.cleaned_data["file"]),
        title=_("Import"),
        back=reverse("administration"),
        goto=lambda log: log.get_absolute_url(),
        template="exchange/imports.html",
        context={
            "page": page,
            "own": {log.pk for log in page.rows if access.may_see(viewer, log)},
            "may_import_lists": access.may_import_lists(viewer),
        },
    )


def show(request: Request, uuid: UUID) -> HttpResponse:
    """Where an import has got to: still being read, every fault, every change, or what came of it."""
    log = log_or_404(request, uuid)
    if log.state == State.MAPPING:
        return HttpResponseRedirect(reverse("import_columns", args=[log.uuid]))
    wants_problems = log.problem_count > 0 and request.GET.get("vis") != "aendringer"
    number = _number(request.GET.get("side", ""))
    what, count = ("problems", log.problem_count) if wants_problems else ("changes", log.change_count)
    lines = _lines(log, what, number)
    page = {
        "log": log,
        "job": log.job,
        "is_at_work": log.state in {State.CHECKING, State.APPLYING} and log.job is not None,
        "job_failed": log.job is not None and log.job.state == log.job.State.FAILED,
        "counts": [
            (layouts()[k].name, v) for k, v in log.counts.items() if k in layouts() and (v["new"] or v["changed"])
        ],
        "wants_problems": wants_problems,
        "problems": [Problem(**line) for line in lines] if wants_problems else [],
        "changes": [] if wants_problems else lines,
        "number": number,
        "last": max(1, -(-count // PAGE_SIZE)),
        "previous": str(number - 1),
        "next": str(number + 1),
        "last_text": str(max(1, -(-count // PAGE_SIZE))),
        "tabs": _tabs(log, wants_problems),
        "url": "",
    }
    return render(request, "exchange/import.html", page)


def _tabs(log: ImportLog, wants_problems: bool) -> list[tuple[str, str, bool]]:
    if not log.problem_count or not log.change_count:
        return []
    return [
        (_("Faults (%(count)s)") % {"count": log.problem_count}, "?", wants_problems),
        (_("Changes (%(count)s)") % {"count": log.change_count}, "?vis=aendringer", not wants_problems),
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 100_000 else 1


def _lines(log: ImportLog, what: str, number: int) -> list[dict[str, Any]]:
    """One page of what reading found."""
    start = (number - 1) * PAGE_SIZE
    try:
        with log.path(what).open(encoding="utf-8") as file:
            return [json.loads(line) for line in islice(file, start, start + PAGE_SIZE)]
    except FileNotFoundError:
        return []


def _crumbs(log: ImportLog) -> list[tuple[str, str]]:
    return [
        (reverse("administration"), _("Administration")),
        (reverse("imports"), _("Import")),
        (log.get_absolute_url(), log.file_name),
    ]


def confirm(request: Request, uuid: UUID) -> HttpResponse:
    log = log_or_404(request, uuid)
    return editing.confirm(
        request,
        title=_("Import “%(name)s”?") % {"name": log.file_name},
        text=ngettext(
            "%(count)s row will be new or changed.",
            "%(count)s rows will be new or changed: all of them, or none if anything fails.",
            log.change_count,
        )
        % {"count": log.change_count},
        button=_("Import"),
        act=lambda: actions.confirm(by=request.viewer, log=log),
        back=log.get_absolute_url(),
        done=_("The import has begun."),
        harmless=True,
        crumbs=_crumbs(log),
    )


def again(request: Request, uuid: UUID) -> HttpResponse:
    """Read the file anew, after something went wrong on our side or somebody changed something meanwhile."""
    log = log_or_404(request, uuid)
    return editing.confirm(
        request,
        title=_("Read “%(name)s” again?") % {"name": log.file_name},
        text=_("The file is compared with what is here now. Nothing is imported by this."),
        button=_("Read it again"),
        act=lambda: actions.check_again(by=request.viewer, log=log),
        back=log.get_absolute_url(),
        done=_("The file is being read."),
        harmless=True,
        crumbs=_crumbs(log),
    )


def cancel(request: Request, uuid: UUID) -> HttpResponse:
    log = log_or_404(request, uuid)
    return editing.confirm(
        request,
        title=_("Give up “%(name)s”?") % {"name": log.file_name},
        text=_("Nothing is imported, and the file is thrown away."),
        button=_("Give up"),
        act=lambda: actions.cancel(by=request.viewer, log=log),
        back=log.get_absolute_url(),
        done=_("Given up. Nothing was imported."),
        goto=lambda: reverse("imports"),
        crumbs=_crumbs(log),
    )
