"""Two clocks.

``now`` is real and can never be set: sessions, jobs, lock-outs and ``recorded_at`` use it.
``today`` is the domain's and can be set by ``FYRTAARN_TODAY``, so that the demo and the tests do not rot.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The real moment, aware."""
    return timezone.now()


def today() -> date:
    """The domain's today in the installation's time zone."""
    fixed: date | None = settings.FYRTAARN_TODAY
    return fixed or timezone.localdate()


def domain_now() -> datetime:
    """The real time of day on the domain's today: when a change made now takes effect."""
    return timezone.make_aware(datetime.combine(today(), timezone.localtime().time()))


def start_of(day: date) -> datetime:
    """The first moment of a day in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def day_of(moment: datetime) -> date:
    """The day a moment falls on here; ``moment.date()`` would be the day in Greenwich."""
    return timezone.localdate(moment)
