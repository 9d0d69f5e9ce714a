"""The case as it is being built: what has been made so far, by the keys that the data files use."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fyrtaarn.organisation.access import Viewer, system_viewer
from fyrtaarn.organisation.models import Body, Person, PolicyArea, Unit
from fyrtaarn.portfolio.models import Project
from fyrtaarn.strategy.models import Arena, FocusArea, Goal, Mandate, Strategy, Tool

DATA = Path(__file__).parent / "data"
AREAS = ("aftalestyring", "lokaldemokrati", "planstrategi", "servicestrategi", "digitalisering", "kompetence")
# The new organisation begins its work; everything that the case finds in place is dated to this day.
BEGINNING = date(2006, 1, 2)
PASSWORD = "fyrtaarn-demo"  # noqa: S105  # printed on the screen for everybody
DOMAIN = "soroe.example"


@cache
def data(name: str) -> dict[str, Any]:
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def day(value: Any) -> date | None:
    """A date of the data files: a TOML date, a text, or empty for none."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if value else None


@dataclass
class Case:
    system: Viewer = field(default_factory=lambda: system_viewer("demo"))
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    policy_areas: dict[str, PolicyArea] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    tools: dict[str, Tool] = field(default_factory=dict)
    arenas: dict[str, Arena] = field(default_factory=dict)
    areas: dict[str, FocusArea] = field(default_factory=dict)
    # Keyed "<area>.<key>".
    strategies: dict[str, Strategy] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    _viewers: dict[str, Viewer] = field(default_factory=dict)

    def person(self, key: str) -> Person | None:
        return self.people[key] if key else None

    def viewer(self, key: str) -> Viewer:
        """Somebody of the case who has an account, acting themselves."""
        if key not in self._viewers:
            self._viewers[key] = Viewer(self.people[key].account, source="demo")
        return self._viewers[key]

    @property
    def concept_owner(self) -> Viewer:
        return self.viewer("anne")

    @property
    def board(self) -> Viewer:
        return self.viewer("karen")
