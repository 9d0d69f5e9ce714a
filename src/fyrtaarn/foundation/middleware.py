"""What no request may hold, and headers that every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


# An upload that is a little too large gets a friendly page of its own; this is for what is meant to fill the disk.
TIMES_THE_LARGEST_UPLOAD = 4


class Bounds:
    """Turns away what nobody sends by mistake, before anything has been read or asked of the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if length.isdecimal() and int(length[:20]) > TIMES_THE_LARGEST_UPLOAD * settings.FYRTAARN_UPLOAD_LIMIT:
            return self._refusal(413)
        # PostgreSQL takes no NUL in a text.
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return self._refusal(400)
        return self.get_response(request)

    @staticmethod
    def _refusal(status: int) -> HttpResponse:
        return HttpResponse(render_to_string("400.html"), status=status)


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            # What one person saw must not come back from a shared computer's cache.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
