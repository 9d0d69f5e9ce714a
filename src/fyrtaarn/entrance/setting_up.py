"""Making an installation ready: tables, what every installation starts with, and its first account."""

import getpass
import os
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.models import Installation
from fyrtaarn.organisation import actions as organisation
from fyrtaarn.organisation import defaults as organisation_defaults
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.organisation.models import Person, RoleGrant, Unit, UnitKind
from fyrtaarn.portfolio import defaults as portfolio_defaults
from fyrtaarn.strategy import defaults as strategy_defaults


def waiting_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def known_migrations() -> set[tuple[str, str]]:
    """Every migration that this version brings, as (app, name)."""
    return set(MigrationExecutor(connection).loader.disk_migrations)


def require_ready() -> None:
    if waiting_migrations():
        raise Refused("The database is not up to date. Make it so with: fyrtaarn migrate")


def make_tables() -> int:
    """Bring the tables up to this version; how many steps that took."""
    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
    return len(waiting)


def migrate() -> int:
    done = make_tables()
    with transaction.atomic():
        organisation_defaults.ensure_defaults()
        strategy_defaults.ensure_defaults(by=system_viewer("defaults"))
        portfolio_defaults.ensure_defaults()
    return done


def open_administrator(*, email: str, name: str) -> None:
    """Give somebody an account and the administrator's role on the whole organisation.

    The password is asked for, or read from ``FYRTAARN_PASSWORD`` where nobody sits at the terminal.
    """
    by = system_viewer("fyrtaarn")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(f"{email} is not an e-mail address.") from error
    password = os.environ.get("FYRTAARN_PASSWORD") or _ask_for_password()
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused("\n".join(error.messages)) from error
    with transaction.atomic():
        unit = Unit.objects.filter(parent=None).order_by("pk").first()
        if unit is None:
            kind = UnitKind.objects.get(key="municipality")
            unit = organisation.save_unit(by=by, unit=Unit(name=Installation.current().name, unit_kind=kind))
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            person = organisation.save_person(by=by, person=Person(name=name or email, email=email))
        organisation.open_account(by=by, person=person, password=password)
        grant = RoleGrant(person=person, unit=unit, role=RoleGrant.Roles.ADMINISTRATOR)
        organisation.grant_role(by=by, grant=grant)


def _ask_for_password() -> str:
    if not sys.stdin.isatty():
        raise Refused("Set FYRTAARN_PASSWORD, or run this at a terminal to be asked for the password.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same once more: ") != password:
        raise Refused("The two passwords differ.")
    return password
