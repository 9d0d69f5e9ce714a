"""Jobs: what people see of heavy work, and what becomes of it when things go wrong."""

import logging
import os
import socket
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from fyrtaarn.foundation import clock, jobs, worker
from fyrtaarn.foundation.models import Job, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_handlers", dict(jobs._handlers))


def enqueued(run: Any, *, repeatable: bool = False, payload: dict[str, Any] | None = None) -> Job:
    jobs.handler("test.work", repeatable=repeatable)(run)
    return jobs.enqueue(kind="test.work", title="Work", owner=None, payload=payload or {})


def gone_worker() -> Worker:
    """A worker of this machine whose process has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return Worker.objects.create(name="gone", host=socket.gethostname(), pid=ended.pid)


def killed_halfway(job: Job, name: str = "gone") -> None:
    DBTaskResult.objects.update(status="RUNNING", worker_ids=[name], started_at=clock.now())
    Job.objects.filter(pk=job.pk).update(state="running", worker=name, attempts=1)


def test_a_job_is_done_and_keeps_its_result_and_progress() -> None:
    def run(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        progress(1, 2, "half")
        return {"sum": job.payload["a"] + 1}

    job = enqueued(run, payload={"a": 1})
    assert job.state == "waiting"
    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total, job.message) == ("done", {"sum": 2}, 2, 2, "half")
    assert job.started_at is not None
    assert job.finished_at is not None


def test_a_job_is_enqueued_with_the_callers_transaction_or_not_at_all() -> None:
    with transaction.atomic():
        enqueued(lambda job, progress: {})
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_what_is_wrong_with_the_input_is_told_in_its_own_words() -> None:
    def run(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        raise ValidationError(["Sheet A, row 3: no such unit.", "Sheet A, row 4: no date."])

    job = enqueued(run)
    worker.run_waiting()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.message == "Sheet A, row 3: no such unit.\nSheet A, row 4: no date."


def test_a_fault_is_logged_and_its_trace_is_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    def run(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        raise KeyError("secret_column")

    job = enqueued(run)
    with caplog.at_level(logging.ERROR):
        worker.run_waiting()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "secret_column" not in job.message
    assert "secret_column" in caplog.text


def test_a_result_that_cannot_be_kept_fails_the_job(caplog: pytest.LogCaptureFixture) -> None:
    job = enqueued(lambda job, progress: {"bad": object()})
    worker.run_waiting()
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_job_is_run_once_however_often_it_is_asked_for() -> None:
    runs: list[int] = []

    def run(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        runs.append(job.pk)
        return {}

    job = enqueued(run)
    jobs.run_job.call(job.pk)
    jobs.run_job.call(job.pk)
    assert runs == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_progress_inside_the_works_own_transaction_is_skipped_in_silence() -> None:
    seen: list[int] = []

    def run(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        with transaction.atomic():
            progress(1, 10)
            seen.append(Job.objects.get(pk=job.pk).done)
        return {}

    job = enqueued(run)
    worker.run_waiting()
    job.refresh_from_db()
    assert seen == [0]
    assert job.state == "done"


def test_progress_is_written_at_most_twice_a_second() -> None:
    def run(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        for number in range(1, 500):
            progress(number, 1000)
        return {"seen": Job.objects.get(pk=job.pk).done}

    job = enqueued(run)
    worker.run_waiting()
    job.refresh_from_db()
    assert job.result["seen"] < 100


def test_the_job_of_a_killed_worker_fails_in_words() -> None:
    job = enqueued(lambda job, progress: {})
    gone_worker()
    killed_halfway(job)
    assert worker.reap() == 1
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.message
    assert not Worker.objects.exists()


def test_a_repeatable_job_of_a_killed_worker_is_run_again() -> None:
    job = enqueued(lambda job, progress: {"again": True}, repeatable=True)
    gone_worker()
    killed_halfway(job)
    worker.reap()
    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == ("done", {"again": True}, 2)


def test_a_job_that_kills_its_worker_every_time_is_given_up() -> None:
    job = enqueued(lambda job, progress: {}, repeatable=True)
    gone_worker()
    killed_halfway(job)
    Job.objects.update(attempts=jobs.MOST_ATTEMPTS)
    worker.reap()
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_job_taken_but_never_begun_is_put_back() -> None:
    job = enqueued(lambda job, progress: {})
    gone_worker()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"], started_at=clock.now())
    worker.reap()
    worker.run_waiting()
    job.refresh_from_db()
    assert job.state == "done"


def test_a_long_job_of_a_living_worker_is_left_alone() -> None:
    job = enqueued(lambda job, progress: {})
    Worker.objects.create(name="elsewhere", host="another-host", pid=1)
    killed_halfway(job, "elsewhere")
    assert worker.reap() == 0
    Worker.objects.update(seen_at=clock.now() - worker.SILENT_FOR - timedelta(seconds=1))
    assert worker.reap() == 1


def test_a_worker_with_this_process_number_from_before_a_restart_is_gone() -> None:
    old = Worker(name="old", host=socket.gethostname(), pid=os.getpid())
    assert not worker.is_alive(old, own="new")
    assert worker.is_alive(old, own="old")
