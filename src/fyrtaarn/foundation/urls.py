from django.urls import path

from fyrtaarn.foundation.views import health, history, jobs, look, pages, pick, theme

urlpatterns = [
    path("hjem/", pages.home, name="home"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
    path("administration/", pages.administration, name="administration"),
    path("administration/udseende/", look.look, name="look"),
    path("historik/<slug:kind>/<uuid:uuid>/", history.history, name="history"),
    path("soeg-efter/<slug:key>/", pick.suggestions, name="pick"),
    path("opgaver/<uuid:uuid>/", jobs.job, name="job"),
    path("tema.css", theme.stylesheet, name="theme"),
    path("logo.png", theme.logo, name="logo"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
