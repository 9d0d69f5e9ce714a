"""Restoring a backup: all of it is checked before anything is touched, and the database changes whole or not at all."""

import os
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localtime
from django_tasks_db.models import DBTaskResult

from fyrtaarn import __version__
from fyrtaarn.accounts.models import User
from fyrtaarn.entrance import archive, setting_up
from fyrtaarn.entrance.archive import Archive
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation import jobs
from fyrtaarn.foundation.models import Change
from fyrtaarn.foundation.recording import put_back

_ROWS_AT_ONCE = 500


def check(path: Path) -> str:
    """Read a backup from end to end; what it is, in words. Raises ``Refused`` when it could not be restored."""
    with Archive(path) as backup:
        _require_restorable(backup)
        return f"The backup is whole: {_in_words(backup)}."


def restore(path: Path, *, force: bool) -> str:
    with Archive(path) as backup:
        _require_restorable(backup)
        # Tables only; on an installation that has them this does nothing.
        setting_up.make_tables()
        if not force:
            _require_no_work(backup)
        brought = _bring_files(backup)
        try:
            with transaction.atomic(durable=True):
                _replace_rows(backup)
        except BaseException as error:
            for target in brought:
                target.unlink(missing_ok=True)
            if isinstance(error, DatabaseError | ValidationError | ValueError | TypeError):
                raise Refused(f"The backup does not fit together; nothing was changed. ({error})") from error
            raise
        _drop_other_files(backup)
        return (
            f"Restored: {_in_words(backup)}. Everybody has to log in again. The secret key is the one of this "
            "installation: links that were mailed before do not work any more."
        )


def _in_words(backup: Archive) -> str:
    manifest = backup.manifest
    made = localtime(datetime.fromisoformat(manifest.made_at))
    rows = sum(t.rows for t in manifest.tables.values())
    return (
        f"{manifest.installation} as of {made:%Y-%m-%d %H:%M}, {rows} rows, {manifest.changes} changes, "
        f"{len(backup.files())} files"
    )


def _require_restorable(backup: Archive) -> None:
    manifest = backup.manifest
    known = {f"{app}.{name}" for app, name in setting_up.known_migrations()}
    labels = {model._meta.app_label for model in archive.tables()}
    ours = {name for name in known if name.split(".")[0] in labels}
    if set(manifest.migrations) - ours:
        raise Refused(
            f"The backup was made by a newer Fyrtårn ({manifest.version}) than this one ({__version__}). "
            "Upgrade this installation first."
        )
    if ours - set(manifest.migrations):
        raise Refused(
            f"The backup was made by an older Fyrtårn ({manifest.version}) than this one ({__version__}). "
            "Install that version, restore there, and upgrade with: fyrtaarn migrate"
        )
    expected = {archive.label(model): archive.columns(model) for model in archive.tables()}
    if {key: table.columns for key, table in manifest.tables.items()} != expected:
        raise Refused("The backup's tables are not those of this version of Fyrtårn.")
    if not {archive.member_of(model) for model in archive.tables()} <= set(manifest.members):
        raise Refused("The backup has been altered: a table is missing.")
    backup.check_members()


def _require_no_work(backup: Archive) -> None:
    """Refuse to replace what somebody wrote, and say how much of it is newer than the backup."""
    changes = Change.objects.exclude(actor_name="defaults")
    if not changes.exists() and not User.objects.exists():
        return
    newer = changes.filter(recorded_at__gt=datetime.fromisoformat(backup.manifest.last_change or "0001-01-01T00:00Z"))
    count, last = newer.count(), changes.order_by("-recorded_at").first()
    told = f"the last on {localtime(last.recorded_at):%Y-%m-%d %H:%M} by {last.actor_name}" if last else ""
    raise Refused(
        f"This database holds work: {changes.count()} changes, {told}. {count} of them are newer than the backup "
        f"({_in_words(backup)}) and would be lost. Nothing was changed. To replace everything, add --force; "
        "a backup of what is here first does no harm."
    )


def _replace_rows(backup: Archive) -> None:
    tables = archive.tables()
    names = [model._meta.db_table for model in tables] + [Session._meta.db_table, DBTaskResult._meta.db_table]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608  # our names
    for model in tables:
        rows = backup.rows(model)
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            put_back(model, batch)
    jobs.give_up_unfinished()
    connection.check_constraints()
    statements = connection.ops.sequence_reset_sql(no_style(), tables)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _bring_files(backup: Archive) -> list[Path]:
    """Put the files in their places beside those that are there: rows that name them come later."""
    brought: list[Path] = []
    for member in backup.files():
        target = archive.place_of(member)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.resolve().is_relative_to(archive.media_root().resolve()):
            raise Refused(f"{target} leads out of the folder for files.")
        there = target.exists()
        part = target.with_name(f".{target.name}.part-{os.getpid()}")
        backup.extract(member, part)
        part.replace(target)
        if not there:
            brought.append(target)
    return brought


def _drop_other_files(backup: Archive) -> None:
    kept = set(backup.files())
    for name, path in list(archive.stored_files()):
        if name not in kept:
            path.unlink(missing_ok=True)
