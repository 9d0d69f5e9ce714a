"""Projects for tests: plain functions."""

from datetime import date
from typing import Any

from fyrtaarn.portfolio.completeness import current_template
from fyrtaarn.portfolio.defaults import ensure_defaults
from fyrtaarn.portfolio.models import Project
from fyrtaarn.strategy.models import FocusArea
from tests.cast import Cast, saved


def make_focus_area(title: str = "Local democracy", **facts: Any) -> FocusArea:
    return saved(FocusArea(title=title, state="chosen", **facts))


def make_draft(cast: Cast, title: str = "Village councils", **facts: Any) -> Project:
    """A draft of the cast's centre that has all an idea needs."""
    ensure_defaults()
    given = {
        "unit": cast.centre,
        "owner": cast.unit_head.person,
        "manager": cast.project_manager.person,
        "purpose": "Closer to the citizens.",
        "starts_on": date(2006, 9, 1),
        "template": current_template(),
        "registrar": cast.project_manager.user,
    }
    facts = given | facts
    if "focus_area" not in facts:
        facts["focus_area"] = FocusArea.objects.first() or make_focus_area()
    return saved(Project(title=title, **facts))


def make_project(cast: Cast, title: str = "Village councils", *, serial: int | None = None, **facts: Any) -> Project:
    """A registered project."""
    number = serial or Project.objects.registered().count() + 1
    return make_draft(
        cast, title, **({"status": "running", "number": f"P-2006-{number:03d}", "year": 2006, "serial": number} | facts)
    )
