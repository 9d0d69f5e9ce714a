"""One record of every kind, made from the models themselves: a new kind is in the world without being named here.

``World`` is an open one: everything internal. ``restricted_twin`` makes, beside it, one restricted record of each kind
that can be hidden, whose texts all hold one word that occurs nowhere else.
"""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from fyrtaarn.exchange.actions import receive_list
from fyrtaarn.exchange.lists import read_list
from fyrtaarn.exchange.models import ImportLog
from fyrtaarn.foundation import registries
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.models import Installation, Job
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.organisation.models import Body, BodyMembership, CouncilTerm, Membership, Person, RoleGrant, Unit
from fyrtaarn.portfolio.models import (
    Dependency,
    DocumentLink,
    DocumentSystem,
    Project,
    ProjectAnchoring,
    ProjectCircle,
    ProjectTemplate,
    TemplateField,
)
from fyrtaarn.strategy.models import Anchoring, FocusArea, FocusAreaChoice, FocusAreaCircle, Indicator
from tests.cast import Cast, saved

DAY = date(2006, 11, 1)
NUMBER = Decimal("7351.42")
Pool = dict[type[Record], Record]


def kinds_of_record() -> list[type[Record]]:
    return [m for m in apps.get_models() if issubclass(m, Record)]


def lies_under(model: type[Record], roots: tuple[type[Record], ...]) -> bool:
    """Whether a record of this kind belongs to a focus area or project, straight or through another record."""
    seen: set[Any] = set()
    waiting: list[Any] = [model]
    while waiting:
        here = waiting.pop()
        if here in roots:
            return True
        seen.add(here)
        waiting += [
            f.related_model
            for f in here._meta.concrete_fields
            if f.is_relation and not f.null and f.related_model not in seen
        ]
    return False


# What a kind needs that its columns do not tell.
FACTS: dict[type[Record], Callable[[Pool], dict[str, Any]]] = {
    FocusArea: lambda pool: {
        "committee": None,
        "policy_area": None,
        "launched_on": None,
        "state": "chosen",
        "circle": "internal",
    },
    FocusAreaCircle: lambda pool: {"unit": None},
    FocusAreaChoice: lambda pool: {"choice": "chosen"},
    ProjectCircle: lambda pool: {"unit": None},
    Anchoring: lambda pool: {"body": None},
    ProjectAnchoring: lambda pool: {"body": None},
    DocumentLink: lambda pool: {"link": ""},
    DocumentSystem: lambda pool: {"pattern": "https://documents.example.test/{id}"},
    Project: lambda pool: {
        "kle": "00.15.10",
        "phase": "planning",
        "size": "full",
        "status": "running",
        "starts_on": date(2006, 1, 1),
        "ends_on": date(2007, 6, 1),
        "registrar": None,
        "circle": "internal",
    },
    CouncilTerm: lambda pool: {"valid_to": None},
    Membership: lambda pool: {"valid_to": None},
    BodyMembership: lambda pool: {"valid_to": None},
    RoleGrant: lambda pool: {"role": "reader", "valid_to": None},
    Body: lambda pool: {"valid_to": None},
    Unit: lambda pool: {"valid_to": None},
    Dependency: lambda pool: {"on": saved_project(pool, "depended upon")},
}


def filled(model: type[Record], word: str, pool: Pool, **facts: Any) -> Any:
    """An unsaved record with every column filled: texts with the word, keys from the pool."""
    given = FACTS[model](pool) | facts if model in FACTS else facts
    values: dict[str, Any] = {}
    for column in model._meta.local_concrete_fields:
        if column.primary_key or column.name in {"uuid", "revision", "changed_at", *model.derived}:
            continue
        values[column.name] = given[column.name] if column.name in given else _value(column, word, pool)
    values |= {name: value for name, value in given.items() if name not in values}
    return model(**{k: v for k, v in values.items() if v is not None or k in given})


def _value(column: Any, word: str, pool: Pool) -> Any:
    if isinstance(column, models.ForeignKey):
        return None if column.related_model is column.model else pool.get(column.related_model)  # type: ignore[call-overload]
    if column.choices:
        return column.flatchoices[0][0]
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return DAY
    if isinstance(column, models.EmailField):
        return f"{word.lower()}@example.test"
    if isinstance(column, models.URLField):
        return f"https://example.test/{word.lower()}"
    if isinstance(column, models.SlugField):
        return word.lower()
    if isinstance(column, models.CharField | models.TextField):
        return f"{word} {column.name}"[: column.max_length]
    if isinstance(column, models.DecimalField):
        return NUMBER
    if isinstance(column, models.JSONField):
        return {"word": word}
    return None  # numbers and flags keep their default; a required one stands in FACTS or below


def saved_project(pool: Pool, word: str, **facts: Any) -> Project:
    serial = Project.objects.count() + 1
    project: Project = filled(Project, word, pool, number=f"P-2006-{serial:03d}", year=2006, serial=serial, **facts)
    return saved(project)


REQUIRED_NUMBERS = {"likelihood": 2, "consequence": 3, "budget_year": 2007, "version": 1, "position": 1}


def make_one(model: type[Record], word: str, pool: Pool, **facts: Any) -> Any:
    names = {f.name for f in model._meta.local_concrete_fields}
    numbers = {k: v for k, v in REQUIRED_NUMBERS.items() if k in names}
    if model is Project:
        return saved_project(pool, word, **facts)
    return saved(filled(model, word, pool, **numbers, **facts))


def make_all(wanted: list[type[Record]], word: str, pool: Pool, **facts: dict[str, Any]) -> Pool:
    """One of each, those that others point to first; they join the pool. ``facts`` are by the model's kind."""
    waiting = list(wanted)
    made: Pool = {}
    while waiting:
        ready = [m for m in waiting if not (needs(m) & set(waiting) - {m})]
        assert ready, f"kinds of record that need each other: {waiting}"
        for model in ready:
            made[model] = pool[model] = make_one(model, word, pool, **facts.get(model.kind, {}))
            waiting.remove(model)
    return made


def needs(model: type[Record]) -> set[Any]:
    return {f.related_model for f in model._meta.concrete_fields if f.is_relation and f.related_model is not model}


ROOTS: tuple[type[Record], ...] = (FocusArea, Project)


class World:
    """A cast and one open record of each kind, carried by the cast's centre and managed by its project manager."""

    word = "Aabent"
    size = 0

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.insider = cast.insider
        self.pool: Pool = {Person: cast.concept_owner.person, Unit: cast.centre}
        if not Installation._default_manager.exists():
            saved(Installation())
        self.pool[Installation] = Installation.current()
        ground = [m for m in kinds_of_record() if m not in self.pool and not lies_under(m, ROOTS)]
        template = [ProjectTemplate, TemplateField]
        self._template()
        make_all([m for m in ground if m not in template], self.word, self.pool)
        above = [m for m in kinds_of_record() if m not in self.pool]
        self.people = {"owner": cast.board.person, "manager": cast.project_manager.person}
        make_all(above, self.word, self.pool, project=self.people, focus_area={"owner": cast.board.person})
        facts = {"status": "draft", "phase": "idea", "registrar": cast.project_manager.user} | self.people
        self.draft: Project = saved(filled(Project, self.word, self.pool, number=None, year=None, serial=None, **facts))
        owner = cast.concept_owner
        self.job = Job.objects.create(kind="tests.job", title="Aabent arbejde", owner=owner.user)
        self.workbook = ImportLog.objects.create(file_name="aabent.xlsx", owner=owner.user, state=ImportLog.State.READY)
        table = SimpleUploadedFile("aabent.csv", b"Projekt;Center\nSti;Et center som ingen kender\n")
        self.list = receive_list(
            by=owner.viewer, upload=table, look=read_list, options={"columns": {"0": "title", "1": "unit"}}
        )

    def _template(self) -> None:
        from fyrtaarn.portfolio.defaults import ensure_defaults

        ensure_defaults()
        self.pool[ProjectTemplate] = ProjectTemplate._default_manager.latest("version")
        self.pool[TemplateField] = TemplateField._default_manager.earliest("pk")

    def __getitem__(self, model: type[Record]) -> Any:
        return self.pool[model]

    @property
    def project(self) -> Project:
        found: Project = self[Project]
        return found

    def histories(self) -> list[tuple[str, Any]]:
        """Every kind that has a history page, with a record of it."""
        return [(kind.key, self[kind.model]) for kind in registries.kinds]

    def pickers(self) -> list[str]:
        return [picker.key for picker in registries.pickers]

    def seen_as(self, records: list[Any]) -> "World":
        """The same world with these records in the place of its own, for the addresses they have."""
        other = copy.copy(self)
        other.pool = self.pool | {type(r): r for r in records if isinstance(r, Record)}
        return other

    def grow(self, rounds: int) -> None:
        """More of everything: on the project and focus area there are, and on new ones."""
        single = {Installation, ProjectTemplate, TemplateField}
        ground = [m for m in kinds_of_record() if m not in single and not lies_under(m, ROOTS)]
        beneath = [m for m in kinds_of_record() if lies_under(m, ROOTS)]
        for _round in range(rounds):
            self.size += 1
            word = f"Mere{self.size}"
            pool = {m: r for m, r in self.pool.items() if m in single or m in ROOTS}
            make_all(ground, word, pool, unit={"parent": self.cast.centre})
            facts = {"measurement": {"measured_on": DAY + timedelta(days=self.size), "indicator": self[Indicator]}}
            make_all([m for m in beneath if m not in ROOTS], word, dict(pool), **facts)
            make_all(beneath, f"{word}ny", dict(pool), project=self.people, focus_area={"owner": self.people["owner"]})

    def restricted_twin(self, word: str) -> list[Any]:
        """One restricted record of each kind under a focus area or project, for the insider and nobody else.

        The project hangs in the open focus area, so that its own circle is what hides it; a last one is internal but
        hangs in the restricted focus area.
        """
        beneath = [m for m in kinds_of_record() if lies_under(m, ROOTS)]
        owner = {"circle": Circle.RESTRICTED, "owner": self.insider}
        pool = self.pool | {Person: self.insider}
        hidden = make_all(
            [m for m in beneath if m is not Project and not lies_under(m, (Project,))], word, pool, focus_area=owner
        )
        open_area = self.pool[FocusArea]
        projects = [m for m in beneath if m not in hidden]
        hidden |= make_all(
            projects, word, pool, project={**owner, "manager": self.insider, "focus_area": open_area, "light": "red"}
        )
        facts = {"owner": self.insider, "manager": self.insider}
        inside = saved_project(self.pool | {FocusArea: hidden[FocusArea]}, f"{word} inside", **facts)
        return [*hidden.values(), inside]
