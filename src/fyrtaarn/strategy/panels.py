"""What this room shows on the pages of units, people and bodies."""

from typing import Any

from django.db.models import QuerySet

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.models import Body, Person, Unit
from fyrtaarn.strategy.models import Anchoring, FocusArea, Goal, Mandate, Strategy

MOST = 50


def _anchorings(viewer: Viewer) -> "QuerySet[Anchoring]":
    visible = Strategy.objects.all().visible_to(viewer)
    return Anchoring._default_manager.filter(strategy__in=visible).select_related("strategy__focus_area")


def of_unit(viewer: Viewer, unit: Unit) -> dict[str, Any] | None:
    found = list(_anchorings(viewer).filter(unit=unit).order_by("strategy__sort_key", "phase", "pk")[:MOST])
    return {"anchorings": found} if found else None


def of_person(viewer: Viewer, person: Person) -> dict[str, Any] | None:
    areas = list(FocusArea.objects.all().visible_to(viewer).filter(owner=person).in_order()[:MOST])
    goals = list(
        Goal.objects.all().visible_to(viewer).filter(owner=person).select_related("focus_area").sorted()[:MOST]
    )
    return {"areas": areas, "goals": goals} if areas or goals else None


def of_body(viewer: Viewer, body: Body) -> dict[str, Any] | None:
    areas = list(FocusArea.objects.all().visible_to(viewer).filter(committee=body).in_order()[:MOST])
    mandates = list(Mandate.objects.all().visible_to(viewer).filter(body=body).sorted()[:MOST])
    anchorings = list(_anchorings(viewer).filter(body=body).order_by("strategy__sort_key", "phase", "pk")[:MOST])
    if not (areas or mandates or anchorings):
        return None
    return {"areas": areas, "mandates": mandates, "anchorings": anchorings}
