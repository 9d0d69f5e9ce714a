"""*Direktionens overblik*."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from fyrtaarn.foundation.fields import EARLIEST, LATEST
from fyrtaarn.foundation.registries import Todo, panels_for, sentences_for, todos
from fyrtaarn.organisation.http import Request
from fyrtaarn.overview.rows import rows
from fyrtaarn.overview.since import changes_since, note_look

WAITING = 5


def overview(request: Request) -> HttpResponse:
    viewer = request.viewer
    if not viewer.reads_released:
        raise Http404
    since = _day(request.GET.get("siden"))
    looked_at = note_look(viewer)
    lines, has_more = changes_since(viewer, day=since, looked_at=looked_at)
    context: dict[str, Any] = {
        "sentence": " ".join(sentences_for(viewer)),
        "rows": rows(viewer),
        "waiting": waiting(viewer) if viewer.is_board or viewer.is_concept_owner else None,
        "lines": lines,
        "has_more": has_more,
        "since": since,
        "looked_at": looked_at,
        "top": panels_for("overview.top", viewer),
        "side": panels_for("overview.side", viewer),
    }
    return render(request, "overview/overview.html", context)


def _day(text: str | None) -> date | None:
    """A chosen day; what is no date, or one that no calendar of ours reaches, is as good as none."""
    try:
        found = parse_date(text or "")
    except ValueError:
        return None
    return found if found and EARLIEST <= found <= LATEST else None


def waiting(viewer: Any) -> list[Todo]:
    """At most five things that wait for the board, the oldest first."""
    found = [todo for source in todos if source.audience == "board" for todo in source.items(viewer, WAITING)]
    return sorted(found, key=lambda t: (t.since is None, t.since or date.max))[:WAITING]
