"""The overview's rows: one per focus area, in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.portfolio.lifecycle import Phase, rank
from fyrtaarn.portfolio.models import Milestone, PhaseChoices, Project
from fyrtaarn.strategy.models import Anchoring, AnchoringBase, FocusArea, FocusAreaMandate

MOST_AREAS = 60


@dataclass
class Row:
    area: Any
    origins: list[Any] = field(default_factory=list)
    carriers: list[str] = field(default_factory=list)
    phases: list[tuple[int, str]] = field(default_factory=list)
    milestone: Any = None
    reds: int = 0
    updated: date | None = None

    @property
    def where(self) -> str:
        """In words: how many projects stand in which phase. A number and its phase stay on one line."""
        parts = (_("%(count)d in %(phase)s") % {"count": count, "phase": label} for count, label in self.phases)
        return ", ".join(p.replace(" ", "\u00a0") for p in parts)


def rows(viewer: Viewer) -> list[Row]:
    """The running focus areas that the viewer sees, in the board's order."""
    areas = list(FocusArea.objects.all().visible_to(viewer).running().select_related("owner").in_order()[:MOST_AREAS])
    found = {a.pk: Row(a, updated=clock.day_of(a.changed_at)) for a in areas}
    _origins(found)
    _carriers(found)
    _projects(viewer, found)
    _milestones(viewer, found)
    return list(found.values())


def _origins(found: dict[Any, Row]) -> None:
    links = FocusAreaMandate._default_manager.filter(focus_area__in=found).select_related("mandate__mandate_kind")
    for link in links.order_by("mandate__sort_key"):
        found[link.focus_area_id].origins.append(link.mandate)


def _carriers(found: dict[Any, Row]) -> None:
    """Who is responsible in the phase that the area's strategies stand in."""
    anchored = Anchoring._default_manager.filter(
        strategy__focus_area__in=found, phase=F("strategy__phase"), role=AnchoringBase.Roles.RESPONSIBLE
    )
    for anchoring in anchored.select_related("strategy", "unit", "body").order_by("pk"):
        name = str(anchoring.unit or anchoring.body)
        carriers = found[anchoring.strategy.focus_area_id].carriers
        if name not in carriers:
            carriers.append(name)


def _projects(viewer: Viewer, found: dict[Any, Row]) -> None:
    active = Project.objects.all().visible_to(viewer).active().filter(focus_area__in=found)
    counted = (
        active.order_by()
        .values("focus_area_id", "phase")
        .annotate(count=Count("pk"), updated=Max("changed_at"), red=Count("pk", filter=Q(light="red")))
    )
    for group in sorted(counted, key=lambda g: rank(Phase(g["phase"]))):
        row = found[group["focus_area_id"]]
        row.phases.append((group["count"], str(PhaseChoices(group["phase"]).label)))
        row.reds += group["red"]
        row.updated = max(row.updated or date.min, clock.day_of(group["updated"]))


def _milestones(viewer: Viewer, found: dict[Any, Row]) -> None:
    """The next milestone of each area's active projects: the first date per area, then the milestones of it."""
    active = Project.objects.all().visible_to(viewer).active().filter(focus_area__in=found)
    first: dict[Any, date] = dict(
        active.order_by()
        .filter(milestones__done_on__isnull=True, milestones__isnull=False)
        .values("focus_area_id")
        .annotate(day=Min("milestones__due_on"))
        .values_list("focus_area_id", "day")
    )
    if not first:
        return
    on_those_days = Milestone._default_manager.filter(
        Exists(active.filter(pk=OuterRef("project_id"))), done_on__isnull=True, due_on__in=set(first.values())
    )
    names = ("title", "baseline", "forecast", "due_on", "project__focus_area_id")
    for milestone in on_those_days.select_related("project").only(*names).order_by("-pk"):
        area = milestone.project.focus_area_id
        if first.get(area) == milestone.due_on:
            found[area].milestone = milestone
