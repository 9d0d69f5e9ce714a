"""Pages for what went wrong."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KEEP_NOT = {"csrfmiddlewaretoken", "password", "old_password", "new_password1", "new_password2"}


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person typed, without tokens and secrets."""
    return [(k, v) for k in request.POST if k not in KEEP_NOT for v in request.POST.getlist(k)]


def has_files(request: HttpRequest) -> bool:
    return any(request.FILES.values())


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is older than the log-in: offer to send it again; anybody else's form is refused."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    own = urlsplit(origin).netloc == request.get_host()
    if not own:
        request.from_elsewhere = True  # type: ignore[attr-defined]  # read by accounts.middleware
    page = {
        "path": request.get_full_path(),
        "typed": typed_fields(request) if own else [],
        "files_lost": own and has_files(request),
    }
    response = render(request, "ui/send_again.html", page, status=403)
    response["Cache-Control"] = "no-store"
    return response
