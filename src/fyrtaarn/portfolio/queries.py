"""Reading projects: the list with its filters, next milestones, the timeline."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from fyrtaarn.foundation.lists import Sort
from fyrtaarn.organisation.models import Unit
from fyrtaarn.portfolio.lifecycle import Status
from fyrtaarn.portfolio.models import Milestone, ProjectQuerySet

SORTS = (
    Sort("nummer", "number_key"),
    Sort("titel", "sort_key"),
    Sort("fase", "phase_rank"),
    Sort("lys", "light_rank"),
    Sort("udfyldt", "completeness"),
    Sort("opdateret", "changed_at"),
)
DEFAULT_SORT = "-nummer"
_BATCH = 1000


def filtered(visible: ProjectQuerySet, chosen: dict[str, Any]) -> ProjectQuerySet:
    """What a cleaned ``ProjectFilter`` leaves of the projects that somebody sees."""
    rows: Any = _by_status(visible, chosen.get("status") or "")
    if text := chosen.get("tekst"):
        rows = rows.matching(text)
    if area := chosen.get("fokusomraade"):
        rows = rows.filter(focus_area=None) if area == "ingen" else rows.filter(focus_area__uuid=area)
    if phase := chosen.get("fase"):
        rows = rows.filter(phase=phase)
    if light := chosen.get("lys"):
        rows = rows.filter(light=light)
    if unit := chosen.get("enhed"):
        rows = rows.filter(unit__in=Unit.objects.all().subtree_ids({unit.pk}))
    if person := chosen.get("ejer"):
        rows = rows.filter(Q(owner=person) | Q(manager=person))
    if mandate := chosen.get("pejlemaerke"):
        rows = rows.filter(focus_area__origins__mandate=mandate)
    if complete := chosen.get("udfyldt"):
        rows = rows.filter(missing_count=0) if complete == "fuldt" else rows.filter(missing_count__gt=0)
    return rows  # type: ignore[no-any-return]


def _by_status(rows: ProjectQuerySet, status: str) -> ProjectQuerySet:
    if status == "kladder":
        return rows.drafts()
    if status == "alle":
        return rows.registered()
    if status in {Status.RUNNING, Status.PAUSED, Status.STOPPED, Status.CLOSED}:
        return rows.filter(status=status)
    return rows.active()


class NextMilestone(NamedTuple):
    title: str
    due: date


def next_milestones(projects: Iterable[Any]) -> dict[Any, NextMilestone]:
    """Per project id, the first milestone that is not done; one query for a thousand projects."""
    keys = list(projects)
    found: dict[Any, NextMilestone] = {}
    for start in range(0, len(keys), _BATCH):
        rows = Milestone._default_manager.filter(project_id__in=keys[start : start + _BATCH], done_on__isnull=True)
        # The last come first, so that the first one stays.
        for key, title, due in rows.order_by("-due_on", "-pk").values_list("project_id", "title", "due_on"):
            found[key] = NextMilestone(title, due)
    return found


def timeline_rows(projects: QuerySet[Any]) -> QuerySet[Any]:
    """Milestones of the given projects."""
    # Asked of each milestone as the days are walked, until the page is full: not a list of all the projects first.
    wanted = Exists(projects.filter(pk=OuterRef("project_id")))
    of_project = ("uuid", "number", "title", "focus_area__title")
    rows: QuerySet[Any] = (
        Milestone._default_manager.filter(wanted)
        .select_related("project", "project__focus_area")
        .only("title", "baseline", "forecast", "done_on", "due_on", *(f"project__{n}" for n in of_project))
    )
    return rows
