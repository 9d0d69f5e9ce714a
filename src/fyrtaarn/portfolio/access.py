"""Who may do what with projects."""

from django.db.models import Q

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.lifecycle import Circle, Role
from fyrtaarn.organisation.models import Unit
from fyrtaarn.portfolio import lifecycle
from fyrtaarn.portfolio.lifecycle import Phase, Status
from fyrtaarn.portfolio.models import Project


def _is_named(viewer: Viewer, project: Project) -> bool:
    return viewer.person is not None and viewer.person.pk in (project.owner_id, project.manager_id)


def may_read_internally(viewer: Viewer) -> bool:
    """Sees the whole project; everybody else sees what is public of it."""
    return viewer.reads_released


def may_register(viewer: Viewer) -> bool:
    """May start a new project somewhere."""
    return viewer.has(Role.CONCEPT_OWNER, Role.PROJECT_MANAGER, Role.UNIT_HEAD)


def may_register_on(viewer: Viewer, unit: Unit | None) -> bool:
    """May let a unit carry a project of theirs."""
    if viewer.is_system or viewer.is_concept_owner:
        return True
    return unit is not None and unit.pk in viewer.registering_unit_ids | viewer.headed_unit_ids


def may_edit(viewer: Viewer, project: Project) -> bool:
    """Owner, manager, the head of a unit above it, the concept owner; of a draft also who began it."""
    if viewer.is_system or viewer.is_concept_owner:
        return True
    if not viewer.reads_internal:
        return False
    if project.is_draft and project.registrar_id is not None and project.registrar_id == viewer.account_id:
        return True
    return _is_named(viewer, project) or (project.unit_id is not None and project.unit_id in viewer.headed_unit_ids)


def may_register_draft(viewer: Viewer, project: Project) -> bool:
    return project.is_draft and may_edit(viewer, project)


def may_remove_draft(viewer: Viewer, project: Project) -> bool:
    return project.is_draft and may_edit(viewer, project)


def may_advance(viewer: Viewer, project: Project) -> bool:
    running = project.status == Status.RUNNING and lifecycle.next_phase(Phase(project.phase)) is not None
    return running and may_edit(viewer, project)


def may_move_back(viewer: Viewer, project: Project) -> bool:
    """A phase that was entered too early, or a closed project that lives on, can be taken back with a reason."""
    moved = project.status in {Status.RUNNING, Status.CLOSED} and bool(project.phase_rank)
    return moved and may_edit(viewer, project)


def may_pause(viewer: Viewer, project: Project) -> bool:
    return lifecycle.may_pause(Status(project.status)) and may_edit(viewer, project)


def may_stop(viewer: Viewer, project: Project) -> bool:
    return lifecycle.may_stop(Status(project.status)) and may_edit(viewer, project)


def may_resume(viewer: Viewer, project: Project) -> bool:
    return lifecycle.may_resume(Status(project.status)) and may_edit(viewer, project)


def may_set_light(viewer: Viewer, project: Project) -> bool:
    return not project.is_draft and project.status != Status.CLOSED and may_edit(viewer, project)


def may_set_circle(viewer: Viewer, project: Project, circle: Circle | None = None) -> bool:
    """Editors choose between restricted and internal; releasing to politicians and public is the concept owner's."""
    if viewer.is_system or viewer.is_concept_owner:
        return True
    inside = {Circle.RESTRICTED, Circle.INTERNAL}
    if Circle(project.circle) not in inside or (circle is not None and circle not in inside):
        return False
    return may_edit(viewer, project)


def may_manage_template(viewer: Viewer) -> bool:
    return viewer.is_concept_owner


def may_manage_document_systems(viewer: Viewer) -> bool:
    return viewer.is_administrator or viewer.is_concept_owner


def headed_by(viewer: Viewer) -> Q:
    """Projects carried by what a unit head heads."""
    return Q(unit__in=viewer.headed_unit_ids) if viewer.headed_unit_ids else Q(pk__in=[])
