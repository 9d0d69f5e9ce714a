"""How goals are measured."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.fields import DayField, validate_order
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.foundation.wording import day, plain_number
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy import lifecycle
from fyrtaarn.strategy.models.focus_areas import FocusArea
from fyrtaarn.strategy.models.trees import Goal


class OfGoalQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(goal__focus_area__in=FocusArea.objects.all().visible_to(viewer))


@keep_history
class Indicator(Record):
    """How a goal is measured."""

    kind = "indicator"

    class Directions(models.TextChoices):
        UP = lifecycle.Direction.UP, _("should rise")
        DOWN = lifecycle.Direction.DOWN, _("should fall")

    goal = models.ForeignKey(Goal, verbose_name=_("Goal"), on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("Name"), max_length=200)
    unit = models.CharField(_("Measured in"), max_length=40, help_text=_("Such as per cent, kr. or number."))
    direction = models.CharField(_("Direction"), max_length=5, choices=Directions.choices, default=Directions.UP)
    baseline = models.DecimalField(_("Baseline"), max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = DayField(_("Baseline of"), null=True, blank=True)
    target = models.DecimalField(_("Target"), max_digits=16, decimal_places=4, null=True, blank=True)
    target_on = DayField(_("Target by"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)

    objects = OfGoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        validate_order(self, "baseline_on", "target_on")

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.uuid])


class OfIndicatorQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(indicator__goal__focus_area__in=FocusArea.objects.all().visible_to(viewer))


@keep_history
class Measurement(Record):
    kind = "measurement"

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("Indicator"), on_delete=models.CASCADE, related_name="measurements"
    )
    measured_on = DayField(_("Date"))
    value = models.DecimalField(_("Value"), max_digits=16, decimal_places=4)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    extracted_on = DayField(_("Extracted on"), null=True, blank=True)

    objects = OfIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering: ClassVar[list[str]] = ["measured_on", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on"],
                name="measured_once_a_day",
                violation_error_message=_("There is already a measurement of this date."),
            )
        ]

    def __str__(self) -> str:
        return f"{day(self.measured_on)}: {plain_number(self.value)}"
