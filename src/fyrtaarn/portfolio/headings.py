"""The headings of the fixed template: where each has its home on the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.portfolio.models import Project

Text = Any


@dataclass(frozen=True)
class Section:
    """A step of the form and a part of the page."""

    key: str
    title: Text
    lead: Text
    fields: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "kort",
        _("In brief"),
        _("Seven fields are enough to begin. More can wait until the project grows."),
        ("title", "focus_area", "purpose", "unit", "owner", "starts_on", "size"),
    ),
    Section(
        "indhold",
        _("Contents"),
        _("What shall be different, and how you get there."),
        ("background", "goal_text", "sub_goals", "outcome", "strategy", "scope", "deliverables"),
    ),
    Section(
        "organisering",
        _("Organisation of the project"),
        _("Who commissioned it, who steers and who works."),
        ("manager", "sponsor", "steering_group", "project_team", "reference_group", "communication"),
    ),
    Section(
        "tid",
        _("Time and resources"),
        _("When it runs and what it takes. Milestones and money have lists of their own."),
        ("ends_on", "resources", "policy_area", "kle", "case_number", "evaluation"),
    ),
)

# Child lists that are headings: heading in the template → (label, key of the part).
PARTS: dict[str, tuple[Text, str]] = {
    "goals": (_("Goals served"), "maal"),
    "anchorings": (_("Anchoring"), "forankring"),
    "tools": (_("Choice of tool"), "vaerktoejer"),
    "stakeholders": (_("Stakeholders"), "interessenter"),
    "partners": (_("External partners"), "partnere"),
    "dependencies": (_("Dependencies"), "afhaengigheder"),
    "milestones": (_("Milestones"), "milepaele"),
    "budget_lines": (_("Money"), "oekonomi"),
    "risks": (_("Risks"), "risici"),
    "benefits": (_("Benefits"), "gevinster"),
    "arenas": (_("Arenas"), "arenaer"),
    "documents": (_("Documents"), "dokumenter"),
}


@dataclass(frozen=True)
class Heading:
    label: Text
    url: Callable[[Project], str]


def section(key: str) -> Section:
    """The section of a key; raises ``KeyError`` for none."""
    return {s.key: s for s in SECTIONS}[key]


def heading(name: str) -> Heading:
    """Where a heading's field is filled."""
    if name in PARTS:
        label, part = PARTS[name]
        return Heading(label, lambda p: reverse("project_part_new", args=[p.address, part]))
    home = next(s for s in SECTIONS if name in s.fields)
    label = Project._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return Heading(label, lambda p: reverse("project_edit", args=[p.address, home.key]) + f"#id_{name}")
