"""*Siden sidst*: the notable changes since the last look or a chosen day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from fyrtaarn.foundation import clock, registries
from fyrtaarn.foundation.models import Change
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.overview.models import Look

LOOK = timedelta(minutes=30)
FIRST_TIME = timedelta(days=30)
MOST = 12
# Changes are read in portions until enough visible ones are found, but never more portions than this: what is hidden
# from the viewer must not push out what they may see.
READ = 200
PORTIONS = 10


@dataclass
class Line:
    text: str
    label: str
    url: str
    day: date
    who: str
    reason: str
    # What it came to, on the latest line of the kind about a record.
    light: str = ""
    phase: str = ""


def note_look(viewer: Viewer) -> datetime | None:
    """Remember that the viewer looks now; returns when they looked before that, None the first time."""
    now = clock.now()
    look, is_new = Look.objects.get_or_create(account_id=viewer.account_id, defaults={"current_at": now})
    if not is_new and now - look.current_at > LOOK:
        look.previous_at = look.current_at
        look.current_at = now
        look.save(update_fields=["current_at", "previous_at"])
    return look.previous_at


def changes_since(viewer: Viewer, *, day: date | None, looked_at: datetime | None) -> tuple[list[Line], bool]:
    """At most a dozen lines, the latest first, and whether there are more.

    A chosen day and the first look go by when a change took effect; a later look by when it was written down.
    """
    if day is not None:
        when = Q(effective_at__gte=clock.start_of(day))
    elif looked_at is not None:
        when = Q(recorded_at__gt=looked_at)
    else:
        when = Q(effective_at__gte=clock.start_of(clock.today() - FIRST_TIME))
    notable = [v.key for v in registries.verbs if v.notable and (viewer.reads_internal or not v.inside)]
    found = Change.objects.filter(when, verb__in=notable, subject_uuid__isnull=False)
    lines: list[Line] = []
    told: set[tuple[Any, ...]] = set()
    for portion in range(PORTIONS):
        changes = list(found.order_by("-effective_at", "-pk")[portion * READ : (portion + 1) * READ])
        records = _visible(viewer, changes)
        for change in changes:
            record = records.get((change.subject_kind, change.subject_uuid))
            if record is not None:
                outcome = _outcome(change, record)
                lines.append(_line(viewer, change, record, **({} if (record, *outcome) in told else outcome)))
                told.add((record, *outcome))
        if len(lines) > MOST or len(changes) < READ:
            break
    return lines[:MOST], len(lines) > MOST


def _visible(viewer: Viewer, changes: list[Change]) -> dict[tuple[str, Any], Any]:
    """The records that the changes are about and the viewer may see: one query per kind."""
    by_kind: dict[str, set[Any]] = {}
    for change in changes:
        by_kind.setdefault(change.subject_kind, set()).add(change.subject_uuid)
    found: dict[tuple[str, Any], Any] = {}
    for key, uuids in by_kind.items():
        kind = registries.kinds.get(key)
        if kind is not None and hasattr(kind.model, "get_absolute_url"):
            for record in kind.rows(viewer).filter(uuid__in=uuids):
                found[(key, record.uuid)] = record
    return found


LIGHT = frozenset({"portfolio.light.set", "strategy.focus_area.light_set"})
PHASE = frozenset({"portfolio.phase.advanced", "portfolio.phase.moved_back"})


def _outcome(change: Change, record: Any) -> dict[str, str]:
    """What the change came to, as the record stands: true of the latest change of its kind only."""
    if change.verb in LIGHT:
        return {"light": record.light}
    return {"phase": str(record.get_phase_display())} if change.verb in PHASE else {}


def _line(viewer: Viewer, change: Change, record: Any, **outcome: str) -> Line:
    verb = registries.verbs[change.verb]
    return Line(
        text=str(verb.text),
        label=str(record),
        url=record.get_absolute_url(),
        day=clock.day_of(change.effective_at),
        who=change.actor_name,
        # Reasons stay inside, as the history does.
        reason=change.reason if viewer.reads_internal else "",
        **outcome,
    )
