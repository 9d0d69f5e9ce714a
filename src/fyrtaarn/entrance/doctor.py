"""What an installation needs to be well, looked at one by one, in plain words."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from fyrtaarn.entrance import setting_up
from fyrtaarn.foundation import clock, worker
from fyrtaarn.foundation.models import Installation
from fyrtaarn.organisation.lifecycle import Role
from fyrtaarn.organisation.models import RoleGrant
from fyrtaarn.portfolio.models import ProjectTemplate

LEAST_SPACE = 1_000_000_000
LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    ok: bool
    text: str


def well(text: str) -> Finding:
    return Finding(True, text)


def wrong(text: str) -> Finding:
    return Finding(False, text)


def report() -> int:
    """Print every finding; 1 when something is wrong."""
    found = examine()
    for name, finding in found:
        print(f"{'ok   ' if finding.ok else 'WRONG'}  {name}: {finding.text}")
    troubles = sum(not finding.ok for _name, finding in found)
    print(f"\n{troubles} of {len(found)} need attention." if troubles else "\nEverything is as it should be.")
    return 1 if troubles else 0


def examine() -> list[tuple[str, Finding]]:
    database = _database()
    found = [("Data folder", _data_folder()), ("Disk space", _disk_space()), ("Database", database)]
    if database.ok:
        migrations = _migrations()
        found.append(("Migrations", migrations))
        if migrations.ok:
            found += [(name, check()) for name, check in _INSIDE]
    return found + [(name, check()) for name, check in _AROUND]


def _data_folder() -> Finding:
    folder = Path(settings.FYRTAARN_DATA)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        return wrong(f"{folder} cannot be written to ({error.strerror}).")
    return well(str(folder))


def _disk_space() -> Finding:
    folder = Path(settings.FYRTAARN_DATA)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = f"{free / 1e9:.1f} GB free at {folder}"
    return well(text) if free >= LEAST_SPACE else wrong(f"{text}. Backups and the database need room.")


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                return _sqlite(cursor)
            cursor.execute("SELECT version()")
            (version,) = cursor.fetchone()
            return well(str(version).split(",")[0])
    except DatabaseError as error:
        return wrong(f"does not answer: {str(error).strip()}")


def _sqlite(cursor: object) -> Finding:
    run = cursor.execute  # type: ignore[attr-defined]
    (mode,) = run("PRAGMA journal_mode").fetchone()
    (health,) = run("PRAGMA quick_check(1)").fetchone()
    if health != "ok":
        return wrong(f"the SQLite file is damaged ({health}). Restore a backup.")
    if mode != "wal":
        return wrong(f"SQLite's journal mode is {mode}, not WAL. Is the folder on a network drive?")
    return well(f"SQLite {connection.Database.sqlite_version}")  # type: ignore[attr-defined]


def _migrations() -> Finding:
    waiting = setting_up.waiting_migrations()
    return wrong(f"{len(waiting)} steps wait. Run: fyrtaarn migrate") if waiting else well("up to date")


def _template() -> Finding:
    latest = ProjectTemplate.objects.filter(published_on__isnull=False).order_by("-version").first()
    return well(f"version {latest.version}") if latest else wrong("none is published. Run: fyrtaarn migrate")


def _administrator() -> Finding:
    grants = RoleGrant.objects.valid().filter(role=Role.ADMINISTRATOR, person__account__is_active=True)
    count = grants.values("person").distinct().count()
    return well(f"{count}") if count else wrong("nobody can open accounts. Run: fyrtaarn administrator EMAIL")


def _worker() -> Finding:
    seen = worker.last_sign_of_life()
    if seen is None:
        return wrong("none runs: imports will wait. Run: fyrtaarn worker")
    return well(f"last seen {int((clock.now() - seen).total_seconds())} seconds ago")


def _queue() -> Finding:
    oldest = worker.oldest_waiting()
    if oldest is not None and clock.now() - oldest.created_at > LONGEST_WAIT:
        return wrong(f"“{oldest.title}” has waited since {oldest.created_at:%Y-%m-%d %H:%M} UTC.")
    return well("nothing waits long")


def _mail() -> Finding:
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    if backend == "console":
        if Installation.current().is_demo:
            return well("printed in the terminal, as a demo does")
        return wrong("printed in the terminal only: nobody gets a link to a new password. Set FYRTAARN_SMTP_HOST")
    if backend != "smtp":
        return well(backend)
    server = get_connection(timeout=5)
    try:
        server.open()
    except OSError as error:
        return wrong(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer: {error}")
    finally:
        server.close()
    return well(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}, from {settings.DEFAULT_FROM_EMAIL}")


def _assets() -> Finding:
    if finders.find("fyrtaarn/fyrtaarn.css") is None:
        return wrong("styles and scripts have not been built. Run: make install")
    return well("built")


def _texts() -> Finding:
    path = Path(settings.LOCALE_PATHS[0]) / "da" / "LC_MESSAGES" / "django.mo"
    return well("built") if path.exists() else wrong("have not been built. Run: make install")


def _clock() -> Finding:
    if settings.FYRTAARN_TODAY is None:
        return well(f"{clock.today()}")
    fixed = f"stands still on {settings.FYRTAARN_TODAY} (FYRTAARN_TODAY)"
    return well(fixed) if settings.FYRTAARN_DEMO else wrong(f"{fixed}: only a demo should do that.")


def _safety() -> Finding:
    if settings.DEBUG:
        return wrong("FYRTAARN_DEBUG is on: faults show their inside to everybody.")
    local = {"127.0.0.1", "localhost", "[::1]"}
    if not settings.HTTPS and not set(settings.ALLOWED_HOSTS) <= local:
        return wrong("the site has a public name but FYRTAARN_HTTPS is off: passwords travel in the open.")
    key = Path(settings.FYRTAARN_DATA) / "secret-key"
    if not os.environ.get("FYRTAARN_SECRET_KEY") and key.exists() and key.stat().st_mode & 0o077:
        return wrong(f"others may read {key}. Run: chmod 600 {key}")
    return well("HTTPS" if settings.HTTPS else "this machine only")


_INSIDE: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("Project template", _template),
    ("Administrators", _administrator),
    ("Worker", _worker),
    ("Waiting jobs", _queue),
    ("Mail", _mail),
)
_AROUND: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("Styles and scripts", _assets),
    ("Danish texts", _texts),
    ("Today", _clock),
    ("Safety", _safety),
)
