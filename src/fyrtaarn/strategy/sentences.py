"""What the overview says first, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy.lifecycle import Light
from fyrtaarn.strategy.models import FocusArea, FocusAreaQuerySet


def _running(viewer: Viewer) -> FocusAreaQuerySet:
    return FocusArea.objects.all().visible_to(viewer).running()


def how_many(viewer: Viewer) -> str | None:
    count = _running(viewer).count()
    if not count:
        return None
    return ngettext("%(count)d focus area.", "%(count)d focus areas.", count) % {"count": count}


def off_track(viewer: Viewer) -> str | None:
    count = _running(viewer).filter(light=Light.RED).count()
    return ngettext("%(count)d is off track.", "%(count)d are off track.", count) % {"count": count} if count else None


def without_strategy(viewer: Viewer) -> str | None:
    count = _running(viewer).filter(strategies__isnull=True, strategy="").count()
    return _("%(count)d without a strategy.") % {"count": count} if count else None


def without_owner(viewer: Viewer) -> str | None:
    count = _running(viewer).filter(owner__isnull=True).count()
    return _("%(count)d without an owner.") % {"count": count} if count else None
