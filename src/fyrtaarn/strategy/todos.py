"""What waits for the board in this room."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.registries import Todo
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy.lifecycle import State
from fyrtaarn.strategy.models import FocusArea

# How long before its day a reassessment is called to mind.
AHEAD = timedelta(days=30)


def _link(viewer: Viewer, area: FocusArea) -> str:
    """The page to act on, for those who may act; the page itself for those who prepare the meeting."""
    return reverse("focus_area_choose", args=[area.uuid]) if viewer.is_board else area.get_absolute_url()


def reassessments(viewer: Viewer, limit: int) -> list[Todo]:
    """Reassessments that are due or soon will be, most overdue first."""
    if not viewer.reads_internal:
        return []
    rows = FocusArea.objects.all().visible_to(viewer).running()
    due = rows.filter(next_reassessment__lte=clock.today() + AHEAD).order_by("next_reassessment", "pk")
    return [
        Todo(
            _("Reassess “%(area)s”") % {"area": area},
            _link(viewer, area),
            _("Reassess"),
            since=area.next_reassessment,
        )
        for area in due[:limit]
    ]


def proposals(viewer: Viewer, limit: int) -> list[Todo]:
    """Focus areas that have been proposed, longest waiting first."""
    if not viewer.reads_internal:
        return []
    rows = FocusArea.objects.all().visible_to(viewer).filter(state=State.PROPOSED).order_by("changed_at", "pk")
    return [
        Todo(
            _("Choose or turn down “%(area)s”") % {"area": area},
            _link(viewer, area),
            _("Decide"),
            since=clock.day_of(area.changed_at),
        )
        for area in rows[:limit]
    ]


def ownerless(viewer: Viewer, limit: int) -> list[Todo]:
    """Running focus areas that nobody on the board owns."""
    if not viewer.reads_internal:
        return []
    rows = FocusArea.objects.all().visible_to(viewer).running().filter(owner__isnull=True).in_order()
    return [
        Todo(
            _("Nobody on the board owns “%(area)s”") % {"area": area},
            reverse("focus_area_owner", args=[area.uuid]) if viewer.is_board else area.get_absolute_url(),
            _("Name an owner"),
        )
        for area in rows[:limit]
    ]
