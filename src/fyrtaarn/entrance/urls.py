"""Every address of the house, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("fyrtaarn.portal.urls")),
    path("", include("fyrtaarn.overview.urls")),
    path("", include("fyrtaarn.exchange.urls")),
    path("", include("fyrtaarn.portfolio.urls")),
    path("", include("fyrtaarn.strategy.urls")),
    path("", include("fyrtaarn.organisation.urls")),
    path("", include("fyrtaarn.accounts.urls")),
    path("", include("fyrtaarn.foundation.urls")),
]
