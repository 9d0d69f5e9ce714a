"""Addresses of the overview and the holes page."""

from django.urls import path

from fyrtaarn.overview.views import board, holes

urlpatterns = [
    path("overblik/", board.overview, name="overview"),
    path("huller/", holes.holes, name="holes"),
    path("huller/eksport/<slug:fmt>/", holes.export, name="holes_export"),
]
