"""Which unit or body carries a strategy."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.fields import DayField, validate_order
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.models import Body, Unit, exactly_one
from fyrtaarn.strategy.models.choices import Phases
from fyrtaarn.strategy.models.trees import Strategy


class AnchoringBase(Record):
    """Which unit or body carries a thing in which phase, in which role. Concrete per room."""

    class Roles(models.TextChoices):
        OWNER = "owner", _("owner")
        RESPONSIBLE = "responsible", _("responsible")
        CONTRIBUTOR = "contributor", _("contributor")
        CONSULTED = "consulted", _("consulted")
        INFORMED = "informed", _("informed")

    unit = models.ForeignKey(
        Unit, verbose_name=_("Unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Body, verbose_name=_("or body"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    phase = models.CharField(_("Phase"), max_length=16, choices=Phases.choices)
    role = models.CharField(_("Role"), max_length=12, choices=Roles.choices)
    function = models.CharField(_("Function"), max_length=200, blank=True, help_text=_("In words: what they do."))
    valid_from = DayField(_("From"), null=True, blank=True)
    valid_to = DayField(_("To"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["phase", "role", "pk"]

    def __str__(self) -> str:
        return f"{self.unit or self.body}: {self.get_phase_display()}, {self.get_role_display()}"

    def clean(self) -> None:
        super().clean()
        validate_order(self, "valid_from", "valid_to")
        if (self.unit_id is None) == (self.body_id is None):
            raise ValidationError({"unit": _("Name either a unit or a body.")})


@keep_history
class Anchoring(AnchoringBase):
    """The anchoring of a strategy."""

    kind = "anchoring"

    strategy = models.ForeignKey(
        Strategy, verbose_name=_("Strategy"), on_delete=models.CASCADE, related_name="anchorings"
    )

    class Meta(AnchoringBase.Meta):
        verbose_name = _("anchoring")
        verbose_name_plural = _("anchorings")
        constraints: ClassVar[list[Any]] = [exactly_one("unit", "body", constraint="anchoring_one_carrier")]
