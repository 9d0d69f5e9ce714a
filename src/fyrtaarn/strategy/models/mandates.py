"""Political landmarks (politiske pejlemærker) and what springs from them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import KindOf, Record
from fyrtaarn.foundation.fields import DayField, TextField, validate_order
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.models import Body, Searchable, SearchableQuerySet
from fyrtaarn.strategy.models.focus_areas import FocusArea


@keep_history
class MandateKind(KindOf):
    """Vision, law, budget agreement …: kinds are data."""

    kind = "mandate_kind"

    class Meta(KindOf.Meta):
        verbose_name = _("kind of mandate")
        verbose_name_plural = _("kinds of mandate")


class MandateQuerySet(SearchableQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Everything for those inside; for others what a focus area that they may see springs from."""
        if viewer.reads_internal:
            return self
        areas = FocusArea.objects.all().visible_to(viewer)
        return self.filter(pk__in=FocusAreaMandate._default_manager.filter(focus_area__in=areas).values("mandate"))


@keep_history
class Mandate(Searchable):
    """A political landmark (politisk pejlemærke) that focus areas spring from."""

    kind = "mandate"

    title = models.CharField(_("Title"), max_length=200)
    mandate_kind = models.ForeignKey(MandateKind, verbose_name=_("Kind"), on_delete=models.PROTECT, related_name="+")
    quotation = TextField(_("The text behind it"), blank=True, help_text=_("Quote the words that the work rests on."))
    source = models.CharField(
        _("Source"),
        max_length=200,
        blank=True,
        help_text=_("Such as the law and its paragraph, or the page of the vision."),
    )
    link = models.URLField(_("Link"), max_length=500, blank=True)
    body = models.ForeignKey(
        Body, verbose_name=_("Decided by"), null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )
    decided_on = DayField(_("Decided on"), null=True, blank=True)
    valid_until = DayField(_("Valid until"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> list[str]:
        return [self.title, self.quotation, self.source]

    def clean(self) -> None:
        super().clean()
        validate_order(self, "decided_on", "valid_until")

    def get_absolute_url(self) -> str:
        return reverse("mandate", args=[self.uuid])


@keep_history
class FocusAreaMandate(Record):
    """That a focus area springs from a mandate."""

    kind = "focus_area_mandate"

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="origins")
    mandate = models.ForeignKey(Mandate, verbose_name=_("Mandate"), on_delete=models.PROTECT, related_name="carried_by")
    note = models.CharField(_("How it springs from it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        ordering: ClassVar[list[str]] = ["mandate__sort_key", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["focus_area", "mandate"],
                name="origin_once",
                violation_error_message=_("The focus area already springs from this mandate."),
            )
        ]

    def __str__(self) -> str:
        return str(self.mandate)
