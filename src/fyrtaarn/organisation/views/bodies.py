"""Bodies, their members and terms."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import edit
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import may_manage_organisation, require
from fyrtaarn.organisation.forms import BodyFilter, BodyForm, CouncilTermForm
from fyrtaarn.organisation.http import Request
from fyrtaarn.organisation.models import Body, CouncilTerm
from fyrtaarn.organisation.parts import BODY_PARTS
from fyrtaarn.organisation.views.units import guard

SORTS = (Sort("navn", "sort_key"), Sort("art", "body_kind__position"))


def bodies(request: Request) -> HttpResponse:
    guard(request)
    form = BodyFilter(request.GET)
    rows = Body.objects.all().select_related("body_kind", "unit")
    if form.is_valid():
        rows = rows.matching(form.cleaned_data["tekst"])
        if form.cleaned_data["art"]:
            rows = rows.filter(body_kind=form.cleaned_data["art"])
    page = page_of(rows, request.GET, SORTS, default="art")
    context = {
        "form": form,
        "page": page,
        "terms": CouncilTerm.objects.all()[:12],
        "may_manage": may_manage_organisation(request.viewer),
    }
    return render(request, "organisation/bodies.html", context)


def body(request: Request, uuid: UUID) -> HttpResponse:
    guard(request)
    record = get_object_or_404(Body.objects.select_related("body_kind", "unit"), uuid=uuid)
    return render(
        request,
        "organisation/body.html",
        {
            "body": record,
            "tables": BODY_PARTS.tables(request.viewer, record),
            "panels": panels_for("body", request.viewer, record),
            "may_manage": may_manage_organisation(request.viewer),
        },
    )


def body_new(request: Request) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    return edit(
        request,
        make_form=lambda data: BodyForm(data, instance=Body(), viewer=request.viewer),
        save=lambda form: actions.save_body(by=request.viewer, body=form.instance),
        title=_("New body"),
        back=reverse("bodies"),
        goto=lambda record: record.get_absolute_url(),
        done=_("The body was created."),
        context={"crumbs": [(reverse("bodies"), _("Bodies"))]},
    )


def body_edit(request: Request, uuid: UUID) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(Body, uuid=uuid)
    return edit(
        request,
        make_form=lambda data: BodyForm(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_body(by=request.viewer, body=form.instance),
        title=_("Edit %(what)s") % {"what": record},
        back=record.get_absolute_url(),
        done=_("Saved."),
        context={"crumbs": [(reverse("bodies"), _("Bodies")), (record.get_absolute_url(), record)]},
    )


def term_edit(request: Request, uuid: UUID | None = None) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(CouncilTerm, uuid=uuid) if uuid else CouncilTerm()
    return edit(
        request,
        make_form=lambda data: CouncilTermForm(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_council_term(by=request.viewer, term=form.instance),
        title=_("Edit %(what)s") % {"what": record} if uuid else _("New council term"),
        back=reverse("bodies"),
        done=_("Saved."),
        context={"crumbs": [(reverse("bodies"), _("Bodies"))]},
    )
