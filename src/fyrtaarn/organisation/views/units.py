"""The unit tree and a unit's page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fyrtaarn.foundation.editing import edit
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import may_manage_organisation, may_read_organisation, require
from fyrtaarn.organisation.forms import UnitFilter, UnitForm
from fyrtaarn.organisation.http import Request
from fyrtaarn.organisation.models import Unit
from fyrtaarn.organisation.parts import UNIT_PARTS

TREE_BOUND = 400
# A tree is drawn by a template that calls itself; no municipality has half as many levels.
DEEPEST = 30
SORTS = (Sort("navn", "sort_key"),)


def guard(request: Request) -> None:
    if not may_read_organisation(request.viewer):
        raise Http404


def units(request: Request) -> HttpResponse:
    """The tree; with a search, or in a very large organisation, a flat list."""
    guard(request)
    form = UnitFilter(request.GET)
    form.is_valid()
    text = form.cleaned_data.get("tekst") or ""
    rows = Unit.objects.all() if form.cleaned_data.get("lukkede") else Unit.objects.valid()
    context: dict[str, Any] = {"form": form, "may_manage": may_manage_organisation(request.viewer)}
    found = [] if text else list(rows.select_related("unit_kind").sorted()[: TREE_BOUND + 1])
    tree = _tree(found) if len(found) <= TREE_BOUND else []
    if text or len(found) > TREE_BOUND or _levels(tree) > DEEPEST:
        flat = rows.matching(text).select_related("unit_kind", "parent")
        context["page"] = page_of(flat, request.GET, SORTS, default="navn")
    else:
        context["tree"] = tree
        context["count"] = len(found)
    return render(request, "organisation/units.html", context)


def _tree(found: list[Unit]) -> list[dict[str, Any]]:
    """Nested dictionaries of a unit and its children; a unit whose parent is not shown stands at the top."""
    nodes: dict[Any, dict[str, Any]] = {u.pk: {"unit": u, "children": []} for u in found}
    top: list[dict[str, Any]] = []
    for unit in found:
        home = nodes[unit.parent_id]["children"] if unit.parent_id in nodes else top
        home.append(nodes[unit.pk])
    return top


def _levels(row: list[dict[str, Any]]) -> int:
    count = 0
    while row:
        count, row = count + 1, [child for node in row for child in node["children"]]
    return count


def unit(request: Request, uuid: UUID) -> HttpResponse:
    guard(request)
    record = get_object_or_404(Unit.objects.select_related("unit_kind", "parent"), uuid=uuid)
    return render(
        request,
        "organisation/unit.html",
        {
            "unit": record,
            "above": _above(record),
            "children": record.children.valid().select_related("unit_kind").sorted()[:200],
            "bodies": record.bodies.valid().select_related("body_kind").sorted()[:100],
            "tables": UNIT_PARTS.tables(request.viewer, record),
            "panels": panels_for("unit", request.viewer, record),
            "may_manage": may_manage_organisation(request.viewer),
        },
    )


def _above(record: Unit) -> list[Unit]:
    """The units above, outermost first, in one query and without trusting the tree to be free of cycles."""
    parents = Unit.objects.all().parents()
    line: list[int] = []
    current = record.parent_id
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    found = Unit.objects.in_bulk(line)
    return [found[pk] for pk in reversed(line)]


def _top() -> tuple[str, str]:
    return reverse("organisation"), pgettext("of the municipality", "Organisation")


def unit_new(request: Request) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    parent = Unit.objects.filter(uuid=request.GET["under"]).first() if _is_uuid(request.GET.get("under")) else None
    return edit(
        request,
        make_form=lambda data: UnitForm(data, instance=Unit(parent=parent), viewer=request.viewer),
        save=lambda form: actions.save_unit(by=request.viewer, unit=form.instance),
        title=_("New unit"),
        back=parent.get_absolute_url() if parent else reverse("organisation"),
        goto=lambda record: record.get_absolute_url(),
        done=_("The unit was created."),
        context={"crumbs": [_top()]},
    )


def _is_uuid(text: str | None) -> bool:
    try:
        UUID(text or "")
    except ValueError:
        return False
    return True


def unit_edit(request: Request, uuid: UUID) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(Unit, uuid=uuid)
    return edit(
        request,
        make_form=lambda data: UnitForm(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_unit(by=request.viewer, unit=form.instance),
        title=_("Edit %(what)s") % {"what": record},
        back=record.get_absolute_url(),
        done=_("Saved."),
        context={"crumbs": [_top(), (record.get_absolute_url(), record)]},
    )
