"""Strategies and goals, each in a tree below its focus area."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.fields import DayField, TextField, hangs_below_itself
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.models import Person, Searchable
from fyrtaarn.strategy.models.choices import Phases
from fyrtaarn.strategy.models.focus_areas import FocusArea, InFocusAreaQuerySet


class Node(Searchable):
    """A node in a focus area's tree of strategies or goals."""

    focus_area: Any
    focus_area_id: int
    parent: Any
    title = models.CharField(_("Title"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.parent is None:
            return
        if self.parent.focus_area_id != self.focus_area_id:
            raise ValidationError({"parent": _("It must lie in the same focus area.")})
        if hangs_below_itself(self):
            raise ValidationError({"parent": _("It cannot lie below itself.")})


@keep_history
class Strategy(Node):
    """A strategy or, with a parent, a sub-strategy."""

    kind = "strategy"

    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("Focus area"), on_delete=models.CASCADE, related_name="strategies"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("Part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    description = TextField(_("Description"), blank=True)
    phase = models.CharField(_("Phase"), max_length=16, choices=Phases.choices, default=Phases.FORMULATION)

    objects = InFocusAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def get_absolute_url(self) -> str:
        return reverse("strategy", args=[self.uuid])


@keep_history
class Goal(Node):
    """A goal or, with a parent, a sub-goal."""

    kind = "goal"

    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("Focus area"), on_delete=models.CASCADE, related_name="goals"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("Sub-goal of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    description = TextField(_("Description"), blank=True)
    owner = models.ForeignKey(
        Person, verbose_name=_("Owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    deadline = DayField(_("Deadline"), null=True, blank=True)
    success_criterion = TextField(_("Success criterion"), blank=True)

    objects = InFocusAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def get_absolute_url(self) -> str:
        return reverse("goal", args=[self.uuid])
