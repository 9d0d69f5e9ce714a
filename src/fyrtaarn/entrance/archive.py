"""The form of a backup: one zip file that neither database owns, so that either can be restored into the other.

``manifest.json`` says what made it and holds a checksum of every other member; ``tables/<app>.<model>.jsonl``
has one row a line in the order of the columns that the manifest names; ``files/…`` are the stored files.
Sessions, tasks and locked-out log-ins are not in it, and neither is the secret key.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from fyrtaarn import __version__
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.models import Worker

FORMAT = "fyrtaarn-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 16 * 1024 * 1024


@dataclass
class Table:
    rows: int
    columns: list[str]


@dataclass
class Manifest:
    format: str
    format_version: int
    version: str
    made_at: str
    installation: str
    changes: int
    last_change: str | None
    migrations: list[str]
    tables: dict[str, Table] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def tables() -> list[type[models.Model]]:
    """The house's own tables. Workers are processes, not facts."""
    return [
        model
        for app in sorted(apps.get_app_configs(), key=lambda a: a.label)
        if app.name.startswith("fyrtaarn.")
        for model in sorted(app.get_models(include_auto_created=True), key=lambda m: m._meta.model_name or "")
        if model is not Worker and model._meta.managed and not model._meta.proxy
    ]


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def member_of(model: type[models.Model]) -> str:
    return f"tables/{label(model)}.jsonl"


def columns(model: type[models.Model]) -> list[str]:
    return [f.attname for f in model._meta.local_concrete_fields]


def applied_migrations() -> list[str]:
    labels = {model._meta.app_label for model in tables()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


def encode(value: Any) -> Any:
    """A column's value as JSON keeps it; the field reads it back with ``to_python``."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def media_root() -> Path:
    return Path(settings.MEDIA_ROOT)


def stored_files() -> Iterator[tuple[str, Path]]:
    root = media_root()
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield f"files/{path.relative_to(root).as_posix()}", path


def place_of(member: str) -> Path:
    """Where a stored file belongs. Raises ``Refused`` for a name that would leave the folder."""
    parts = PurePosixPath(member).parts
    odd = any(c in member for c in "\\:\0") or "/".join(parts) != member or ".." in parts
    if odd or len(parts) < 2 or parts[0] != "files":
        raise Refused(f"The backup holds a file with a name that is not allowed: {member}")
    return media_root().joinpath(*parts[1:])


class Archive:
    """A backup opened for reading, with everything it says of itself checked before anything is used."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise Refused(f"There is no file {path}.") from None
        except Exception as error:  # damaged bytes raise whatever they happen to mean
            raise Refused(f"{path} is not a whole backup: it is cut off or something else altogether.") from error
        try:
            self.manifest = self._read_manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._zip.close()

    def _read_manifest(self) -> Manifest:
        try:
            if self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise ValueError(MANIFEST)
            found = json.loads(self._zip.read(MANIFEST))
            kind, number = found["format"], found["format_version"]
        except Exception as error:  # as above
            raise Refused("This is not a backup made by Fyrtårn, or it has been damaged.") from error
        if kind != FORMAT:
            raise Refused("This is not a backup made by Fyrtårn.")
        if number != FORMAT_VERSION:
            raise Refused(
                f"The backup was made by Fyrtårn {found.get('version', '')} in a form that this version "
                f"({__version__}) does not read. Install that version or a newer one first."
            )
        try:
            found["tables"] = {key: Table(**value) for key, value in found["tables"].items()}
            return Manifest(**found)
        except (KeyError, TypeError, AttributeError) as error:
            raise Refused("The backup's list of contents has been damaged.") from error

    def check_members(self) -> None:
        """Every member is there, whole and unaltered, and there is nothing else."""
        names = self._zip.namelist()
        listed = self.manifest.members
        if len(names) != len(set(names)) or set(names) != {*listed, MANIFEST}:
            raise Refused("The backup has been altered: it does not hold exactly what its list of contents says.")
        known = {member_of(model) for model in tables()}
        for name, digest in listed.items():
            if name not in known:
                place_of(name)
            found = hashlib.sha256()
            try:
                with self._zip.open(name) as member:
                    while piece := member.read(1 << 20):
                        found.update(piece)
            except Exception as error:  # as above
                raise Refused(f"The backup is damaged: {name} cannot be read.") from error
            if found.hexdigest() != digest:
                raise Refused(f"The backup has been altered: {name} is not what was backed up.")

    def rows(self, model: type[models.Model]) -> Iterator[models.Model]:
        """The rows of a table, as instances that have not been saved."""
        fields = list(model._meta.local_concrete_fields)
        count = 0
        with self._zip.open(member_of(model)) as member:
            for line in member:
                values = json.loads(line)
                facts = {f.attname: _decode(f, v) for f, v in zip(fields, values, strict=True)}
                count += 1
                yield model(**facts)
        if count != self.manifest.tables[label(model)].rows:
            raise Refused(f"The backup is damaged: {label(model)} has another number of rows than it says.")

    def files(self) -> list[str]:
        return [name for name in self.manifest.members if name.startswith("files/")]

    def extract(self, member: str, target: Path) -> None:
        with self._zip.open(member) as source, target.open("wb") as out:
            while piece := source.read(1 << 20):
                out.write(piece)


def _decode(column: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None or isinstance(column, models.JSONField):
        return value
    return column.target_field.to_python(value) if isinstance(column, models.ForeignKey) else column.to_python(value)
