"""Mandates: the list, the page with what it carries, and their kinds."""

from datetime import date
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.strategy import access, actions, queries
from fyrtaarn.strategy.forms.catalogues import MandateFilter, MandateForm
from fyrtaarn.strategy.models import FocusArea, Mandate

SORTS = (
    Sort("titel", "sort_key"),
    Sort("slags", "mandate_kind__position"),
    Sort("besluttet", "decided"),
    Sort("aendret", "changed_at"),
)
# A key to page by is never null: what has no date sorts as the oldest.
NO_DATE = date(1900, 1, 1)


def mandates(request: Request) -> HttpResponse:
    form = MandateFilter(request.GET)
    rows = Mandate.objects.all().visible_to(request.viewer).select_related("mandate_kind", "body")
    if form.is_valid():
        rows = rows.matching(form.cleaned_data["tekst"])
        if form.cleaned_data["slags"]:
            rows = rows.filter(mandate_kind=form.cleaned_data["slags"])
    counted = queries.with_carried(rows, request.viewer).annotate(decided=Coalesce("decided_on", Value(NO_DATE)))
    context = {
        "form": form,
        "page": page_of(counted, request.GET, SORTS, default="titel"),
        "may_manage": access.may_manage_strategy(request.viewer),
    }
    return render(request, "strategy/mandates.html", context)


def mandate(request: Request, uuid: UUID) -> HttpResponse:
    rows = Mandate.objects.all().visible_to(request.viewer).select_related("mandate_kind", "body")
    record = get_object_or_404(rows, uuid=uuid)
    visible = FocusArea.objects.all().visible_to(request.viewer)
    origins = record.carried_by.filter(focus_area__in=visible).select_related("focus_area__owner")
    context = {
        "mandate": record,
        "origins": origins.order_by("focus_area__position", "focus_area__sort_key", "pk")[:100],
        "may_manage": access.may_manage_strategy(request.viewer),
        "people_are_links": request.viewer.is_authenticated,
        "panels": panels_for("mandate", request.viewer, record),
    }
    return render(request, "strategy/mandate.html", context)


def mandate_new(request: Request) -> HttpResponse:
    require(access.may_manage_strategy(request.viewer))
    return edit(
        request,
        make_form=lambda data: MandateForm(data, instance=Mandate(), viewer=request.viewer),
        save=lambda form: actions.save_mandate(by=request.viewer, mandate=form.instance),
        title=_("New mandate"),
        back=reverse("mandates"),
        goto=lambda record: record.get_absolute_url(),
        done=_("The mandate was created."),
        context={"crumbs": [(reverse("mandates"), _("Mandates"))]},
    )


def mandate_edit(request: Request, uuid: UUID) -> HttpResponse:
    record = get_object_or_404(Mandate.objects.all().visible_to(request.viewer), uuid=uuid)
    require(access.may_manage_strategy(request.viewer))
    return edit(
        request,
        make_form=lambda data: MandateForm(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_mandate(by=request.viewer, mandate=form.instance),
        title=_("Edit the mandate"),
        back=record.get_absolute_url(),
        done=_("Saved."),
        context={
            "parent": str(record),
            "crumbs": [(reverse("mandates"), _("Mandates"))],
            "remove_url": reverse("mandate_remove", args=[record.uuid]),
        },
    )


def mandate_remove(request: Request, uuid: UUID) -> HttpResponse:
    record = get_object_or_404(Mandate.objects.all().visible_to(request.viewer), uuid=uuid)
    require(access.may_manage_strategy(request.viewer))
    return confirm(
        request,
        title=_("Remove %(what)s?") % {"what": record},
        text=_("The mandate is removed. The history keeps it."),
        button=_("Remove"),
        act=lambda: actions.remove_mandate(by=request.viewer, mandate=record),
        back=record.get_absolute_url(),
        done=_("Removed."),
        goto=lambda: reverse("mandates"),
        crumbs=[(reverse("mandates"), _("Mandates")), (record.get_absolute_url(), record)],
    )
