"""The process that runs jobs: a sign of life while it works, and an eye on workers that died.

django-tasks-db takes a task and runs it; it has no heartbeat, and a killed worker leaves its task running for
ever. Both are here.
"""

import logging
import os
import signal
import socket
import threading
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Max
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from fyrtaarn.foundation import clock, jobs
from fyrtaarn.foundation.models import Job, Worker

SECONDS_BETWEEN_BEATS = 10
# Longer than any write transaction, because on SQLite a beat waits for it.
SILENT_FOR = timedelta(minutes=5)
KEEP_RESULTS_FOR = timedelta(days=14)

_names = threading.local()


def current_worker() -> str:
    """The worker whose thread this is; empty for a job run by a command or a test."""
    return getattr(_names, "worker", "")


def run_waiting() -> None:
    """Run everything that is due, here and now, and return: for commands and tests.

    The library's own batch run would do, but closes the connection first, and with it a test's transaction.
    """
    loop = _loop(name="here", interval=0)
    while (taken := _claim("here")) is not None:
        loop.run_task(taken)


def _claim(name: str) -> Any:
    with exclusive_transaction():
        waiting = DBTaskResult.objects.ready().filter(backend_name="default").get_locked()
        if waiting is not None:
            waiting.claim(name)
    return waiting


def work(*, interval: float = 1.0, beside: int | None = None) -> None:
    """Run jobs until told to stop (SIGTERM and SIGINT let the job at hand end first).

    ``beside`` is the process that this one ends with, should that one be killed.
    """
    name = f"{socket.gethostname()[:60]}-{os.getpid()}-{int(clock.now().timestamp())}"
    Worker.objects.create(name=name, host=socket.gethostname()[:120], pid=os.getpid())
    _names.worker = name
    reap(own=name)
    stop = threading.Event()
    beats = threading.Thread(target=_beat, args=(name, stop, beside), daemon=True, name="heartbeat")
    beats.start()
    loop = _loop(name=name, interval=interval)
    # Being told to stop is nothing to warn of.
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    try:
        loop.configure_signals()
        loop.run()
    finally:
        stop.set()
        beats.join(timeout=2)
        with suppress(DatabaseError):
            Worker.objects.filter(name=name).delete()


def _loop(*, name: str, interval: float) -> Any:
    return TaskWorker(
        queue_names=["default"],
        interval=interval,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def _beat(name: str, stop: threading.Event, beside: int | None) -> None:
    try:
        while not stop.wait(SECONDS_BETWEEN_BEATS):
            if beside is not None and os.getppid() != beside:
                os.kill(os.getpid(), signal.SIGTERM)
            # The database may be away or busy: the next beat comes soon.
            with suppress(DatabaseError):
                Worker.objects.filter(name=name).update(seen_at=clock.now())
                reap(own=name)
            connection.close_if_unusable_or_obsolete()
    finally:
        connection.close()


def is_alive(worker: Worker, *, own: str = "") -> bool:
    if worker.name == own:
        return True
    if worker.host == socket.gethostname()[:120]:
        if worker.pid == os.getpid():
            return False  # this process has that number now
        try:
            os.kill(worker.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
    return worker.seen_at > clock.now() - SILENT_FOR


def reap(*, own: str = "") -> int:
    """Settle the tasks of workers that are gone; how many there were. Two reapers at once do no harm."""
    found = {w.name: is_alive(w, own=own) for w in Worker.objects.all()[:500]}
    settled = 0
    for row in DBTaskResult.objects.running().order_by("started_at")[:500]:
        name = row.worker_ids[-1] if row.worker_ids else ""
        if found.get(name, name == "here"):
            continue
        given_up = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED, finished_at=clock.now(), traceback="The worker is gone."
        )
        if given_up and row.args_kwargs["args"]:
            jobs.recover(row.args_kwargs["args"][0])
            settled += 1
    Worker.objects.filter(name__in=[name for name, alive in found.items() if not alive]).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - KEEP_RESULTS_FOR).delete()
    return settled


def last_sign_of_life() -> Any:
    """When a worker was last seen; None where none is running."""
    alive = [w.pk for w in Worker.objects.all()[:500] if is_alive(w)]
    return Worker.objects.filter(pk__in=alive).aggregate(Max("seen_at"))["seen_at__max"]


def oldest_waiting() -> Job | None:
    return Job.objects.filter(state=Job.State.WAITING).order_by("created_at").first()
