"""The jobs: read and judge a file, and import what was confirmed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from fyrtaarn.exchange import access, actions
from fyrtaarn.exchange.foreign import read_mapped
from fyrtaarn.exchange.models import ImportLog
from fyrtaarn.exchange.planning import Plan, plan_import
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.reading import Reading, read_workbook
from fyrtaarn.foundation import jobs
from fyrtaarn.foundation.jobs import JobFailed, Progress
from fyrtaarn.foundation.models import Job
from fyrtaarn.organisation.access import Viewer, require

State = ImportLog.State


@jobs.handler("exchange.check", repeatable=True)
def check(job: Job, progress: Progress) -> dict[str, Any]:
    with _work(job) as (log, viewer):
        if log.state == State.CHECKING:
            try:
                actions.note_plan(log, plan_of(log, viewer, progress))
            except Unreadable as error:
                actions.note_unreadable(log, error)
        return {"url": log.get_absolute_url(), "label": _("See what was found")}


@jobs.handler("exchange.apply", repeatable=True)
def apply(job: Job, progress: Progress) -> dict[str, Any]:
    with _work(job) as (log, viewer):
        if log.state == State.APPLYING:
            plan = plan_of(log, viewer, progress)
            if plan.is_faulty or plan.digest() != log.digest:
                actions.note_plan(log, plan)
                raise JobFailed(_("Something was changed since you saw the list. Nothing was imported; look again."))
            try:
                actions.carry_out(by=viewer, log=log, plan=plan)
            except Unreadable as error:
                actions.note_unreadable(log, error)
                raise JobFailed(" ".join(error.messages)) from error
        return {"url": log.get_absolute_url(), "label": _("See what was imported")}


@contextmanager
def _work(job: Job) -> Iterator[tuple[ImportLog, Viewer]]:
    """The import and the person who asked, with rights as they are now, in the language of the page."""
    log = ImportLog.objects.get(uuid=job.payload["import"])
    viewer = Viewer(job.owner, source="import")
    require(access.may_import(viewer))
    with translation.override(job.payload.get("language") or translation.get_language()):
        yield log, viewer


def plan_of(log: ImportLog, viewer: Viewer, progress: Progress) -> Plan:
    """Read and judge the file, telling how far it is."""
    words = _("Reading the file.")
    reading = read(log, viewer, lambda rows: progress(rows, 0, words))
    total = sum(len(s.rows) for s in reading.sheets)
    words = _("Checking the rows.")
    return plan_import(reading, viewer, lambda rows: progress(rows, total, words))


def read(log: ImportLog, viewer: Viewer, progress: Any) -> Reading:
    path = log.path("file")
    if not path.exists():
        raise Unreadable(_("The file is no longer kept. Hand it in again."))
    if log.kind == ImportLog.Kind.LIST:
        return read_mapped(path, log.options, viewer)
    return read_workbook(path, progress)
