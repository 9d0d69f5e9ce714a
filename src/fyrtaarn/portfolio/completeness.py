"""How much of the template a project fills, and what is missing for a phase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fyrtaarn.foundation.recording import Recorder
from fyrtaarn.portfolio import lifecycle
from fyrtaarn.portfolio.headings import heading
from fyrtaarn.portfolio.lifecycle import Phase, Requirement, Size
from fyrtaarn.portfolio.models import (
    Benefit,
    BudgetLine,
    Dependency,
    DocumentLink,
    ExternalPartner,
    Milestone,
    Project,
    ProjectAnchoring,
    ProjectArena,
    ProjectGoal,
    ProjectTemplate,
    ProjectToolChoice,
    Risk,
    Stakeholder,
    TemplateField,
)

# Headings whose home is a child list.
LISTS: dict[str, type[Any]] = {
    "goals": ProjectGoal,
    "anchorings": ProjectAnchoring,
    "tools": ProjectToolChoice,
    "stakeholders": Stakeholder,
    "partners": ExternalPartner,
    "dependencies": Dependency,
    "milestones": Milestone,
    "budget_lines": BudgetLine,
    "risks": Risk,
    "benefits": Benefit,
    "arenas": ProjectArena,
    "documents": DocumentLink,
}
_BATCH = 500


@dataclass(frozen=True)
class Missing:
    """A heading that is not filled, with the address of its field."""

    name: str
    label: str
    url: str


def current_template() -> ProjectTemplate | None:
    """The latest published version of the template."""
    return ProjectTemplate._default_manager.filter(published_on__isnull=False).order_by("-version").first()


def rules_of(template_id: int | None) -> list[Requirement]:
    rows = TemplateField._default_manager.filter(template_id=template_id).order_by("position")
    return [
        Requirement(
            field=r.field,
            light=Phase(r.light_from) if r.light_from else None,
            full=Phase(r.full_from) if r.full_from else None,
        )
        for r in rows
    ]


def filled(project: Project, lists: Iterable[str]) -> set[str]:
    """Names of the headings that hold something; ``lists`` are the child lists that have rows."""
    columns = (f for f in project._meta.concrete_fields if f.name not in LISTS)
    return {f.name for f in columns if getattr(project, f.attname) not in (None, "")} | set(lists)


def lists_of(keys: Sequence[Any]) -> dict[Any, set[str]]:
    """Per project, which child lists have rows: one query per kind of list, however many projects."""
    found: dict[Any, set[str]] = {key: set() for key in keys}
    for name, model in LISTS.items():
        rows = model._default_manager.filter(project_id__in=keys)
        for key in rows.order_by().values_list("project_id", flat=True).distinct():
            found[key].add(name)
    return found


def required_names(project: Project) -> list[str]:
    """What the project's own phase requires, filled or not."""
    rules = rules_of(project.template_id)
    return lifecycle.required_fields(rules, size=Size(project.size), phase=Phase(project.phase))


def missing_names(project: Project, *, phase: Phase | None = None) -> list[str]:
    """What the template requires in a phase (the project's own when left out) and the project does not have."""
    lists = lists_of([project.pk])[project.pk] if project.pk else set()
    return lifecycle.missing_fields(
        rules_of(project.template_id),
        size=Size(project.size),
        phase=phase or Phase(project.phase),
        filled=filled(project, lists),
    )


def count(project: Project, *, rules: Sequence[Requirement], lists: set[str]) -> bool:
    """Set the two counted columns; True when either changed."""
    size, phase = Size(project.size), Phase(project.phase)
    required = lifecycle.required_fields(rules, size=size, phase=phase)
    missing = lifecycle.missing_fields(rules, size=size, phase=phase, filled=filled(project, lists))
    before = project.completeness, project.missing_count
    project.missing_count = len(missing)
    project.completeness = lifecycle.completeness(required=len(required), missing=len(missing))
    return before != (project.completeness, project.missing_count)


def count_one(project: Project) -> None:
    """Count a project that is about to be saved."""
    lists = lists_of([project.pk])[project.pk] if project.pk else set()
    count(project, rules=rules_of(project.template_id), lists=lists)


def recount(recorder: Recorder, keys: Iterable[Any]) -> None:
    """Count projects anew after their lists changed. The rows are locked, so that two edits cannot both count old."""
    ordered = sorted(set(keys))
    rules: dict[Any, list[Requirement]] = {}
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        projects = list(Project._base_manager.select_for_update().filter(pk__in=batch))
        lists = lists_of(batch)
        for project in projects:
            if project.template_id not in rules:
                rules[project.template_id] = rules_of(project.template_id)
            count(project, rules=rules[project.template_id], lists=lists[project.pk])
        recorder.derive(projects, ["completeness", "missing_count"])


def missing_with_links(project: Project, phase: Phase | None = None) -> list[Missing]:
    return [
        Missing(name, str(heading(name).label), heading(name).url(project))
        for name in missing_names(project, phase=phase)
    ]
