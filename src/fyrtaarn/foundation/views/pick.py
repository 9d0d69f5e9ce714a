"""Suggestions for picker fields."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.http import Request
from fyrtaarn.foundation.pickers import MOST, search


def suggestions(request: Request, key: str) -> HttpResponse:
    """The options of a field's datalist for what has been typed so far (``q``)."""
    picker = registries.pickers.get(key)
    if picker is None or not request.viewer.is_authenticated:
        raise Http404
    found = search(request.viewer, picker, request.GET.get("q", "")[:200])
    return render(request, "ui/options.html", {"options": [picker.label(f) for f in found[:MOST]]})
