"""Who a focus area exists for."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.recording import Recorder, recording
from fyrtaarn.foundation.text import looks_like_personal_id
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.strategy import access, lifecycle, queries
from fyrtaarn.strategy.models import FocusArea, FocusAreaCircle

OUTSIDE = frozenset({Circle.RELEASED, Circle.PUBLIC})
VERBS = {
    Circle.PUBLIC: "strategy.focus_area.published",
    Circle.RELEASED: "strategy.focus_area.released",
    Circle.INTERNAL: "strategy.focus_area.kept_internal",
    Circle.RESTRICTED: "strategy.focus_area.restricted",
}


def release(
    *,
    by: Viewer,
    focus_area: FocusArea,
    circle: Circle | str,
    launched_on: date | None = None,
    no_personal_ids: bool = False,
    reason: str = "",
    on: date | None = None,
) -> FocusArea:
    """Widen or narrow the circle. ``launched_on`` is the day from which the public sees it; today when left out.

    Leaving the administration is refused while the board has not chosen the focus area, and while its texts
    hold what looks like a CPR number, unless ``no_personal_ids`` says that it is none.
    """
    require(access.may_release(by, focus_area))
    wanted = Circle(circle)
    if wanted in OUTSIDE:
        if focus_area.state == lifecycle.State.PROPOSED:
            raise ValidationError({"circle": _("The board has not chosen this focus area yet.")})
        if not no_personal_ids:
            require_no_personal_ids(focus_area, wanted)
    with recording(by=by, verb=VERBS[wanted], subject=focus_area, reason=reason, on=on) as recorder:
        focus_area.circle = wanted
        focus_area.launched_on = (launched_on or on or clock.today()) if wanted is Circle.PUBLIC else None
        recorder.save(focus_area)
        if wanted is Circle.RESTRICTED:
            enter(recorder, by, focus_area)
            require_somebody(focus_area)
    return focus_area


def require_no_personal_ids(focus_area: FocusArea, circle: Circle | None = None) -> None:
    """Nothing leaves the administration while it holds what looks like a CPR number."""
    if (circle or Circle(focus_area.circle)) not in OUTSIDE:
        return
    places = [label for label, text in queries.texts_of(focus_area) if looks_like_personal_id(text)]
    if places:
        # The value itself is never repeated (databeskyttelsesloven § 11).
        message = _("There seems to be a CPR number in: %(places)s. Remove it, or confirm that it is none.")
        raise ValidationError({"no_personal_ids": message % {"places": ", ".join(places)}})


def enter(recorder: Recorder, by: Viewer, focus_area: FocusArea) -> None:
    """Whoever draws a circle stands in it: nobody locks themselves out by restricting."""
    if by.person is None or access.owns(by, focus_area):
        return
    entries = FocusAreaCircle._default_manager.filter(focus_area=focus_area)
    if not entries.filter(person=by.person).exists():
        recorder.save(FocusAreaCircle(focus_area=focus_area, person=by.person))


def require_somebody(focus_area: FocusArea) -> None:
    """A restricted focus area that nobody can open any more would be lost."""
    if focus_area.circle != Circle.RESTRICTED or focus_area.owner_id is not None:
        return
    if not FocusAreaCircle._default_manager.filter(focus_area=focus_area).exists():
        raise ValidationError(_("Somebody must remain in the circle: name an owner, a person or a unit."))
