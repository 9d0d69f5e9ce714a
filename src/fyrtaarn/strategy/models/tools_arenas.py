"""The toolbox and the strategic arenas, and how focus areas use them."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import KindOf, NamedQuerySet, Record
from fyrtaarn.foundation.fields import TextField
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.models import Searchable, SearchableQuerySet
from fyrtaarn.strategy.models.focus_areas import FocusArea


class ArenaQuerySet(NamedQuerySet):
    """Arenas are few: no folded text is kept of them."""

    def sorted(self) -> Self:
        return self.order_by("position", "name", "pk")

    def matching(self, text: str) -> Self:
        found = self
        for word in text.split()[:12]:
            found = found.filter(name__icontains=word)
        return found


@keep_history
class Arena(KindOf):
    """A strategic arena (after Kurt Klaudi Klausen). The list is the municipality's to edit."""

    kind = "arena"

    about = models.CharField(_("What it is about"), max_length=300, blank=True)
    questions = TextField(_("Guiding questions"), blank=True)

    objects = ArenaQuerySet.as_manager()

    class Meta(KindOf.Meta):
        verbose_name = _("arena")
        verbose_name_plural = _("arenas")

    def get_absolute_url(self) -> str:
        return f"{reverse('arenas')}#{self.key}"


class ArenaAssessmentBase(Record):
    class Relevance(models.IntegerChoices):
        NONE = 0, _("0 – not in play")
        SOME = 1, _("1 – a little")
        MUCH = 2, _("2 – much")
        CENTRAL = 3, _("3 – central")

    arena = models.ForeignKey(Arena, verbose_name=_("Arena"), on_delete=models.PROTECT, related_name="+")
    relevance = models.PositiveSmallIntegerField(
        _("Weight"),
        choices=Relevance.choices,
        default=Relevance.MUCH,
        validators=[MinValueValidator(0), MaxValueValidator(3)],
    )
    note = models.CharField(_("In one line"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["arena__position", "pk"]

    def __str__(self) -> str:
        return str(self.arena)


@keep_history
class ArenaAssessment(ArenaAssessmentBase):
    kind = "arena_assessment"

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="arenas")

    class Meta(ArenaAssessmentBase.Meta):
        verbose_name = _("arena")
        verbose_name_plural = _("arenas")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["focus_area", "arena"],
                name="arena_once",
                violation_error_message=_("This arena is already on the list."),
            )
        ]


@keep_history
class Tool(Searchable):
    """A management tool in the toolbox."""

    kind = "tool"

    name = models.CharField(_("Name"), max_length=200)
    purpose = TextField(_("Purpose"), blank=True)
    origin = models.CharField(_("Ideological origin"), max_length=200, blank=True)
    values = models.CharField(_("Values it carries"), max_length=300, blank=True)
    retired = models.BooleanField(_("No longer used"), default=False)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering: ClassVar[list[str]] = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> list[str]:
        return [self.name, self.purpose, self.origin, self.values]

    def get_absolute_url(self) -> str:
        return f"{reverse('tools')}#{self.uuid}"


class ToolChoiceBase(Record):
    tool = models.ForeignKey(Tool, verbose_name=_("Tool"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Why this one"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["tool__sort_key", "pk"]

    def __str__(self) -> str:
        return str(self.tool)


@keep_history
class ToolChoice(ToolChoiceBase):
    kind = "tool_choice"

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="tools")

    class Meta(ToolChoiceBase.Meta):
        verbose_name = _("choice of tool")
        verbose_name_plural = _("choices of tool")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["focus_area", "tool"],
                name="tool_once",
                violation_error_message=_("This tool is already on the list."),
            )
        ]
