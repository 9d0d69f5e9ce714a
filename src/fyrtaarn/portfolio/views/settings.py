"""The template as it stands, and the document systems."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import edit
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.portfolio import access, actions
from fyrtaarn.portfolio.completeness import current_template
from fyrtaarn.portfolio.forms import DocumentSystemForm
from fyrtaarn.portfolio.headings import heading
from fyrtaarn.portfolio.models import DocumentSystem, TemplateField


def template(request: Request) -> HttpResponse:
    """The fixed template: every heading and from which phase it is required."""
    if not request.viewer.reads_internal:
        raise Http404
    current = current_template()
    fields: list[Any] = list(TemplateField._default_manager.filter(template=current)) if current else []
    rows = [(heading(f.field).label, f) for f in fields]
    return render(request, "portfolio/template.html", {"template": current, "rows": rows})


def document_systems(request: Request) -> HttpResponse:
    require(access.may_manage_document_systems(request.viewer))
    return render(request, "portfolio/document_systems.html", {"systems": DocumentSystem._default_manager.all()[:100]})


def document_system(request: Request, uuid: UUID | None = None) -> HttpResponse:
    require(access.may_manage_document_systems(request.viewer))
    record = get_object_or_404(DocumentSystem, uuid=uuid) if uuid else DocumentSystem()
    return edit(
        request,
        make_form=lambda data: DocumentSystemForm(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_document_system(by=request.viewer, system=form.instance),
        title=_("Edit %(what)s") % {"what": record} if uuid else _("New document system"),
        back=reverse("document_systems"),
        done=_("Saved."),
    )
