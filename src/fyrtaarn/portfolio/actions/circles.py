"""Who a project exists for."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.recording import Recorder, recording
from fyrtaarn.foundation.text import looks_like_personal_id
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.portfolio import access
from fyrtaarn.portfolio.models import Project, ProjectCircle

OUTSIDE = frozenset({Circle.RELEASED, Circle.PUBLIC})


def set_circle(
    *,
    by: Viewer,
    project: Project,
    circle: Circle,
    no_personal_ids: bool = False,
    reason: str = "",
    on: date | None = None,
) -> Project:
    """Widen or narrow the circle.

    Leaving the administration is refused for a draft, and while a text holds what looks like a CPR number,
    unless ``no_personal_ids`` says that it is none.
    """
    require(access.may_set_circle(by, project, circle))
    require_releasable(project, circle, no_personal_ids=no_personal_ids)
    with recording(by=by, verb="portfolio.circle.set", subject=project, reason=reason, on=on) as recorder:
        project.circle = circle
        recorder.save(project)
        if circle == Circle.RESTRICTED:
            enter(recorder, by, project)
            require_somebody(project)
    return project


def require_releasable(project: Project, circle: Circle, *, no_personal_ids: bool = False) -> None:
    """Whatever door a circle is set through."""
    if circle not in OUTSIDE:
        return
    if project.is_draft:
        raise ValidationError({"circle": _("A draft cannot be released. Register it first.")})
    if not no_personal_ids:
        _require_no_personal_ids(project)


def enter(recorder: Recorder, by: Viewer, project: Project) -> None:
    """Whoever draws a circle stands in it: nobody locks themselves out by restricting."""
    person = by.person
    if person is not None and person.pk not in {project.owner_id, project.manager_id}:
        entries = ProjectCircle._default_manager.filter(project=project)
        if not entries.filter(person=person).exists():
            recorder.save(ProjectCircle(project=project, person=person))


def require_somebody(project: Project) -> None:
    """A restricted project that nobody can open any more would be lost."""
    if project.circle != Circle.RESTRICTED or project.owner_id or project.manager_id:
        return
    if not ProjectCircle._default_manager.filter(project=project).exists():
        raise ValidationError(_("Somebody must remain in the circle: name an owner, a person or a unit."))


def _require_no_personal_ids(project: Project) -> None:
    places = [label for label, text in _texts(project) if looks_like_personal_id(text)]
    if places:
        # The value itself is never repeated (databeskyttelsesloven § 11).
        message = _("There seems to be a CPR number in: %(places)s. Remove it, or confirm that it is none.")
        raise ValidationError({"no_personal_ids": message % {"places": ", ".join(dict.fromkeys(places))}})


def _texts(project: Project) -> list[tuple[str, str]]:
    """Label and text of everything that people wrote about the project and its lists."""
    found = _written(project)
    if project._state.adding:
        return found
    for relation in project._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, Record) and relation.field.name == "project":
            for row in model._default_manager.filter(project=project):
                found += [(str(model._meta.verbose_name), text) for _label, text in _written(row)]
    return found


def _written(record: Record) -> list[tuple[str, str]]:
    columns = (
        f
        for f in record._meta.concrete_fields
        if isinstance(f, models.CharField | models.TextField) and not f.choices and f.name not in record.derived
    )
    return [(str(f.verbose_name), getattr(record, f.attname) or "") for f in columns]
