"""Who may do what with focus areas, mandates and the catalogues.

Pages, actions and import all ask here, so that a button appears exactly when its action is allowed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.strategy.lifecycle import State
from fyrtaarn.strategy.models import FocusArea


def may_manage_strategy(viewer: Viewer) -> bool:
    """Propose and remove focus areas; mandates and the catalogues: the concept owner's work."""
    return viewer.is_concept_owner


def may_read_catalogues(viewer: Viewer) -> bool:
    """The toolbox and the arenas are the administration's own working papers."""
    return viewer.reads_internal


def may_read_thinking(viewer: Viewer) -> bool:
    """The criteria, the board's reasons, its role and the arenas stay inside, whatever is released."""
    return viewer.reads_internal


def exists_for(viewer: Viewer, area: FocusArea) -> bool:
    """Whether the focus area exists for a viewer. Only a restricted one needs asking of those inside."""
    if viewer.is_system or area._state.adding:
        return True
    if viewer.reads_internal and area.circle != Circle.RESTRICTED:
        return True
    return FocusArea.objects.all().visible_to(viewer).filter(pk=area.pk).exists()


def owns(viewer: Viewer, area: FocusArea) -> bool:
    return viewer.reads_internal and viewer.person is not None and area.owner_id == viewer.person.pk


def may_edit_focus_area(viewer: Viewer, area: FocusArea) -> bool:
    """Its texts and everything that hangs on it: the concept owner and its owner on the board."""
    return (viewer.is_concept_owner or owns(viewer, area)) and exists_for(viewer, area)


def may_edit_all(viewer: Viewer, area_ids: Iterable[int]) -> bool:
    """The same for many focus areas at once, in one query."""
    wanted = set(area_ids)
    found = FocusArea.objects.all().visible_to(viewer).filter(pk__in=wanted)
    if viewer.is_concept_owner:
        return found.count() == len(wanted)
    return len([a for a in found if owns(viewer, a)]) == len(wanted)


def may_choose(viewer: Viewer, area: FocusArea) -> bool:
    """Choose, keep, adjust, park and close: the board alone."""
    return viewer.is_board and exists_for(viewer, area)


def may_set_owner(viewer: Viewer, area: FocusArea) -> bool:
    """The owner, the board's role and its reason."""
    return (viewer.is_board or viewer.is_concept_owner) and exists_for(viewer, area)


def may_set_light(viewer: Viewer, area: FocusArea) -> bool:
    return (viewer.is_board or viewer.is_concept_owner or owns(viewer, area)) and exists_for(viewer, area)


def may_release(viewer: Viewer, area: FocusArea) -> bool:
    """Widen or narrow the circle."""
    return may_edit_focus_area(viewer, area)


def may_remove(viewer: Viewer, area: FocusArea) -> bool:
    """Only what was never decided about can be taken away; the rest is closed and stays."""
    return may_manage_strategy(viewer) and area.state == State.PROPOSED and exists_for(viewer, area)


@dataclass(frozen=True)
class Abilities:
    """What one viewer may do with one focus area: asked once, shown to the page."""

    edit: bool
    choose: bool
    set_owner: bool
    set_light: bool
    release: bool
    remove: bool


def abilities(viewer: Viewer, area: FocusArea) -> Abilities:
    """For a focus area that the viewer sees: existence has been asked already."""
    manages, board, owner = viewer.is_concept_owner, viewer.is_board, owns(viewer, area)
    return Abilities(
        edit=manages or owner,
        choose=board,
        set_owner=board or manages,
        set_light=board or manages or owner,
        release=manages or owner,
        remove=manages and area.state == State.PROPOSED,
    )
