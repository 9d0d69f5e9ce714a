"""Addresses of focus areas, mandates, strategies, goals, indicators and the catalogues."""

from django.urls import URLPattern, path

from fyrtaarn.strategy.parts import FOCUS_AREA_PARTS, GOAL_PARTS, INDICATOR_PARTS, STRATEGY_PARTS
from fyrtaarn.strategy.views import catalogues, focus_areas, indicators, mandates, steering, trees


def _catalogue(prefix: str, name: str) -> list[URLPattern]:
    given = {"catalogue": name}
    return [
        path(f"{prefix}ny/", catalogues.entry_form, given, name=f"{name}_new"),
        path(f"{prefix}<uuid:uuid>/ret/", catalogues.entry_form, given, name=f"{name}_edit"),
        path(f"{prefix}<uuid:uuid>/fjern/", catalogues.entry_remove, given, name=f"{name}_remove"),
    ]


AREA = "fokusomraader/<uuid:uuid>/"

urlpatterns = [
    path("fokusomraader/", focus_areas.focus_areas, name="focus_areas"),
    path("fokusomraader/nyt/", focus_areas.focus_area_new, name="focus_area_new"),
    path("fokusomraader/vaerktoejer/", catalogues.tools, name="tools"),
    *_catalogue("fokusomraader/vaerktoejer/", "tool"),
    path("fokusomraader/arenaer/", catalogues.arenas, name="arenas"),
    *_catalogue("fokusomraader/arenaer/", "arena"),
    path(AREA, focus_areas.focus_area, name="focus_area"),
    path(f"{AREA}ret/<slug:section>/", focus_areas.focus_area_edit, name="focus_area_edit"),
    path(f"{AREA}fjern/", focus_areas.focus_area_remove, name="focus_area_remove"),
    path(f"{AREA}valg/", steering.choose, name="focus_area_choose"),
    path(f"{AREA}direktionen/", steering.set_owner, name="focus_area_owner"),
    path(f"{AREA}status/", steering.set_light, name="focus_area_light"),
    path(f"{AREA}kreds/", steering.release, name="focus_area_release"),
    path(f"{AREA}strategier/ny/", trees.strategy_new, name="strategy_new"),
    path(f"{AREA}maal/nyt/", trees.goal_new, name="goal_new"),
    *FOCUS_AREA_PARTS.urls("fokusomraader/<uuid:address>/"),
    path("pejlemaerker/", mandates.mandates, name="mandates"),
    path("pejlemaerker/nyt/", mandates.mandate_new, name="mandate_new"),
    path("pejlemaerker/slags/", catalogues.mandate_kinds, name="mandate_kinds"),
    *_catalogue("pejlemaerker/slags/", "mandate_kind"),
    path("pejlemaerker/<uuid:uuid>/", mandates.mandate, name="mandate"),
    path("pejlemaerker/<uuid:uuid>/ret/", mandates.mandate_edit, name="mandate_edit"),
    path("pejlemaerker/<uuid:uuid>/fjern/", mandates.mandate_remove, name="mandate_remove"),
    path("strategier/<uuid:uuid>/", trees.strategy, name="strategy"),
    path("strategier/<uuid:uuid>/ret/", trees.strategy_edit, name="strategy_edit"),
    path("strategier/<uuid:uuid>/fjern/", trees.strategy_remove, name="strategy_remove"),
    *STRATEGY_PARTS.urls("strategier/<uuid:address>/"),
    path("maal/<uuid:uuid>/", trees.goal, name="goal"),
    path("maal/<uuid:uuid>/ret/", trees.goal_edit, name="goal_edit"),
    path("maal/<uuid:uuid>/fjern/", trees.goal_remove, name="goal_remove"),
    *GOAL_PARTS.urls("maal/<uuid:address>/"),
    path("indikatorer/<uuid:uuid>/", indicators.indicator, name="indicator"),
    *INDICATOR_PARTS.urls("indikatorer/<uuid:address>/"),
]
