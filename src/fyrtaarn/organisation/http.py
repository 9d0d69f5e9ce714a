"""The request as views above the organisation know it."""

from fyrtaarn.foundation import http
from fyrtaarn.organisation.access import Viewer


class Request(http.Request):
    viewer: Viewer
