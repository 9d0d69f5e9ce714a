"""The few strategic areas that the executive board owns, who may see them, and the board's decisions."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.fields import DayField, TextField
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.foundation.text import fold
from fyrtaarn.organisation.access import Viewer, in_circle
from fyrtaarn.organisation.models import (
    Body,
    CircleEntry,
    Person,
    PolicyArea,
    Searchable,
    SearchableQuerySet,
    exactly_one,
)
from fyrtaarn.strategy import lifecycle
from fyrtaarn.strategy.models.choices import Circles, Lights

if TYPE_CHECKING:
    from fyrtaarn.strategy.models.mandates import FocusAreaMandate, Mandate


def _seen_by(viewer: Viewer) -> Q:
    own = Q(owner=viewer.person) if viewer.person else Q(pk__in=[])
    condition = in_circle(viewer, entries=FocusAreaCircle, parent="focus_area", own=own)
    if not viewer.reads_internal:
        condition &= ~Q(state=lifecycle.State.PROPOSED)
    if not viewer.reads_released:
        condition &= Q(launched_on__lte=clock.today())
    return condition


class FocusAreaQuerySet(SearchableQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Focus areas that exist for a viewer; the public ones are there for everyone once launched."""
        return self.filter(_seen_by(viewer))

    def hidden_from(self, viewer: Viewer) -> Self:
        """All others."""
        return self.exclude(_seen_by(viewer))

    def running(self) -> Self:
        """Chosen by the board and neither parked nor closed."""
        return self.filter(state=lifecycle.State.CHOSEN)

    def in_order(self) -> Self:
        return self.order_by("position", "sort_key", "pk")


@keep_history
class FocusArea(Searchable):
    """One of the few strategic areas that the executive board owns."""

    kind = "focus_area"
    derived: ClassVar[tuple[str, ...]] = ("sort_key", "search_text", "state", "light_rank")

    class Kinds(models.TextChoices):
        LIGHTHOUSE = "lighthouse", _("Political lighthouse")
        ACTION_AREA = "action_area", _("Essential action area")

    class Materiality(models.IntegerChoices):
        SOME = 1, _("1 – of some weight")
        CONSIDERABLE = 2, _("2 – of considerable weight")
        GREAT = 3, _("3 – of great weight")
        DECISIVE = 4, _("4 – decisive for the municipality")

    class BoardRoles(models.TextChoices):
        INITIATES = "initiates", _("initiates")
        DECIDES = "decides", _("decides")
        TAKES_PART = "takes_part", _("takes part")
        FOLLOWS = "follows", _("follows")

    class States(models.TextChoices):
        PROPOSED = lifecycle.State.PROPOSED, _("proposed")
        CHOSEN = lifecycle.State.CHOSEN, _("chosen")
        PARKED = lifecycle.State.PARKED, _("parked")
        CLOSED = lifecycle.State.CLOSED, _("closed")

    title = models.CharField(_("Title"), max_length=200)
    position = models.PositiveSmallIntegerField(_("Order"), default=100)
    area_kind = models.CharField(_("Kind"), max_length=20, choices=Kinds.choices, default=Kinds.ACTION_AREA)
    mandates: "models.ManyToManyField[Mandate, FocusAreaMandate]" = models.ManyToManyField(
        "Mandate", through="FocusAreaMandate", related_name="focus_areas"
    )

    purpose = TextField(_("Purpose"), blank=True)
    strategy = TextField(_("Strategy"), blank=True)
    organisation = TextField(_("Organisation"), blank=True)
    tool_reason = TextField(_("Choice of tool"), blank=True, help_text=_("Which tools we use here, and why these."))

    cross_cutting_reason = TextField(_("Why no single director's area can cover it"), blank=True)
    materiality = models.PositiveSmallIntegerField(_("Materiality"), choices=Materiality.choices, null=True, blank=True)
    materiality_reason = TextField(_("Why it is material"), blank=True)
    board_reason = TextField(_("The board's reason for owning it"), blank=True)
    board_role = models.CharField(_("The board's role now"), max_length=20, choices=BoardRoles.choices, blank=True)
    owner = models.ForeignKey(
        Person,
        verbose_name=_("Owner on the board"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="focus_areas",
    )
    committee = models.ForeignKey(
        Body, verbose_name=_("Committee"), null=True, blank=True, on_delete=models.PROTECT, related_name="focus_areas"
    )
    policy_area = models.ForeignKey(
        PolicyArea,
        verbose_name=_("Policy area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="focus_areas",
    )
    next_reassessment = DayField(_("Next reassessment"), null=True, blank=True)
    valid_until = DayField(_("Valid until"), null=True, blank=True)

    state = models.CharField(max_length=12, choices=States.choices, default=States.PROPOSED, editable=False)
    light = models.CharField(_("Light"), max_length=8, choices=Lights.choices, default=Lights.NONE, editable=False)
    light_rank = models.PositiveSmallIntegerField(default=3, editable=False)
    status_text = TextField(_("How it stands"), blank=True, editable=False)
    status_on = DayField(_("Status of"), null=True, blank=True, editable=False)
    circle = models.CharField(
        _("Circle"), max_length=12, choices=Circles.choices, default=Circles.INTERNAL, editable=False
    )
    launched_on = DayField(_("Launched"), null=True, blank=True, editable=False)

    objects = FocusAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> list[str]:
        return [self.title, self.purpose, self.strategy]

    def prepare(self) -> None:
        super().prepare()
        self.light_rank = lifecycle.LIGHT_RANK[lifecycle.Light(self.light)]

    def clean(self) -> None:
        super().clean()
        if (
            self.policy_area is not None
            and self.committee is not None
            and (self.policy_area.committee_id != self.committee_id)
        ):
            raise ValidationError({"policy_area": _("This policy area belongs to another committee.")})

    def get_absolute_url(self) -> str:
        return reverse("focus_area", args=[self.uuid])


@keep_history
class FocusAreaCircle(CircleEntry):
    kind = "focus_area_circle"

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="circle_entries")

    class Meta:
        verbose_name = _("member of the circle")
        verbose_name_plural = _("members of the circle")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[Any]] = [exactly_one("person", "unit", constraint="focus_area_circle_one")]


@keep_history
class FocusAreaChoice(Record):
    """The board's decision to choose, keep, adjust, park or close a focus area. Never edited, only added to."""

    kind = "focus_area_choice"

    class Choices(models.TextChoices):
        CHOSEN = lifecycle.Choice.CHOSEN, _("chosen")
        KEPT = lifecycle.Choice.KEPT, _("kept")
        ADJUSTED = lifecycle.Choice.ADJUSTED, _("adjusted")
        PARKED = lifecycle.Choice.PARKED, _("parked")
        CLOSED = lifecycle.Choice.CLOSED, _("closed")

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="choices")
    choice = models.CharField(_("Decision"), max_length=10, choices=Choices.choices)
    decided_on = DayField(_("Date"))
    reason = TextField(_("Reason"))

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering: ClassVar[list[str]] = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_choice_display()} {self.decided_on}"


class InFocusAreaQuerySet(SearchableQuerySet):
    """Rows that belong to a focus area and are seen with it."""

    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(focus_area__in=FocusArea.objects.all().visible_to(viewer))

    def matching(self, text: str) -> Self:
        """Rows that hold every word in their own text or in that of their focus area."""
        found = self
        for word in fold(text).split()[:12]:
            found = found.filter(Q(search_text__contains=word) | Q(focus_area__search_text__contains=word))
        return found
