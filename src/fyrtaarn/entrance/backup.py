"""Writing a backup while the site runs, on either database."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection, models, transaction
from django.db.models import Max

from fyrtaarn import __version__
from fyrtaarn.entrance import archive
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation import clock
from fyrtaarn.foundation.models import Change, Installation

_ROWS_AT_ONCE = 2000


def back_up(path: Path) -> str:
    """Write the backup and return in words what is in it. The file is there whole or not at all."""
    if path.is_dir() or not path.parent.is_dir():
        raise Refused(f"Cannot write {path}: name a file in a folder that is there.")
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        # It holds what people wrote and the fingerprints of their passwords: for its owner's eyes only.
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as out:
            manifest = _write(out)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    rows = sum(t.rows for t in manifest.tables.values())
    files = sum(name.startswith("files/") for name in manifest.members)
    return (
        f"{path}: {rows} rows and {files} files of {manifest.installation}, "
        f"{path.stat().st_size / 1_000_000:.1f} MB. The secret key is not in it."
    )


def _write(out: IO[bytes]) -> archive.Manifest:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed, snapshot():
        manifest = _described()
        for model in archive.tables():
            _write_table(packed, model, manifest)
        # After the rows: a file is stored before the row that names it, under a name of its own.
        for name, path in archive.stored_files():
            _write_file(packed, name, path, manifest)
        packed.writestr(archive.MANIFEST, manifest.to_bytes())
    return manifest


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees the database as it is now, whatever others write, and holds nobody up."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        handle: Any = connection
        mode = handle.transaction_mode
        # The usual IMMEDIATE would take the one writer's place for as long as the backup lasts.
        handle.transaction_mode = "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            handle.transaction_mode = mode
        return
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _described() -> archive.Manifest:
    last = Change.objects.aggregate(Max("recorded_at"))["recorded_at__max"]
    return archive.Manifest(
        format=archive.FORMAT,
        format_version=archive.FORMAT_VERSION,
        version=__version__,
        made_at=clock.now().isoformat(),
        installation=Installation.current().name,
        changes=Change.objects.count(),
        last_change=last.isoformat() if last else None,
        migrations=archive.applied_migrations(),
    )


def _write_table(packed: zipfile.ZipFile, model: type[models.Model], manifest: archive.Manifest) -> None:
    columns = archive.columns(model)
    digest = hashlib.sha256()
    count = 0
    rows = model._base_manager.order_by("pk").values_list(*columns)
    with packed.open(archive.member_of(model), "w", force_zip64=True) as member:
        for row in rows.iterator(chunk_size=_ROWS_AT_ONCE):
            line = json.dumps([archive.encode(v) for v in row], ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            member.write(line)
            count += 1
    manifest.tables[archive.label(model)] = archive.Table(rows=count, columns=columns)
    manifest.members[archive.member_of(model)] = digest.hexdigest()


def _write_file(packed: zipfile.ZipFile, name: str, path: Path, manifest: archive.Manifest) -> None:
    digest = hashlib.sha256()
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return  # removed while we were at it
    with source, packed.open(name, "w", force_zip64=True) as member:
        while piece := source.read(1 << 20):
            digest.update(piece)
            member.write(piece)
    manifest.members[name] = digest.hexdigest()
