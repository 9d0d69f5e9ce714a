"""Mandates, tools and the six focus areas of the case, with the board's choices in the order they were made."""

from datetime import date, timedelta
from typing import Any

from fyrtaarn.entrance.demo.case import AREAS, Case, data, day
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.models import (
    Anchoring,
    Arena,
    ArenaAssessment,
    FocusArea,
    FocusAreaMandate,
    Goal,
    Indicator,
    Mandate,
    MandateKind,
    Measurement,
    Strategy,
    Tool,
    ToolChoice,
)

PROPOSED = date(2006, 6, 15)
DESCRIBED = date(2006, 8, 21)
_OF_AREA = (
    "title", "area_kind", "purpose", "strategy", "organisation", "tool_reason", "cross_cutting_reason",
    "materiality", "materiality_reason", "next_reassessment", "valid_until",
)  # fmt: skip


def build(case: Case) -> None:
    _mandates_and_tools(case)
    case.arenas = {a.key: a for a in Arena.objects.all()}
    for position, key in enumerate(AREAS, 1):
        found = data(key)
        area = _area(case, key, found, position)
        _strategies(case, key, area, found)
        _goals(case, key, area, found)
        _catalogue_rows(case, area, found)
        _standing(case, area, found)


def _mandates_and_tools(case: Case) -> None:
    found = data("mandates_and_tools")
    kinds = {k.key: k for k in MandateKind.objects.all()}
    for key, row in found["mandates"].items():
        mandate = Mandate(
            title=row["title"],
            mandate_kind=kinds[row["kind"]],
            quotation=row["quotation"].strip(),
            source=row["source"],
            body=case.bodies.get(row.get("body", "")),
            decided_on=row.get("decided_on"),
            valid_until=row.get("valid_until"),
        )
        case.mandates[key] = actions.save_mandate(by=case.concept_owner, mandate=mandate, on=PROPOSED)
    for key, (name, purpose, origin, values) in found["tools"].items():
        tool = Tool(name=name, purpose=purpose, origin=origin, values=values)
        case.tools[key] = actions.save_tool(by=case.concept_owner, tool=tool, on=PROPOSED)


def _area(case: Case, key: str, found: dict[str, Any], position: int) -> FocusArea:
    row = found["area"]
    area = FocusArea(
        position=position * 10,
        committee=case.bodies[row["committee"]],
        policy_area=case.policy_areas[row["policy_area"]],
        **{name: row[name] for name in _OF_AREA if name in row},
    )
    actions.save_focus_area(by=case.concept_owner, focus_area=area, on=PROPOSED)
    for origin in found["origins"]:
        record = FocusAreaMandate(focus_area=area, mandate=case.mandates[origin["mandate"]], note=origin["note"])
        actions.save_origin(by=case.concept_owner, origin=record, on=PROPOSED)
    case.areas[key] = area
    return area


def _strategies(case: Case, key: str, area: FocusArea, found: dict[str, Any]) -> None:
    for row in found.get("strategies", ()):
        strategy = Strategy(
            focus_area=area,
            parent=case.strategies.get(f"{key}.{row.get('parent')}"),
            title=row["title"],
            description=row.get("description", ""),
            phase=row["phase"],
        )
        actions.save_strategy(by=case.concept_owner, strategy=strategy, on=DESCRIBED)
        case.strategies[f"{key}.{row['key']}"] = strategy
        for anchoring in row.get("anchorings", ()):
            record = Anchoring(strategy=strategy, **carrier(case, anchoring))
            actions.save_anchoring(by=case.concept_owner, anchoring=record, on=DESCRIBED)


def carrier(case: Case, row: list[str]) -> dict[str, Any]:
    """The facts of an anchoring from its row: unit or body, its key, phase, role, function."""
    what, key, phase, role, function = row
    who: dict[str, Any] = {"unit": case.units[key]} if what == "unit" else {"body": case.bodies[key]}
    return who | {"phase": phase, "role": role, "function": function}


def _goals(case: Case, key: str, area: FocusArea, found: dict[str, Any]) -> None:
    for row in found.get("goals", ()):
        goal = Goal(
            focus_area=area,
            parent=case.goals.get(f"{key}.{row.get('parent')}"),
            title=row["title"],
            owner=case.person(row.get("owner", "")),
            deadline=row.get("deadline"),
            success_criterion=row.get("success_criterion", ""),
        )
        actions.save_goal(by=case.concept_owner, goal=goal, on=DESCRIBED)
        case.goals[f"{key}.{row['key']}"] = goal
    for row in found.get("indicators", ()):
        facts = {name: value for name, value in row.items() if name not in {"goal", "measurements"}}
        indicator = Indicator(goal=case.goals[f"{key}.{row['goal']}"], **facts)
        actions.save_indicator(by=case.concept_owner, indicator=indicator, on=DESCRIBED)
        for when, value in row["measurements"]:
            _measure(case, indicator, date.fromisoformat(when), value)


def _measure(case: Case, indicator: Indicator, when: date, value: Any) -> None:
    """A measurement is known three days after the day it is of, and not before the case began to be written."""
    known = min(max(when + timedelta(days=3), DESCRIBED), date(2006, 11, 12))
    measurement = Measurement(
        indicator=indicator, measured_on=when, value=value, source=indicator.source, extracted_on=known
    )
    actions.save_measurement(by=case.concept_owner, measurement=measurement, on=known)


def _catalogue_rows(case: Case, area: FocusArea, found: dict[str, Any]) -> None:
    for arena, (relevance, note) in found.get("arenas", {}).items():
        assessment = ArenaAssessment(focus_area=area, arena=case.arenas[arena], relevance=relevance, note=note)
        actions.save_arena_assessment(by=case.concept_owner, assessment=assessment, on=date(2006, 9, 27))
    for tool, reason in found.get("area_tools", {}).items():
        choice = ToolChoice(focus_area=area, tool=case.tools[tool], reason=reason)
        actions.save_tool_choice(by=case.concept_owner, tool_choice=choice, on=date(2006, 9, 27))


def _standing(case: Case, area: FocusArea, found: dict[str, Any]) -> None:
    """Owner, choices, circle and status, each on its day and in that order."""
    owner, first = found["owner"], found["choices"][0]["on"]
    actions.set_owner(
        by=case.board,
        focus_area=area,
        owner=case.person(owner["person"]),
        board_role=owner["board_role"],
        board_reason=owner["board_reason"],
        on=first,
    )
    for row in found["choices"]:
        actions.choose(by=case.board, focus_area=area, choice=row["choice"], reason=row["reason"], decided_on=row["on"])
    if "circle" in found:
        circle = found["circle"]
        actions.release(by=case.concept_owner, focus_area=area, circle=circle["circle"], on=circle["on"])
    status = found["status"]
    actions.set_light(
        by=case.board,
        focus_area=area,
        light=status["light"],
        status_text=status["text"],
        status_on=day(status["on"]),
        on=status["on"],
    )
