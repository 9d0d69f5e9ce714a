"""Watching heavy work."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from fyrtaarn.foundation.http import Request, is_own_path
from fyrtaarn.foundation.models import Job


def job(request: Request, uuid: UUID) -> HttpResponse:
    """One's own job: where it has got to, and what came of it. htmx asks for the changing part only."""
    if not request.viewer.is_authenticated:
        raise Http404
    found = get_object_or_404(Job, uuid=uuid, owner_id=request.viewer.account_id)
    # A result may name a page to go on with: {"url": "/…", "label": "…"}.
    url = found.result.get("url", "") if isinstance(found.result, dict) else ""
    page = {"job": found, "url": url if is_own_path(url) else ""}
    template = "foundation/_job.html" if request.htmx else "foundation/job.html"
    return render(request, template, page)
