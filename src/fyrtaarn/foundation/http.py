"""The request as our middleware leaves it."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """``viewer`` is an ``organisation.access.Viewer``; the ground floor only needs it as an ``Actor``."""

    viewer: Any
    htmx: HtmxDetails


def is_own_path(address: Any) -> bool:
    """Whether an address is a path on this site and nothing else: what may be linked or gone to unseen."""
    return (
        isinstance(address, str)
        and address.startswith("/")
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
