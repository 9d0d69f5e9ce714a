"""Last stage: a plan without faults becomes facts, all of it or nothing."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fyrtaarn.exchange.planning import Plan
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.world import Table
from fyrtaarn.foundation.errors import Conflict


def apply_plan(plan: Plan, *, by: Any) -> None:
    """Save what the plan says through the rooms' own actions, in one transaction.

    Raises ``Unreadable`` in plain words when somebody changed one of the records since they were read, or when
    an action refuses; then nothing of the file is in.
    """
    if plan.is_faulty:
        raise Unreadable(_("The file has faults. Nothing was imported."))
    try:
        with transaction.atomic():
            for table in plan.tables:
                for records in _portions(table):
                    table.layout.sheet.save(by=by, records=records)
    except Conflict as conflict:
        raise Unreadable(
            _("Somebody changed “%(name)s” while the file was read. Nothing was imported; look at the file again.")
            % {"name": conflict.mine}
        ) from conflict
    except IntegrityError as error:
        raise Unreadable(
            _("Somebody else saved the same thing meanwhile. Nothing was imported; look at the file again.")
        ) from error
    except ValidationError as error:
        raise Unreadable([_("Nothing was imported."), *error.messages]) from error


def _portions(table: Table) -> Iterator[list[Any]]:
    """New records, those above in a tree first, then changed ones; each ready to be saved when it is asked for."""
    new = [e.record for e in table.entries if e.is_new]
    changed = [e.record for e in table.entries if e.changes and not e.is_new]
    for record in new:
        record.pk = None
    for generation in [*_generations(table, new), changed]:
        if generation:
            for record in generation:
                _take_keys(table, record)
            yield generation


def _generations(table: Table, new: list[Any]) -> Iterator[list[Any]]:
    trees = [c.name for c in table.layout.self_references]
    waiting = new
    while waiting and trees:
        unsaved = {id(r) for r in waiting}
        ready = [r for r in waiting if not any(id(getattr(r, name)) in unsaved for name in trees)]
        if not ready:
            raise ValidationError(_("Rows of the sheet “%(name)s” lie below themselves.") % {"name": table.layout.name})
        yield ready
        done = {id(r) for r in ready}
        waiting = [r for r in waiting if id(r) not in done]
    if waiting:
        yield waiting


def _take_keys(table: Table, record: Any) -> None:
    """Records that a row refers to have their real keys by now."""
    for column in table.layout.columns:
        if column.target and column.source.is_cached(record):
            setattr(record, column.name, getattr(record, column.name))
