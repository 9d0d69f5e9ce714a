"""What happens to somebody who is not logged in on a page that wants it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from fyrtaarn.accounts import again
from fyrtaarn.accounts.views import log_in_page


class LogInFirst:
    """Leads to the log-in instead of a refusal.

    A form sent by somebody whose session has run out shows the log-in form with the typed fields in it;
    afterwards they can be sent again (``again``). The status stays the view's own, so that a page that exists
    and one that does not look the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return self.get_response(request)
        response = self.get_response(request)
        to_log_in = _leads_to_log_in(response)
        if request.resolver_match is None or not (to_log_in or response.status_code in {403, 404}):
            return response
        if request.method == "POST":
            # A form from another website is refused as it stands: we carry nobody else's words.
            if hasattr(request, "from_elsewhere"):
                return response
            carried = again.from_refused(request)
            if carried.typed or carried.files_lost:
                return log_in_page(request, carried=carried, status=403 if to_log_in else response.status_code)
        # A page without a record in its address tells nothing: whoever keeps it as a bookmark wants to log in.
        captured = getattr(request.resolver_match, "captured_kwargs", {})  # which the stubs do not know
        is_plain_page = request.path.endswith("/") and not captured
        if response.status_code == 403 or is_plain_page:
            return redirect_to_login(request.get_full_path())
        return response


def _leads_to_log_in(response: HttpResponse) -> bool:
    if response.status_code != 302:
        return False
    return urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)
