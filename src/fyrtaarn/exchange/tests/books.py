"""Workbooks for tests: a small municipality with something of every kind, and ways to spoil its workbook."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from django.utils import translation

from fyrtaarn.exchange.planning import Plan, plan_import
from fyrtaarn.exchange.reading import read_workbook
from fyrtaarn.exchange.writing import write_workbook
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, system_viewer
from fyrtaarn.organisation.models import BodyMembership, CouncilTerm
from fyrtaarn.portfolio import models as portfolio
from fyrtaarn.portfolio.completeness import recount
from fyrtaarn.portfolio.defaults import ensure_defaults
from fyrtaarn.strategy import models as strategy
from tests.cast import Cast, kind_of, make_body, make_policy_area, saved

Spoil = Callable[[Any], None]


class Town:
    """Every kind of record at least once."""

    content = b""  # its workbook in English, made once

    def __init__(self) -> None:
        ensure_defaults()
        self.cast = Cast()
        board, head = self.cast.board.person, self.cast.unit_head.person
        self.body = make_body()
        saved(BodyMembership(body=self.body, person=self.cast.politician.person, function="Chair"))
        saved(CouncilTerm(name="2006–2009", valid_from=date(2006, 1, 1), valid_to=date(2009, 12, 31)))
        policy_area = make_policy_area(committee=self.body)
        self.mandate = saved(
            strategy.Mandate(
                title="The vision",
                mandate_kind=kind_of(strategy.MandateKind, "vision"),
                body=self.body,
                quotation="Learning for life.\r\nFor all.",
                decided_on=date(2006, 3, 1),
            )
        )
        self.area = saved(
            strategy.FocusArea(
                title="Learning",
                owner=board,
                committee=self.body,
                policy_area=policy_area,
                purpose="=1+1 is not a formula",
                materiality=3,
                board_role="decides",
                light="yellow",
                status_text="It moves.",
                status_on=date(2006, 11, 1),
            )
        )
        saved(strategy.FocusAreaMandate(focus_area=self.area, mandate=self.mandate, note="-literally"))
        top = saved(strategy.Strategy(focus_area=self.area, title="Read more"))
        saved(strategy.Strategy(focus_area=self.area, title="Read at home", parent=top))
        saved(strategy.Anchoring(strategy=top, unit=self.cast.centre, phase="decision", role="owner"))
        self.goal = saved(strategy.Goal(focus_area=self.area, title="All can read", owner=head))
        self.sub_goal = saved(
            strategy.Goal(focus_area=self.area, title="All can spell", parent=self.goal, deadline=date(2007, 8, 1))
        )
        indicator = saved(
            strategy.Indicator(goal=self.goal, name="Readers", unit="per cent", baseline=Decimal("80.5"), target=95)
        )
        saved(strategy.Measurement(indicator=indicator, measured_on=date(2006, 6, 1), value=Decimal("82.1234")))
        arena = kind_of(strategy.Arena, "social", name="Social")
        tool = saved(strategy.Tool(name="Contract"))
        saved(strategy.ArenaAssessment(focus_area=self.area, arena=arena, relevance=0, note="<b>bold</b>"))
        saved(strategy.ToolChoice(focus_area=self.area, tool=tool, reason="@home"))
        self.project = self._project(tool, arena)
        with recording(by=system_viewer("tests"), verb="tests.counted") as recorder:
            recount(recorder, portfolio.Project.objects.values_list("pk", flat=True))

    def _project(self, tool: Any, arena: Any) -> Any:
        project = make_project("Library bus", area=self.area, unit=self.cast.school, owner=self.cast.unit_head.person)
        other = make_project("School garden", serial=2, area=self.area, unit=self.cast.centre)
        parts = [
            portfolio.Milestone(project=project, title="Bus bought", baseline=date(2006, 12, 1)),
            portfolio.Milestone(project=other, title="Seeds", baseline=date(2007, 3, 1), done_on=date(2007, 3, 2)),
            portfolio.Risk(project=project, title="Rust", likelihood=2, consequence=4),
            portfolio.Benefit(project=project, title="Joy", amount=Decimal("1234567.89")),
            portfolio.Stakeholder(project=project, name="Pupils", attitude="supports"),
            portfolio.ExternalPartner(project=project, name="The bus company"),
            portfolio.BudgetLine(project=project, budget_year=2007, budget=Decimal("-500000.50"), used=0),
            portfolio.Dependency(project=project, on=other),
            portfolio.ProjectGoal(project=project, goal=self.sub_goal),
            portfolio.ProjectAnchoring(project=project, body=self.body, phase="decision", role="consulted"),
            portfolio.ProjectToolChoice(project=project, tool=tool),
            portfolio.ProjectArena(project=project, arena=arena, relevance=3),
            portfolio.DocumentLink(project=project, title="Plan", link="https://example.test/plan"),
        ]
        for part in parts:
            saved(part)
        make_project("Restricted", status="draft", number=None, circle="restricted", owner=self.cast.board.person)
        return project


def make_project(title: str, *, area: Any = None, serial: int = 1, **facts: Any) -> Any:
    """A registered project unless ``status`` says otherwise."""
    known = {"status": "running", "number": f"P-2006-{serial:03d}", "starts_on": date(2006, 8, 1)} | facts
    if known["number"]:
        known |= {"year": 2006, "serial": serial}
    template = portfolio.ProjectTemplate.objects.first()
    return saved(portfolio.Project(title=title, focus_area=area, template=template, **known))


def export(viewer: Viewer | None = None, language: str = "en") -> bytes:
    file = io.BytesIO()
    with translation.override(language):
        write_workbook(file, viewer or system_viewer("tests"))
    return file.getvalue()


def cells_of(content: bytes) -> dict[str, list[list[Any]]]:
    """Every cell of a workbook, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def spoilt(content: bytes, spoil: Spoil) -> bytes:
    """The workbook after somebody has worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    spoil(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def column_of(sheet: Any, heading: str) -> int:
    return next(c.column for c in sheet[1] if c.value == heading)


def put(book: Any, sheet: str, row: int, heading: str, value: Any) -> None:
    book[sheet].cell(row, column_of(book[sheet], heading)).value = value


def new_row(book: Any, sheet: str, **values: Any) -> int:
    """Write a row below the last; names are headings with _ for spaces."""
    number = book[sheet].max_row + 1
    for name, value in values.items():
        put(book, sheet, number, name.replace("_", " "), value)
    return number


def row_with(book: Any, sheet: str, heading: str, value: Any) -> int:
    column = column_of(book[sheet], heading)
    return next(r for r in range(2, book[sheet].max_row + 1) if book[sheet].cell(r, column).value == value)


def planned(content: bytes, folder: Path, viewer: Viewer | None = None, language: str = "en") -> Plan:
    path = folder / "book.xlsx"
    path.write_bytes(content)
    with translation.override(language):
        return plan_import(read_workbook(path), viewer or system_viewer("tests"))


def told(plan: Plan) -> list[str]:
    with translation.override("en"):
        return [str(p) for p in plan.problems]
