"""Heavy work outside the request, with progress that a person can watch.

A room registers a function with ``@handler("exchange.import")`` in a module that its ``registered.py`` imports,
and its action calls ``enqueue(...)`` inside its own transaction: job and data are there together or not at all.
``foundation.worker`` runs what waits. Job rows are no facts: they have no history and are written here only.
"""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.errors import Conflict
from fyrtaarn.foundation.models import Job

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_SIGNS = 0.5
MOST_ATTEMPTS = 3
LONGEST_MESSAGE = 4000


class Progress(Protocol):
    """What a handler calls as it goes. Costs nothing when called often."""

    def __call__(self, done: int, total: int = 0, message: str = "") -> None: ...


class JobFailed(Exception):  # it reads as what happened
    """The work cannot be done; the message is for people."""


@dataclass(frozen=True)
class Handler:
    """``repeatable``: a second run after a killed first one does no harm, so it is started again by itself."""

    run: Callable[[Job, Progress], dict[str, Any]]
    repeatable: bool


_handlers: dict[str, Handler] = {}
Run = Callable[[Job, Progress], dict[str, Any]]


def handler(kind: str, *, repeatable: bool = False) -> Callable[[Run], Run]:
    """Decorator: the function that does the jobs of a kind. What it returns (JSON) becomes the job's result."""

    def register(function: Run) -> Run:
        if kind in _handlers:
            raise ValueError(f"registered twice: {kind}")
        _handlers[kind] = Handler(function, repeatable)
        return function

    return register


def enqueue(*, kind: str, title: str, owner: Any, payload: dict[str, Any]) -> Job:
    """Put a job in the queue, within the caller's transaction. ``owner`` is the account that may watch it, or None."""
    if kind not in _handlers:
        raise KeyError(kind)
    with transaction.atomic():
        job = Job.objects.create(kind=kind, title=title[:200], owner=owner, payload=payload)
        run_job.enqueue(job.pk)
    return job


@task()
def run_job(job_id: int, worker: str = "") -> None:
    """Run one job to its end, whatever happens in it. Does nothing when somebody else took it."""
    from fyrtaarn.foundation.worker import current_worker

    job = Job.objects.select_related("owner").filter(pk=job_id).first()
    if job is None or not _take(job, worker or current_worker()):
        return
    language = (job.owner.language if job.owner else "") or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            result = _handlers[job.kind].run(job, Reporter(job))
            _finish(job, Job.State.DONE, result=json.loads(json.dumps(result or {}, cls=DjangoJSONEncoder)))
        except Exception as error:
            _finish(job, Job.State.FAILED, message=plain(error, f"job {job.uuid} ({job.kind})"))
        except BaseException:
            _finish(job, Job.State.FAILED, message=_("The work was stopped before it was done."))
            raise


def _take(job: Job, worker: str) -> bool:
    taken = Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.RUNNING,
        started_at=clock.now(),
        worker=worker,
        attempts=job.attempts + 1,
        done=0,
        total=0,
        message="",
    )
    job.refresh_from_db()
    return taken == 1


def _finish(job: Job, state: Job.State, *, result: dict[str, Any] | None = None, message: str = "") -> None:
    job.state, job.finished_at = state, clock.now()
    job.message = (message or job.message)[:LONGEST_MESSAGE]
    if result is not None:
        job.result = result
    if state == Job.State.DONE and job.total:
        job.done = job.total
    job.save(update_fields=["state", "finished_at", "message", "result", "done", "total"])


def plain(error: Exception, what: str) -> str:
    """An error in words for people. What nobody foresaw is logged with its trace and told as such."""
    if isinstance(error, ValidationError):
        return "\n".join(error.messages)
    if isinstance(error, JobFailed):
        return str(error)
    if isinstance(error, Conflict):
        return _("“%(name)s” was changed by somebody else meanwhile. Nothing was changed; try again.") % {
            "name": error.mine
        }
    if isinstance(error, PermissionDenied):
        return _("You may not do this.")
    logger.exception("Failed: %s", what, exc_info=error)
    return _("Something went wrong. The fault has been written to the log of the server.")


class Reporter:
    """Writes progress in a short transaction of its own, at most twice a second.

    Inside the work's own transaction nothing is written: the row would be seen by nobody before the end, and
    on SQLite no second connection can write meanwhile.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last = float("-inf")

    def __call__(self, done: int, total: int = 0, message: str = "") -> None:
        job = self._job
        job.done, job.total = max(done, 0), max(total, 0)
        job.message = message[:LONGEST_MESSAGE]
        moment = time.monotonic()
        if moment - self._last < SECONDS_BETWEEN_SIGNS:
            return
        self._last = moment
        try:
            with transaction.atomic(durable=True):
                job.save(update_fields=["done", "total", "message"])
        except RuntimeError:
            return  # durable refuses to nest: the work's own transaction is open
        except OperationalError:
            return  # somebody else writes just now; a missed sign of progress does no harm


def recover(job_id: int) -> None:
    """What becomes of a job whose worker is gone: started again where that is harmless, else failed."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.is_over:
            return
        known = _handlers.get(job.kind)
        never_ran = job.state == Job.State.WAITING
        if never_ran or (known is not None and known.repeatable and job.attempts < MOST_ATTEMPTS):
            job.state = Job.State.WAITING
            job.save(update_fields=["state"])
            run_job.enqueue(job.pk)
            return
        _finish(job, Job.State.FAILED, message=_("The server stopped in the middle of this. Start it again."))


def give_up_unfinished() -> None:
    """After a restore: what waited or ran when the backup was made has no task behind it any more."""
    with translation.override(settings.LANGUAGE_CODE):
        for job in Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]):
            _finish(job, Job.State.FAILED, message=_("The server stopped in the middle of this. Start it again."))
