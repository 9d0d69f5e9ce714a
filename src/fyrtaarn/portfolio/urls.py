"""Addresses of projects. A project's address holds its number, a draft's its uuid."""

from django.urls import path

from fyrtaarn.portfolio.parts import PROJECT_PARTS
from fyrtaarn.portfolio.views import edit, project, projects, settings, steps

urlpatterns = [
    path("projekter/", projects.projects, name="projects"),
    path("projekter/ny/", edit.project_new, name="project_new"),
    path("projekter/skabelon/", settings.template, name="project_template"),
    path("projekter/tidslinje/", projects.timeline, name="timeline"),
    path("projekter/eksport/<slug:fmt>/", projects.export, name="projects_export"),
    path("projekter/<str:address>/", project.project, name="project"),
    path("projekter/<str:address>/plan/", project.plan, name="project_plan"),
    path("projekter/<str:address>/sammenhaeng/", project.ties, name="project_ties"),
    path("projekter/<str:address>/kreds/", project.circle, name="project_circle"),
    path("projekter/<str:address>/kreds/vaelg/", steps.set_circle, name="project_circle_set"),
    path("projekter/<str:address>/ret/<slug:step>/", edit.project_edit, name="project_edit"),
    path("projekter/<str:address>/registrer/", edit.project_register, name="project_register"),
    path("projekter/<str:address>/kasser/", edit.draft_remove, name="draft_remove"),
    path("projekter/<str:address>/videre/", steps.advance, name="project_advance"),
    path("projekter/<str:address>/tilbage/", steps.move_back, name="project_move_back"),
    path("projekter/<str:address>/pause/", steps.pause, name="project_pause"),
    path("projekter/<str:address>/stop/", steps.stop, name="project_stop"),
    path("projekter/<str:address>/genoptag/", steps.resume, name="project_resume"),
    path("projekter/<str:address>/lys/", steps.light, name="project_light"),
    path("administration/dokumentsystemer/", settings.document_systems, name="document_systems"),
    path("administration/dokumentsystemer/nyt/", settings.document_system, name="document_system_new"),
    path("administration/dokumentsystemer/<uuid:uuid>/ret/", settings.document_system, name="document_system_edit"),
    *PROJECT_PARTS.urls("projekter/<str:address>/liste/"),
]
