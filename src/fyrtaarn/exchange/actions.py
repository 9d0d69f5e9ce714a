"""What happens to a file that somebody hands in."""

import hashlib
import json
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fyrtaarn.exchange import access
from fyrtaarn.exchange.applying import apply_plan
from fyrtaarn.exchange.guarding import check_workbook
from fyrtaarn.exchange.models import ImportLog, Mapping, folder
from fyrtaarn.exchange.planning import Plan
from fyrtaarn.exchange.problems import Problem, Unreadable
from fyrtaarn.foundation import clock, jobs
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, require

State = ImportLog.State
KEPT_FOR = 30 * 24 * 60 * 60  # seconds


def receive_workbook(*, by: Viewer, upload: "UploadedFile[Any]") -> ImportLog:
    """Keep the file and begin to read it. Raises ``Unreadable`` for what is no workbook."""
    require(access.may_import(by))
    log = _keep(by, upload, ImportLog.Kind.WORKBOOK, State.CHECKING)
    try:
        check_workbook(log.path("file"))
    except Unreadable:
        drop_files(log)
        raise
    with transaction.atomic():
        log.save()
        _enqueue(by, log, "exchange.check", _("Reading %(name)s"))
    return log


def receive_list(*, by: Viewer, upload: "UploadedFile[Any]", look: Any, options: dict[str, Any]) -> ImportLog:
    """Keep a list from elsewhere; it is read when its columns have been mapped. ``look`` raises ``Unreadable``."""
    require(access.may_import_lists(by))
    log = _keep(by, upload, ImportLog.Kind.LIST, State.MAPPING)
    try:
        look(log.path("file"))
    except Unreadable:
        drop_files(log)
        raise
    log.options = options
    log.save()
    return log


def _keep(by: Viewer, upload: "UploadedFile[Any]", kind: str, state: str) -> ImportLog:
    if (upload.size or 0) > settings.FYRTAARN_UPLOAD_LIMIT:
        raise Unreadable(
            _("The file is larger than the %(size)s MB that are taken.")
            % {"size": settings.FYRTAARN_UPLOAD_LIMIT // (1024 * 1024)}
        )
    _sweep()
    log = _new_log(by, Path(upload.name or "").name)
    log.kind, log.state, log.size = kind, state, upload.size or 0
    folder().mkdir(parents=True, exist_ok=True)
    whole = hashlib.sha256()
    with log.path("file").open("xb") as file:
        for chunk in upload.chunks():
            whole.update(chunk)
            file.write(chunk)
    log.sha256 = whole.hexdigest()
    return log


def _new_log(by: Viewer, file_name: str) -> ImportLog:
    return ImportLog(owner_id=by.account_id, owner_name=by.name[:200], source=by.source, file_name=file_name[-200:])


def _enqueue(by: Viewer, log: ImportLog, kind: str, title: str) -> None:
    log.job = jobs.enqueue(
        kind=kind,
        title=title % {"name": log.file_name},
        owner=by.user,
        payload={"import": str(log.uuid), "language": get_language() or ""},
    )
    log.save(update_fields=["job"])


def check_again(*, by: Viewer, log: ImportLog, options: dict[str, Any] | None = None) -> None:
    """Read the file (anew): after its columns were mapped, or after something went wrong on our side."""
    require(access.may_see(by, log))
    if log.state in {State.DONE, State.CANCELLED, State.UNCHANGED}:
        raise ValidationError(_("This import is over. Hand the file in again."))
    if not log.path("file").exists():
        raise ValidationError(_("The file is no longer kept. Hand it in again."))
    with transaction.atomic():
        log.state, log.message, log.finished_at = State.CHECKING, "", None
        if options is not None:
            log.options = options
        log.save()
        _enqueue(by, log, "exchange.check", _("Reading %(name)s"))


def keep_options(*, by: Viewer, log: ImportLog, options: dict[str, Any]) -> None:
    """How the columns are read so far; the values are asked for next."""
    require(access.may_see(by, log))
    log.options, log.state = options, State.MAPPING
    log.save(update_fields=["options", "state"])


def confirm(*, by: Viewer, log: ImportLog) -> None:
    """Import what was shown."""
    require(access.may_see(by, log))
    with transaction.atomic():
        held = ImportLog.objects.select_for_update().get(pk=log.pk)
        if held.state != State.READY:
            raise ValidationError(_("This import is not waiting for your confirmation."))
        log.state = State.APPLYING
        log.save(update_fields=["state"])
        _enqueue(by, log, "exchange.apply", _("Importing %(name)s"))


def cancel(*, by: Viewer, log: ImportLog) -> None:
    """Give the import up and throw the file away."""
    require(access.may_see(by, log))
    with transaction.atomic():
        held = ImportLog.objects.select_for_update().get(pk=log.pk)
        if held.state in {State.DONE, State.UNCHANGED} or (held.state == State.APPLYING and not _failed(held)):
            raise ValidationError(_("This import is over. Hand the file in again."))
        log.state, log.finished_at = State.CANCELLED, clock.now()
        log.save(update_fields=["state", "finished_at"])
    drop_files(log)


def _failed(log: ImportLog) -> bool:
    return log.job is not None and log.job.state == log.job.State.FAILED


def note_plan(log: ImportLog, plan: Plan) -> None:
    """Write down what reading found, and how it goes on."""
    log.counts = plan.counts()
    log.change_count = _write_lines(log.path("changes"), plan.lines())
    log.digest = plan.digest()
    note_problems(log, plan.problems)
    if not plan.is_faulty:
        log.state = State.UNCHANGED if plan.is_empty else State.READY
        if plan.is_empty:
            _end(log)
            return
    log.save()


def note_problems(log: ImportLog, problems: list[Problem]) -> None:
    log.problem_count = _write_lines(log.path("problems"), (p.as_dict() for p in problems))
    if problems:
        log.state, log.finished_at = State.FAULTY, clock.now()
    log.save()


def note_unreadable(log: ImportLog, error: Unreadable) -> None:
    log.counts, log.change_count, log.digest = {}, 0, ""
    log.message = " ".join(error.messages)
    note_problems(log, [Problem(log.message)])


def carry_out(*, by: Viewer, log: ImportLog, plan: Plan) -> None:
    """Import the plan and say so, both or neither."""
    require(access.may_import(by))
    with transaction.atomic():
        apply_plan(plan, by=by)
        log.state = State.DONE
        _end(log)


def _end(log: ImportLog) -> None:
    """The file has done its work; what it changed stays to be read."""
    log.finished_at = clock.now()
    log.save()
    log.path("file").unlink(missing_ok=True)


def take_in_file(*, by: Viewer, path: Path, plan: Plan) -> ImportLog:
    """The same for the command line, where the file is not ours to keep."""
    require(by.is_system or access.may_import(by))
    log = _new_log(by, path.name)
    log.size, log.sha256 = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
    log.counts, log.digest = plan.counts(), plan.digest()
    log.change_count = sum(c["new"] + c["changed"] for c in log.counts.values())
    log.finished_at = clock.now()
    with transaction.atomic():
        apply_plan(plan, by=by)
        log.state = State.DONE
        log.save()
    return log


def save_mapping(*, by: Viewer, name: str, options: dict[str, Any]) -> Mapping:
    """Remember how a list is read. The same name again replaces what it meant."""
    require(access.may_import_lists(by))
    mapping = Mapping.objects.filter(name=name).first() or Mapping(name=name)
    mapping.options = options
    with recording(by=by, verb="exchange.mapping.saved", subject=mapping) as recorder:
        recorder.save(mapping)
    return mapping


def remove_mapping(*, by: Viewer, mapping: Mapping) -> None:
    require(access.may_import_lists(by))
    with recording(by=by, verb="exchange.mapping.removed", subject=mapping) as recorder:
        recorder.remove(mapping)


def drop_files(log: ImportLog) -> None:
    for what in ("file", "changes", "problems"):
        log.path(what).unlink(missing_ok=True)


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> int:
    """One JSON text per line; put in place whole, so that a page never reads half of it."""
    count = 0
    folder().mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(path.suffix + ".new")
    with draft.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    shutil.move(draft, path)
    return count


def _sweep() -> None:
    """Files of imports that nobody goes on with are not kept for ever."""
    if not folder().is_dir():
        return
    for path in folder().iterdir():
        if path.is_file() and path.stat().st_mtime < time.time() - KEPT_FOR:
            path.unlink(missing_ok=True)
