"""Many projects and parts at once: the doors of the import."""

from collections.abc import Sequence
from typing import Any

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.portfolio import completeness, lifecycle
from fyrtaarn.portfolio.actions.circles import enter, require_releasable
from fyrtaarn.portfolio.actions.steps import give_number
from fyrtaarn.portfolio.lifecycle import Requirement, Status
from fyrtaarn.portfolio.models import Project, ProjectTemplate

COUNTED = tuple(completeness.LISTS.values())

_BATCH = 500


def save_projects(*, by: Viewer, records: Sequence[Project]) -> None:
    """Store projects as a workbook states them, phase and light included.

    One that is registered and has no number gets the next one of its start's year. The right is the concept
    owner's: an import goes past the single steps that others take.
    """
    require(by.is_concept_owner)
    if not records:
        return
    narrowed = _check_circles(records)
    template = completeness.current_template()
    with recording(by=by, verb="portfolio.project.imported") as recorder:
        ProjectTemplate._base_manager.select_for_update().order_by("pk").first()
        next_serial: dict[int, int] = {}
        for project in records:
            if project._state.adding:
                project.template = project.template or template
                project.registrar_id = project.registrar_id or by.account_id
            _number(project, next_serial)
        _count(records)
        recorder.save_many(records)
        for project in narrowed:
            enter(recorder, by, project)


def _check_circles(records: Sequence[Project]) -> list[Project]:
    """Refuse what may not be released; returns what the import restricts and nobody, or not its doer, could open.

    A new one with an owner or manager brings its circle along on a sheet of its own.
    """
    keys = [p.pk for p in records if not p._state.adding]
    before: dict[Any, str] = {}
    for start in range(0, len(keys), _BATCH):
        part = Project._base_manager.filter(pk__in=keys[start : start + _BATCH])
        before |= dict(part.values_list("pk", "circle"))
    changed = [p for p in records if p._state.adding or before.get(p.pk) != p.circle]
    for project in changed:
        require_releasable(project, Circle(project.circle))
    restricted = [p for p in changed if p.circle == Circle.RESTRICTED]
    return [p for p in restricted if not p._state.adding or not (p.owner_id or p.manager_id)]


def _number(project: Project, next_serial: dict[int, int]) -> None:
    if project.status == Status.DRAFT or project.number:
        return
    year = project.starts_on.year if project.starts_on else clock.today().year
    if year not in next_serial:
        give_number(project, year)
    else:
        project.year, project.serial = year, next_serial[year]
        project.number = lifecycle.project_number(year, next_serial[year])
    assert project.serial is not None  # noqa: S101  # just set
    next_serial[year] = project.serial + 1


def _count(records: Sequence[Project]) -> None:
    rules: dict[Any, list[Requirement]] = {}
    lists = completeness.lists_of([p.pk for p in records if p.pk])
    for project in records:
        if project.template_id not in rules:
            rules[project.template_id] = completeness.rules_of(project.template_id)
        completeness.count(project, rules=rules[project.template_id], lists=lists.get(project.pk, set()))


def save_parts(*, by: Viewer, records: Sequence[Record]) -> None:
    """Store rows of one kind of list and count their projects anew."""
    require(by.is_concept_owner)
    if not records:
        return
    noun = records[0]._meta.model_name
    with recording(by=by, verb=f"portfolio.{noun}.imported") as recorder:
        recorder.save_many(records)
        completeness.recount(recorder, {r.project_id for r in records if isinstance(r, COUNTED)})
