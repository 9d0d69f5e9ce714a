"""What the portfolio tells the house."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.registries import (
    AdministrationEntry,
    Kind,
    NavEntry,
    Panel,
    Picker,
    Sentence,
    Todo,
    TodoSource,
    Verb,
)
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.models import Unit
from fyrtaarn.portfolio import access, queries, sheets
from fyrtaarn.portfolio.holes import RULES, areas_without_project
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
from fyrtaarn.strategy.lifecycle import LIGHT_RANK, Light

PANEL_ROWS = 20

PART_MODELS = (
    ProjectGoal,
    Milestone,
    Risk,
    Benefit,
    Stakeholder,
    ExternalPartner,
    BudgetLine,
    Dependency,
    DocumentLink,
    ProjectAnchoring,
    ProjectToolChoice,
    ProjectArena,
    ProjectCircle,
)

VERBS = (
    ("draft.saved", _("Draft saved"), False),
    ("draft.removed", _("Draft thrown away"), False),
    ("project.saved", _("Project changed"), False),
    ("project.registered", _("Project registered"), True),
    ("project.paused", _("Project paused"), True),
    ("project.stopped", _("Project stopped"), True),
    ("project.resumed", _("Project taken up again"), True),
    ("project.imported", _("Projects imported"), True),
    ("phase.advanced", _("Moved on to the next phase"), True),
    ("phase.moved_back", _("Taken one phase back"), True),
    ("light.set", _("Light set"), True),
    ("circle.set", _("Circle changed"), False),
    ("template.published", _("Template published"), False),
    ("documentsystem.saved", _("Document system changed"), False),
    ("documentsystem.imported", _("Document systems imported"), False),
)


def _projects(viewer: Viewer) -> Any:
    return Project.objects.all().visible_to(viewer)


def _panel(rows: QuerySet[Any], query: str, *, may_register: bool = False, area: str = "") -> dict[str, Any] | None:
    """The first projects with the next milestone of each, and the address of them all."""
    found = list(rows.listed().order_by("light_rank", "number_key")[: PANEL_ROWS + 1])  # type: ignore[attr-defined]
    if not found and not may_register:
        return None
    milestones = queries.next_milestones(p.pk for p in found[:PANEL_ROWS])
    return {
        "rows": [(p, milestones.get(p.pk)) for p in found[:PANEL_ROWS]],
        "has_more": len(found) > PANEL_ROWS,
        "all_url": f"{reverse('projects')}?{query}",
        "new_url": f"{reverse('project_new')}?fokusomraade={area}" if may_register and area else "",
    }


def _of_area(viewer: Viewer, area: Any) -> dict[str, Any] | None:
    rows = _projects(viewer).registered().filter(focus_area=area)
    return _panel(
        rows, f"fokusomraade={area.uuid}&status=alle", may_register=access.may_register(viewer), area=str(area.uuid)
    )


def _of_unit(viewer: Viewer, unit: Any) -> dict[str, Any] | None:
    below = Unit.objects.all().subtree_ids({unit.pk})
    return _panel(_projects(viewer).active().filter(unit__in=below), f"enhed=uuid:{unit.uuid}")


def _of_person(viewer: Viewer, person: Any) -> dict[str, Any] | None:
    rows = _projects(viewer).active().filter(Q(owner=person) | Q(manager=person))
    return _panel(rows, f"ejer=uuid:{person.uuid}")


def _of_goal(viewer: Viewer, goal: Any) -> dict[str, Any] | None:
    rows = _projects(viewer).registered().filter(goals=goal)
    return _panel(rows, f"fokusomraade={goal.focus_area.uuid}&status=alle")


def _of_mandate(viewer: Viewer, mandate: Any) -> dict[str, Any] | None:
    rows = _projects(viewer).registered().filter(focus_area__origins__mandate=mandate)
    return _panel(rows, f"pejlemaerke=uuid:{mandate.uuid}&status=alle")


def _red_projects(viewer: Viewer, limit: int) -> list[Todo]:
    # By the rank and not by the word: the few red ones are looked up in the index of lights.
    rows = _projects(viewer).active().filter(light_rank=LIGHT_RANK[Light.RED], focus_area__isnull=False)
    return [
        Todo(
            text=_("A project is red: %(name)s") % {"name": p.title},
            link=p.get_absolute_url(),
            label=_("See why"),
            since=p.light_on,
        )
        for p in rows.only("uuid", "number", "title", "light_on").order_by("light_on", "pk")[:limit]
    ]


def _red_sentence(viewer: Viewer) -> str | None:
    count = _projects(viewer).active().filter(light=Light.RED).count()
    if not count:
        return None
    return ngettext("%(count)d project is red.", "%(count)d projects are red.", count) % {"count": count}


def _bare_sentence(viewer: Viewer) -> str | None:
    count = areas_without_project(viewer).count()
    if not count:
        return None
    return ngettext("%(count)d without a project.", "%(count)d without a project.", count) % {"count": count}


def register() -> None:
    """Fill the registries; called once when Django is ready."""
    registries.kinds.register(Kind("project", _("project"), Project, _projects, PART_MODELS))
    registries.kinds.register(
        Kind(
            "document_system",
            _("document system"),
            DocumentSystem,
            lambda v: (
                DocumentSystem._default_manager.all()
                if access.may_manage_document_systems(v)
                else DocumentSystem._default_manager.none()
            ),
            administrative=True,
        )
    )
    registries.pickers.register(
        Picker("project", lambda v: _projects(v).registered(), lambda p: f"{p.number} {p.title}")
    )
    registries.navigation.register(NavEntry("projects", _("Projects"), "projects", 30, access.may_read_internally))
    registries.verbs.register(*(Verb(f"portfolio.{key}", text, notable) for key, text, notable in VERBS))
    for model in PART_MODELS:
        name, label = model._meta.model_name, model._meta.verbose_name
        registries.verbs.register(
            Verb(f"portfolio.{name}.saved", _Told(_("Changed: %(what)s"), label)),
            Verb(f"portfolio.{name}.removed", _Told(_("Removed: %(what)s"), label)),
            Verb(f"portfolio.{name}.imported", _Told(_("Imported: %(what)s"), label)),
        )
    registries.holes.register(*RULES)
    registries.todos.register(TodoSource("portfolio.red", "board", _red_projects))
    registries.sentences.register(
        Sentence("portfolio.bare", 20, _bare_sentence), Sentence("portfolio.red", 60, _red_sentence)
    )
    registries.administration.register(
        AdministrationEntry(
            "project_template",
            _("The project template"),
            _("The headings of a project and what each phase requires."),
            "project_template",
            lambda v: v.reads_internal,
            20,
        ),
        AdministrationEntry(
            "document_systems",
            _("Document systems"),
            _("Where documents lie, so that a number is link enough."),
            "document_systems",
            access.may_manage_document_systems,
            60,
        ),
    )
    template = "portfolio/_panel.html"
    registries.panels.register(
        Panel("portfolio.focus_area", "focus_area", 30, template, _of_area),
        Panel("portfolio.unit", "unit", 30, template, _of_unit),
        Panel("portfolio.person", "person", 30, template, _of_person),
        Panel("portfolio.goal", "goal", 30, template, _of_goal),
        Panel("portfolio.mandate", "mandate", 30, template, _of_mandate),
    )
    sheets.register()


class _Told:
    """A lazy sentence around a lazy name."""

    def __init__(self, sentence: Any, what: Any) -> None:
        self.sentence, self.what = sentence, what

    def __str__(self) -> str:
        return str(self.sentence) % {"what": str(self.what)}
