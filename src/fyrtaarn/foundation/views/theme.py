"""The municipality's own look: colour and logo."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from fyrtaarn.foundation.colour import darker
from fyrtaarn.foundation.files import logo_path
from fyrtaarn.foundation.models import Installation


def stylesheet(request: HttpRequest) -> HttpResponse:
    """The four custom properties that the theme is built on."""
    colour = Installation.current().colour
    rules = (
        f":root{{--brand:{colour};--brand-dark:{darker(colour, 0.18)};"
        f"--brand-darker:{darker(colour, 0.36)};--brand-link:{darker(colour, 0.14)}}}\n"
    )
    response = HttpResponse(rules, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def logo(request: HttpRequest) -> FileResponse:
    name = Installation.current().logo
    path = logo_path(name) if name else None
    if path is None or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/png")
    response["Cache-Control"] = "public, max-age=300"
    response["X-Content-Type-Options"] = "nosniff"
    return response
