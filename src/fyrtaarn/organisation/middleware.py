"""Gives every request its viewer, read only when asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fyrtaarn.organisation.access import Viewer


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = Viewer(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)
