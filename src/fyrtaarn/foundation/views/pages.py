"""The house's own few pages."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.http import Request
from fyrtaarn.foundation.models import Installation
from fyrtaarn.foundation.registries import administration_for, navigation_for


def home(request: Request) -> HttpResponse:
    """Where a person starts: the first page of their navigation."""
    entries = navigation_for(request.viewer)
    return redirect(entries[0].url_name if entries else "/")


def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement (lov om tilgængelighed, § 3): the municipality's own, or the product's."""
    installation = Installation.current()
    if installation.statement_url:
        return redirect(installation.statement_url)
    return render(request, "foundation/accessibility.html")


def administration(request: Request) -> HttpResponse:
    entries = administration_for(request.viewer)
    if not entries:
        raise Forbidden
    return render(request, "foundation/administration.html", {"entries": entries})
