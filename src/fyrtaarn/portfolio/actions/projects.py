"""A project's own columns."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.recording import differing, recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.lifecycle import Role
from fyrtaarn.portfolio import access
from fyrtaarn.portfolio.actions.circles import require_somebody
from fyrtaarn.portfolio.completeness import count_one, current_template
from fyrtaarn.portfolio.models import Milestone, Project
from fyrtaarn.strategy.lifecycle import Light

# Facts that other actions set, each with rights and rules of its own.
OF_OTHER_DOORS = frozenset(
    {
        "number",
        "year",
        "serial",
        "phase",
        "status",
        "status_reason",
        "light",
        "light_reason",
        "light_on",
        "circle",
        "template",
        "registrar",
    }
)


def save_project(*, by: Viewer, project: Project, reason: str = "", on: date | None = None) -> Project:
    """Begin a draft, or change a project's headings. Phase, light and circle have actions of their own.

    Raises ``ValidationError`` when a start moves past a milestone, or the project moves to a unit where the
    actor may not register.
    """
    if project._state.adding:
        require(access.may_register(by))
        project.template = project.template or current_template()
        project.registrar_id = project.registrar_id or by.account_id
        if project.manager is None and by.person is not None and by.has(Role.PROJECT_MANAGER):
            # Who begins it manages it until somebody else is named: nobody is shut out of what they registered.
            project.manager = by.person
    else:
        _require_rights(by, project)
    _check_unit(by, project)
    _check_milestones(project)
    verb = "portfolio.draft.saved" if project.is_draft else "portfolio.project.saved"
    with recording(by=by, verb=verb, subject=project, reason=reason, on=on) as recorder:
        count_one(project)
        recorder.save(project)
        require_somebody(project)
    return project


def _require_rights(by: Viewer, project: Project) -> None:
    """The right is asked of the row as it stands, and facts that have a door of their own are not changed here."""
    current = Project._base_manager.get(pk=project.pk)
    require(access.may_edit(by, current))
    require(not OF_OTHER_DOORS & set(differing(current, project)))


def _check_unit(by: Viewer, project: Project) -> None:
    """A project cannot be pushed onto a unit by somebody who may not register there."""
    if project.unit_id is None:
        return
    before = (
        None if project._state.adding else Project._base_manager.values_list("unit_id", flat=True).get(pk=project.pk)
    )
    if before != project.unit_id and not access.may_register_on(by, project.unit):
        raise ValidationError({"unit": _("You may not register projects on this unit. Choose one of your own.")})


def _check_milestones(project: Project) -> None:
    if project._state.adding or project.starts_on is None:
        return
    early = Milestone._default_manager.filter(project=project, baseline__lt=project.starts_on).first()
    if early is not None:
        raise ValidationError(
            {"starts_on": _("The milestone “%(name)s” lies before this day. Move it first.") % {"name": early}}
        )


def remove_draft(*, by: Viewer, project: Project) -> None:
    """Throw a draft away. What is registered is stopped or closed instead, never removed."""
    require(access.may_remove_draft(by, project))
    with recording(by=by, verb="portfolio.draft.removed", subject=project) as recorder:
        for relation in project._meta.related_objects:
            model: Any = relation.related_model
            if not hasattr(model, "version_model") or relation.field.name != "project":
                continue
            for row in model._default_manager.filter(project=project):
                recorder.remove(row)
        recorder.remove(project)


def set_light(*, by: Viewer, project: Project, light: Light, reason: str, on: date | None = None) -> Project:
    """Set the light by hand: a judgement with a reason and a date."""
    require(access.may_set_light(by, project))
    if not reason.strip() and light != Light.NONE:
        raise ValidationError({"reason": _("Say in a line why the light is as it is.")})
    if on is not None and on > clock.today():
        raise ValidationError({"on": _("The status cannot lie in the future.")})
    with recording(by=by, verb="portfolio.light.set", subject=project, reason=reason, on=on) as recorder:
        project.light, project.light_reason, project.light_on = light, reason.strip(), on or clock.today()
        recorder.save(project)
    return project
