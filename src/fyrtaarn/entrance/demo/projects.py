"""The projects of the case: registered, filled, moved on, judged, paused – each step on its day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from fyrtaarn.entrance.demo.case import AREAS, Case, data, day
from fyrtaarn.entrance.demo.strategy import carrier
from fyrtaarn.foundation.base import Record
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.portfolio import actions
from fyrtaarn.portfolio.models import (
    Benefit,
    BudgetLine,
    Dependency,
    DocumentLink,
    DocumentSystem,
    ExternalPartner,
    Milestone,
    Project,
    ProjectAnchoring,
    ProjectArena,
    ProjectCircle,
    ProjectGoal,
    ProjectToolChoice,
    Risk,
    Stakeholder,
)
from fyrtaarn.strategy.lifecycle import Light

_TEXTS = (
    "title", "size", "background", "purpose", "goal_text", "sub_goals", "outcome", "strategy", "scope",
    "deliverables", "sponsor", "steering_group", "project_team", "reference_group", "communication", "starts_on",
    "ends_on", "resources", "evaluation", "kle", "case_number",
)  # fmt: skip
Step = tuple[date, Callable[[], Any]]


def build(case: Case) -> None:
    system = DocumentSystem(name="ESDH", pattern="https://esdh.soroe.example/dokument/{id}")
    actions.save_document_system(by=case.concept_owner, system=system, on=date(2006, 8, 14))
    rows = [(area, row) for area in AREAS for row in data(area)["projects"]]
    # Numbers are given in the order of registration.
    rows.sort(key=lambda found: found[1].get("registered") or found[1]["draft"])
    for area, row in rows:
        Maker(case, area, row, system).make()
    for _area, row in rows:
        for other, note in row.get("depends_on", ()):
            project = case.projects[row["key"]]
            dependency = Dependency(project=project, on=case.projects[other], note=note)
            actions.save_part(by=case.concept_owner, parent=project, record=dependency, on=row["registered"])


class Maker:
    """One project from its row in the data files."""

    def __init__(self, case: Case, area: str, row: dict[str, Any], system: DocumentSystem) -> None:
        self.case, self.area, self.row, self.system = case, area, row, system
        self.begun: date = row.get("registered") or row["draft"]
        restricted = row.get("circle") == "restricted"
        # What only a few may know is not registered by the one who registers everything else.
        self.by: Viewer = case.system if restricted else case.concept_owner
        if row.get("manager") == "soeren":
            self.by = case.viewer("soeren")

    def make(self) -> None:
        case, row = self.case, self.row
        self.project = Project(
            focus_area=case.areas[self.area],
            unit=case.units[row["unit"]],
            owner=case.person(row.get("owner", "")),
            manager=case.person(row.get("manager", "")),
            **{name: row[name] for name in _TEXTS if name in row},
        )
        case.projects[row["key"]] = self.project
        actions.save_project(by=self.by, project=self.project, on=self.begun)
        if row.get("circle") == "restricted":
            self._restrict()
        self._parts()
        self._changed_parts()
        if "draft" not in row:
            self._fresh()
            actions.register(by=self.by, project=self.project, on=self.begun)
            for when, step in sorted(self._steps(), key=lambda found: found[0]):
                assert when >= self.begun, (row["key"], when)  # noqa: S101  # a slip in the data files
                step()

    def _fresh(self) -> None:
        """Lists count the project anew in its row; go on from there."""
        self.project.refresh_from_db()

    def _steps(self) -> list[Step]:
        row, project, by = self.row, self.project, self.by
        steps: list[Step] = [
            (when, lambda when=when: actions.advance(by=by, project=project, on=when))  # type: ignore[misc]
            for when in row.get("advanced", ())
        ]
        for when, light, reason in row.get("light", ()):
            steps.append((date.fromisoformat(when), self._light(date.fromisoformat(when), light, reason)))
        if "grown" in row:
            steps.append((row["grown"], self._grow))
        if "manager_left" in row:
            steps.append((row["manager_left"], self._leave))
        for name, action in (("paused", actions.pause), ("stopped", actions.stop)):
            if name in row:
                steps.append((date.fromisoformat(row[name][0]), self._halt(action, *row[name])))
        if row.get("circle") in {"released", "public"}:
            steps.append((max(self.begun, date(2006, 10, 9)), self._open))
        return steps

    def _light(self, when: date, light: str, reason: str) -> Callable[[], Any]:
        return lambda: actions.set_light(by=self.by, project=self.project, light=Light(light), reason=reason, on=when)

    def _halt(self, action: Callable[..., Any], when: str, reason: str) -> Callable[[], Any]:
        return lambda: action(by=self.by, project=self.project, reason=reason, on=date.fromisoformat(when))

    def _grow(self) -> None:
        """A project that turned out larger than it began: the full template now asks for more than is there."""
        self.project.size = Project.Sizes.FULL
        reason = "Projektet er vokset og følger fra nu af den fulde skabelon."
        actions.save_project(by=self.by, project=self.project, reason=reason, on=self.row["grown"])

    def _leave(self) -> None:
        self.project.manager = None
        reason = "Projektlederen har fået andre opgaver, og en ny er ikke udpeget."
        actions.save_project(by=self.by, project=self.project, reason=reason, on=self.row["manager_left"])

    def _open(self) -> None:
        actions.set_circle(
            by=self.case.concept_owner,
            project=self.project,
            circle=self.row["circle"],
            on=max(self.begun, date(2006, 10, 9)),
        )

    def _restrict(self) -> None:
        for what, key in self.row["in_circle"]:
            who: dict[str, Any] = (
                {"unit": self.case.units[key]} if what == "unit" else {"person": self.case.people[key]}
            )
            self._save(ProjectCircle(project=self.project, **who), self.begun)
        actions.set_circle(by=self.by, project=self.project, circle=self.row["circle"], on=self.begun)

    def _save(self, record: Record, on: date) -> None:
        actions.save_part(by=self.by, parent=self.project, record=record, on=on)

    def _parts(self) -> None:
        for record in [*self._strategic_parts(), *self._people_parts(), *self._plan_parts()]:
            self._save(record, self.begun)

    def _strategic_parts(self) -> Iterator[Record]:
        case, row, project = self.case, self.row, self.project
        for goal in row.get("goals", ()):
            yield ProjectGoal(project=project, goal=case.goals[f"{self.area}.{goal}"])
        for anchoring in row.get("anchorings", ()):
            yield ProjectAnchoring(project=project, **carrier(case, anchoring))
        for tool, reason in row.get("tools", ()):
            yield ProjectToolChoice(project=project, tool=case.tools[tool], reason=reason)
        for arena, relevance, note in row.get("arenas", ()):
            yield ProjectArena(project=project, arena=case.arenas[arena], relevance=relevance, note=note)

    def _people_parts(self) -> Iterator[Record]:
        row, project = self.row, self.project
        for name, interest, attitude, how in row.get("stakeholders", ()):
            yield Stakeholder(project=project, name=name, interest=interest, attitude=attitude, involvement=how)
        for name, part, contact in row.get("partners", ()):
            yield ExternalPartner(project=project, name=name, part=part, contact=contact)
        for title, number in row.get("documents", ()):
            yield DocumentLink(project=project, title=title, system=self.system, identifier=number)

    def _plan_parts(self) -> Iterator[Record]:
        case, row, project = self.case, self.row, self.project
        for title, likelihood, consequence, response, who in row.get("risks", ()):
            yield Risk(
                project=project,
                title=title,
                likelihood=likelihood,
                consequence=consequence,
                response=response,
                responsible=case.person(who),
            )
        for title, measure, kroner, when, who in row.get("benefits", ()):
            yield Benefit(
                project=project,
                title=title,
                measure=measure,
                amount=kroner or None,
                expected_on=day(when),
                responsible=case.person(who),
            )

    def _changed_parts(self) -> None:
        """Milestones and money are written when planned and again when something happens to them."""
        for title, baseline, *rest in self.row.get("milestones", ()):
            done, forecast = (day(value) for value in [*rest, "", ""][:2])
            milestone = Milestone(project=self.project, title=title, baseline=baseline)
            self._save(milestone, self.begun)
            if forecast is not None:
                milestone.forecast = forecast
                self._save(milestone, max(self.begun, date(2006, 11, 1)))
            if done is not None:
                milestone.done_on = done
                self._save(milestone, max(self.begun, done))
        for year, title, budget, *rest in self.row.get("budget", ()):
            line = BudgetLine(project=self.project, budget_year=year, title=title, budget=budget)
            self._save(line, self.begun)
            if rest:
                line.used, line.expected = rest
                self._save(line, max(self.begun, date(2006, 10, 31)))
