"""Reading that is more than a QuerySet method: trees, latest measurements, what a release reveals."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, When

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy.models import (
    Anchoring,
    AnchoringBase,
    FocusArea,
    FocusAreaMandate,
    Goal,
    Indicator,
    Mandate,
    Measurement,
    Phases,
    Strategy,
)

MOST_NODES = 400

_AREA_TEXTS = ("title", "purpose", "strategy", "organisation", "tool_reason", "status_text")


@dataclass(frozen=True)
class TreeRow:
    """A node of a tree as a page writes it, line by line: nested lists without recursion, however deep it is.

    ``opens`` says that a list of children follows; ``closes`` has one entry for each list that ends after this row.
    """

    node: Any
    extra: list[Any]
    opens: bool
    closes: range


def tree_rows(rows: list[Any], extra: dict[int, list[Any]] | None = None) -> list[TreeRow]:
    """Rows as a tree, in the rows' order; a row whose parent is not among them stands at the top."""
    here = {r.pk for r in rows}
    children: dict[int | None, list[Any]] = {}
    for row in rows:
        children.setdefault(row.parent_id if row.parent_id in here else None, []).append(row)
    found: list[TreeRow] = []
    # Each entry: a node, and how many lists end with it when nothing lies below it.
    waiting = [(node, 0) for node in reversed(children.get(None, []))]
    while waiting:
        node, ending = waiting.pop()
        below = children.get(node.pk, [])
        found.append(TreeRow(node, (extra or {}).get(node.pk, []), bool(below), range(0 if below else ending)))
        if below:
            waiting.append((below[-1], ending + 1))
            waiting.extend((child, 0) for child in reversed(below[:-1]))
    return found


def with_latest(indicators: "QuerySet[Indicator]") -> "QuerySet[Indicator]":
    """Indicators with ``latest_value`` and ``latest_on``, without a query for each."""
    latest = Measurement.objects.filter(indicator=OuterRef("pk")).order_by("-measured_on", "-pk")
    return indicators.annotate(
        latest_value=Subquery(latest.values("value")[:1]), latest_on=Subquery(latest.values("measured_on")[:1])
    )


def in_phase_order(anchorings: "QuerySet[Any]") -> "QuerySet[Any]":
    """From formulation to evaluation, and in each phase the owner first."""

    def place(name: str, values: list[str]) -> Case:
        return Case(*(When(**{name: v}, then=i) for i, v in enumerate(values)), output_field=IntegerField())

    return anchorings.order_by(place("phase", Phases.values), place("role", AnchoringBase.Roles.values), "pk")


def goal_tree(area: FocusArea) -> list[TreeRow]:
    """The goals of a focus area with their indicators: two queries, however many there are."""
    goals = list(area.goals.select_related("owner").order_by("sort_key", "pk")[:MOST_NODES])
    extra: dict[int, list[Any]] = {}
    indicators = with_latest(Indicator.objects.filter(goal__focus_area=area)).order_by("name", "pk")
    for indicator in indicators[:MOST_NODES]:
        extra.setdefault(indicator.goal_id, []).append(indicator)
    return tree_rows(goals, extra)


def strategy_tree(area: FocusArea) -> list[TreeRow]:
    """The strategies of a focus area with those who own or are responsible for them."""
    strategies = list(area.strategies.order_by("sort_key", "pk")[:MOST_NODES])
    extra: dict[int, list[Any]] = {}
    carriers = Anchoring._default_manager.filter(
        strategy__focus_area=area, role__in=[Anchoring.Roles.OWNER, Anchoring.Roles.RESPONSIBLE]
    ).select_related("unit", "body")
    for anchoring in in_phase_order(carriers)[:MOST_NODES]:
        extra.setdefault(anchoring.strategy_id, []).append(anchoring)
    return tree_rows(strategies, extra)


def above(node: Goal | Strategy) -> list[Any]:
    """The nodes above one, outermost first, in one query and without trusting the tree to be free of cycles."""
    rows = type(node)._default_manager.filter(focus_area_id=node.focus_area_id)
    by_key = {r.pk: r for r in rows.only("pk", "uuid", "title", "parent_id")[: MOST_NODES * 5]}
    line: list[Any] = []
    current = by_key.get(node.parent_id) if node.parent_id else None
    while current is not None and current not in line:
        line.append(current)
        current = by_key.get(current.parent_id) if current.parent_id else None
    return line[::-1]


def with_origins(areas: "QuerySet[FocusArea]") -> "QuerySet[FocusArea]":
    """Focus areas with owner and mandates, for lists: two queries for any number of rows."""
    origins = FocusAreaMandate._default_manager.select_related("mandate").order_by("mandate__sort_key", "pk")
    return areas.select_related("owner", "committee", "policy_area").prefetch_related(
        Prefetch("origins", queryset=origins)
    )


def with_carried(mandates: "QuerySet[Mandate]", viewer: Viewer) -> "QuerySet[Mandate]":
    """Mandates with ``carried``: how many focus areas that the viewer may see spring from each."""
    visible = FocusArea.objects.all().visible_to(viewer).values("pk")
    counted = (
        FocusAreaMandate._default_manager.filter(mandate=OuterRef("pk"), focus_area__in=visible)
        .order_by()
        .values("mandate")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return mandates.annotate(carried=Subquery(counted))


def texts_of(area: FocusArea) -> Iterator[tuple[str, str]]:
    """Every text that outsiders can read once the focus area is released: (where, text)."""
    for name in _AREA_TEXTS:
        column: Any = FocusArea._meta.get_field(name)
        yield str(column.verbose_name), getattr(area, name)
    if area._state.adding:
        return
    for goal in area.goals.all():
        yield goal.title, f"{goal.title}\n{goal.description}\n{goal.success_criterion}"
    for strategy in area.strategies.all():
        yield strategy.title, f"{strategy.title}\n{strategy.description}"
    for indicator in Indicator.objects.filter(goal__focus_area=area):
        yield indicator.name, f"{indicator.name}\n{indicator.source}"
    for origin in area.origins.select_related("mandate"):
        mandate = origin.mandate
        yield mandate.title, f"{origin.note}\n{mandate.title}\n{mandate.quotation}\n{mandate.source}"
    for choice in area.tools.select_related("tool"):
        yield choice.tool.name, choice.reason
    for anchoring in Anchoring._default_manager.filter(strategy__focus_area=area):
        yield str(Anchoring._meta.verbose_name), anchoring.function


def revealed_counts(area: FocusArea) -> dict[str, int]:
    """How much of each kind goes out with a focus area."""
    return {
        "goals": area.goals.count(),
        "indicators": Indicator.objects.filter(goal__focus_area=area).count(),
        "measurements": Measurement.objects.filter(indicator__goal__focus_area=area).count(),
        "strategies": area.strategies.count(),
        "origins": area.origins.count(),
        "tools": area.tools.count(),
    }
