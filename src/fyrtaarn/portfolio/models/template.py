"""The fixed template: which heading is required from which phase."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.fields import DayField
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.portfolio import lifecycle


class PhaseChoices(models.TextChoices):
    IDEA = lifecycle.Phase.IDEA, _("idea")
    CLARIFICATION = lifecycle.Phase.CLARIFICATION, _("clarification")
    PLANNING = lifecycle.Phase.PLANNING, _("planning")
    IMPLEMENTATION = lifecycle.Phase.IMPLEMENTATION, _("implementation (project)")
    BENEFITS = lifecycle.Phase.BENEFITS, _("benefits realisation")
    CLOSED = lifecycle.Phase.CLOSED, _("closed")


@keep_history
class ProjectTemplate(Record):
    """One version of the fixed template. Published versions never change."""

    kind = "project_template"

    version = models.PositiveIntegerField(_("Version"), unique=True)
    published_on = DayField(_("Published"), null=True, blank=True)

    class Meta:
        verbose_name = _("project template")
        verbose_name_plural = _("project templates")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.version}"


@keep_history
class TemplateField(Record):
    """Which heading a project has, and from which phase each size requires it."""

    kind = "template_field"

    template = models.ForeignKey(ProjectTemplate, on_delete=models.CASCADE, related_name="fields")
    field = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    in_light = models.BooleanField(default=False)
    light_from = models.CharField(max_length=16, choices=PhaseChoices.choices, blank=True)
    full_from = models.CharField(max_length=16, choices=PhaseChoices.choices, blank=True)
    public = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("field of the template")
        verbose_name_plural = _("fields of the template")
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["template", "field"], name="template_field_once")
        ]

    def __str__(self) -> str:
        return self.field
