"""Addresses of units, bodies and people."""

from django.urls import path

from fyrtaarn.organisation.parts import BODY_PARTS, PERSON_PARTS, UNIT_PARTS
from fyrtaarn.organisation.views import bodies, people, units

urlpatterns = [
    path("organisation/", units.units, name="organisation"),
    path("organisation/ny/", units.unit_new, name="unit_new"),
    path("organisation/organer/", bodies.bodies, name="bodies"),
    path("organisation/organer/nyt/", bodies.body_new, name="body_new"),
    path("organisation/organer/<uuid:uuid>/", bodies.body, name="body"),
    path("organisation/organer/<uuid:uuid>/ret/", bodies.body_edit, name="body_edit"),
    path("organisation/valgperioder/ny/", bodies.term_edit, name="term_new"),
    path("organisation/valgperioder/<uuid:uuid>/ret/", bodies.term_edit, name="term_edit"),
    path("organisation/<uuid:uuid>/", units.unit, name="unit"),
    path("organisation/<uuid:uuid>/ret/", units.unit_edit, name="unit_edit"),
    path("personer/", people.people, name="people"),
    path("personer/ny/", people.person_new, name="person_new"),
    path("personer/<uuid:uuid>/", people.person, name="person"),
    path("personer/<uuid:uuid>/ret/", people.person_edit, name="person_edit"),
    path("personer/<uuid:uuid>/konto/aabn/", people.account_open, name="account_open"),
    path("personer/<uuid:uuid>/konto/luk/", people.account_close, name="account_close"),
    path("personer/<uuid:uuid>/konto/genaabn/", people.account_reopen, name="account_reopen"),
    *UNIT_PARTS.urls("organisation/<uuid:address>/"),
    *BODY_PARTS.urls("organisation/organer/<uuid:address>/"),
    *PERSON_PARTS.urls("personer/<uuid:address>/"),
]
