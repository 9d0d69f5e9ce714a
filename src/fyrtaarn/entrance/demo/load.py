"""The demo's database: made once, marked as a demo's, and never a real one."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from fyrtaarn.entrance import setting_up
from fyrtaarn.entrance.demo import organisation, projects, strategy
from fyrtaarn.entrance.demo.case import BEGINNING, DOMAIN, PASSWORD, Case, data
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.models import Installation
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation import defaults as organisation_defaults
from fyrtaarn.portfolio import defaults as portfolio_defaults
from fyrtaarn.strategy import defaults as strategy_defaults

_MARK = "SELECT COUNT(*) FROM foundation_installation WHERE is_demo"
_WORK = ("accounts_user", "organisation_person", "organisation_unit", "portfolio_project", "strategy_focusarea")


def load_once() -> bool:
    """Load the case into an empty database; False when it is there already. Raises ``Refused`` for any other."""
    is_demo = _is_demo()
    setting_up.make_tables()
    if is_demo:
        return False
    with transaction.atomic():
        _load()
    return True


def reset_and_load() -> bool:
    """Throw the demo's data away and load the case anew."""
    if _is_demo():
        _wipe()
    return load_once()


def log_ins() -> str:
    lines = [f"  {row['login'] + '@' + DOMAIN:<32} {_WHO[row['role']]}" for row in data("organisation")["grants"]]
    return "\n".join([f"Log in with the password {PASSWORD} as", *lines])


_WHO = {
    "executive_board": "executive board",
    "concept_owner": "concept owner",
    "unit_head": "head of a centre",
    "project_manager": "project manager",
    "politician": "politician",
    "reader": "reader",
    "administrator": "administrator",
}


def _is_demo() -> bool:
    """Whether the mark is in the database; False for an empty one. Raises ``Refused`` for anybody else's."""
    tables = set(connection.introspection.table_names())
    if not tables:
        return False
    refusal = Refused(
        "This database is not a demo's, so the demo leaves it alone. Name another place with FYRTAARN_DATA "
        "or DATABASE_URL."
    )
    if "foundation_installation" not in tables:
        raise refusal
    with connection.cursor() as cursor:
        columns = {c.name for c in connection.introspection.get_table_description(cursor, "foundation_installation")}
        if "is_demo" in columns:
            cursor.execute(_MARK)
            if cursor.fetchone()[0]:
                return True
        for table in _WORK:
            if table in tables:
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our names
                if cursor.fetchone()[0]:
                    raise refusal
    return False


def _wipe() -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if connection.vendor != "sqlite":
        call_command("flush", interactive=False, verbosity=0)
        return
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)


def _load() -> None:
    case = Case()
    organisation_defaults.ensure_defaults(by=case.system, on=BEGINNING)
    strategy_defaults.ensure_defaults(by=case.system)
    portfolio_defaults.ensure_defaults(by=case.system, on=BEGINNING)
    _mark(case)
    organisation.build(case)
    strategy.build(case)
    projects.build(case)


def _mark(case: Case) -> None:
    found = data("organisation")
    installation = Installation.current()
    installation.name, installation.colour, installation.contact = found["name"], found["colour"], found["contact"]
    installation.is_demo = True
    with recording(
        by=case.system, verb="foundation.installation.saved", subject=installation, on=BEGINNING
    ) as recorder:
        recorder.save(installation)
