"""Addresses of import and export."""

from django.urls import path

from fyrtaarn.exchange.views import exports, imports, mapping

urlpatterns = [
    path("administration/eksport/", exports.export, name="export"),
    path("administration/import/", imports.imports, name="imports"),
    path("administration/import/skabelon/", exports.template, name="import_template"),
    path("administration/import/liste/", mapping.list_new, name="import_list"),
    path("administration/import/kortlaegninger/<uuid:uuid>/glem/", mapping.forget, name="mapping_remove"),
    path("administration/import/<uuid:uuid>/", imports.show, name="import"),
    path("administration/import/<uuid:uuid>/kolonner/", mapping.columns, name="import_columns"),
    path("administration/import/<uuid:uuid>/vaerdier/", mapping.values, name="import_values"),
    path("administration/import/<uuid:uuid>/bekraeft/", imports.confirm, name="import_confirm"),
    path("administration/import/<uuid:uuid>/igen/", imports.again, name="import_again"),
    path("administration/import/<uuid:uuid>/opgiv/", imports.cancel, name="import_cancel"),
]
