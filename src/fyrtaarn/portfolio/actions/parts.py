"""What hangs on a project."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import Recorder, recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.portfolio import access
from fyrtaarn.portfolio.actions.circles import require_somebody
from fyrtaarn.portfolio.completeness import recount
from fyrtaarn.portfolio.models import Dependency, DocumentSystem, Project, ProjectCircle, ProjectGoal
from fyrtaarn.strategy.models import Goal

R = TypeVar("R", bound=Record)


def save_part(*, by: Viewer, parent: Project, record: R, on: date | None = None) -> R:
    """Add or change one row of a project's lists and count the project anew."""
    require(access.may_edit(by, parent))
    _check_reference(by, record)
    noun = record._meta.model_name
    with recording(by=by, verb=f"portfolio.{noun}.saved", subject=parent, on=on) as recorder:
        recorder.save(record)
        _counted(recorder, parent, record)
    return record


def remove_part(*, by: Viewer, parent: Project, record: Record, on: date | None = None) -> None:
    require(access.may_edit(by, parent))
    noun = record._meta.model_name
    with recording(by=by, verb=f"portfolio.{noun}.removed", subject=parent, on=on) as recorder:
        recorder.remove(record)
        require_somebody(parent)
        _counted(recorder, parent, record)


def _counted(recorder: Recorder, parent: Project, record: Record) -> None:
    if recorder.stored and not isinstance(record, ProjectCircle):
        recount(recorder, [parent.pk])


def _check_reference(by: Viewer, record: Record) -> None:
    """What a row points to must exist for the one who points."""
    if isinstance(record, ProjectGoal) and not Goal.objects.all().visible_to(by).filter(pk=record.goal_id).exists():
        raise ValidationError({"goal": _("Nothing fits. Type some of the name.")})
    if isinstance(record, Dependency) and not Project.objects.all().visible_to(by).filter(pk=record.on_id).exists():
        raise ValidationError({"on": _("Nothing fits. Type some of the name.")})


def save_document_system(*, by: Viewer, system: DocumentSystem, on: date | None = None) -> DocumentSystem:
    require(access.may_manage_document_systems(by))
    with recording(by=by, verb="portfolio.documentsystem.saved", subject=system, on=on) as recorder:
        recorder.save(system)
    return system
