"""What a project plans: milestones, risks, benefits, money, and what it waits for."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.fields import DayField, TextField
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.models import Person
from fyrtaarn.portfolio.models.project import OfProject, Project


@keep_history
class Milestone(OfProject):
    kind = "milestone"
    derived: ClassVar[tuple[str, ...]] = ("due_on",)

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("Milestone"), max_length=200)
    baseline = DayField(_("Planned"), help_text=_("The date first agreed. It stays when the forecast moves."))
    forecast = DayField(_("Forecast"), null=True, blank=True)
    done_on = DayField(_("Done"), null=True, blank=True)
    # When it fell or will fall, so that milestones of all projects can be walked by date.
    due_on = DayField(editable=False, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering: ClassVar[list[str]] = ["baseline", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["project", "done_on", "due_on"], name="milestone_next"),
            models.Index(fields=["due_on", "id"], name="milestone_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def prepare(self) -> None:
        super().prepare()
        self.due_on = self.done_on or self.forecast or self.baseline

    def clean(self) -> None:
        super().clean()
        start = self.project.starts_on if self.project_id else None
        for name in ("baseline", "forecast", "done_on"):
            value = getattr(self, name)
            if start and value and value < start:
                raise ValidationError({name: _("A milestone cannot lie before the project's start.")})

    @property
    def due(self) -> Any:
        return self.forecast or self.baseline


@keep_history
class Risk(OfProject):
    kind = "risk"

    class Levels(models.IntegerChoices):
        LOW = 1, _("1 – low")
        SOME = 2, _("2 – some")
        HIGH = 3, _("3 – high")
        VERY_HIGH = 4, _("4 – very high")

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="risks")
    title = models.CharField(_("Risk"), max_length=200)
    likelihood = models.PositiveSmallIntegerField(_("Likelihood"), choices=Levels.choices)
    consequence = models.PositiveSmallIntegerField(_("Consequence"), choices=Levels.choices)
    response = TextField(_("What we do about it"), blank=True)
    responsible = models.ForeignKey(
        Person, verbose_name=_("Responsible"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering: ClassVar[list[str]] = ["-likelihood", "-consequence", "pk"]

    def __str__(self) -> str:
        return self.title


@keep_history
class Benefit(OfProject):
    kind = "benefit"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="benefits")
    title = models.CharField(_("Benefit"), max_length=200)
    measure = models.CharField(_("How it is seen"), max_length=200, blank=True)
    amount = models.DecimalField(_("Kroner a year"), max_digits=16, decimal_places=2, null=True, blank=True)
    expected_on = DayField(_("Expected by"), null=True, blank=True)
    realised_on = DayField(_("Realised"), null=True, blank=True)
    responsible = models.ForeignKey(
        Person, verbose_name=_("Responsible"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering: ClassVar[list[str]] = ["expected_on", "pk"]

    def __str__(self) -> str:
        return self.title


@keep_history
class BudgetLine(OfProject):
    """Money of one year, in kroner."""

    kind = "budget_line"

    project = models.ForeignKey(
        Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="budget_lines"
    )
    budget_year = models.PositiveSmallIntegerField(_("Year"))
    title = models.CharField(_("Item"), max_length=200, blank=True)
    budget = models.DecimalField(_("Budget"), max_digits=16, decimal_places=2)
    used = models.DecimalField(_("Used"), max_digits=16, decimal_places=2, null=True, blank=True)
    expected = models.DecimalField(_("Expected"), max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering: ClassVar[list[str]] = ["budget_year", "pk"]

    def __str__(self) -> str:
        return f"{self.budget_year} {self.title}".strip()

    def clean(self) -> None:
        super().clean()
        if self.budget_year is not None and not 1970 <= self.budget_year <= 2199:
            raise ValidationError({"budget_year": _("The year must lie between 1970 and 2199.")})


@keep_history
class Dependency(OfProject):
    """That a project waits for another."""

    kind = "dependency"

    project = models.ForeignKey(
        Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="dependencies"
    )
    on = models.ForeignKey(Project, verbose_name=_("Depends on"), on_delete=models.CASCADE, related_name="dependants")
    note = models.CharField(_("What it waits for"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["project", "on"],
                name="dependency_once",
                violation_error_message=_("This dependency is already on the list."),
            )
        ]

    def __str__(self) -> str:
        return str(self.on)

    def clean(self) -> None:
        super().clean()
        if self.project_id and self.project_id == self.on_id:
            raise ValidationError({"on": _("A project cannot depend on itself.")})
