"""The front page: what is public and launched, for everyone."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.http import Request
from fyrtaarn.portfolio.models import Project
from fyrtaarn.strategy.models import FocusArea

MOST = 60
MOST_PROJECTS = 12


def front(request: Request) -> HttpResponse:
    """The same page for everyone, also for those who may see more elsewhere."""
    everyone = Viewer(AnonymousUser())
    areas = list(FocusArea.objects.all().visible_to(everyone).running().in_order()[:MOST])
    projects = Project.objects.all().visible_to(everyone).registered()
    counts = dict(
        projects.order_by()
        .values("focus_area_id")
        .annotate(n=Count("pk", distinct=True))
        .values_list("focus_area_id", "n")
    )
    context = {
        "areas": [(a, counts.get(a.pk, 0)) for a in areas],
        "projects": projects.active()
        .select_related("focus_area", "unit")
        .order_by("-changed_at", "pk")[:MOST_PROJECTS],
    }
    return render(request, "portal/front.html", context)
