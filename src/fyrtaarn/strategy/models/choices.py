"""Choices that several facts of this room share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.strategy import lifecycle


class Circles(models.TextChoices):
    RESTRICTED = Circle.RESTRICTED, _("Restricted: named people and units")
    INTERNAL = Circle.INTERNAL, _("Internal: everybody in the administration")
    RELEASED = Circle.RELEASED, _("Released to politicians")
    PUBLIC = Circle.PUBLIC, _("Public")


class Lights(models.TextChoices):
    NONE = lifecycle.Light.NONE, _("not assessed")
    GREEN = lifecycle.Light.GREEN, _("on track")
    YELLOW = lifecycle.Light.YELLOW, _("at risk")
    RED = lifecycle.Light.RED, _("off track")


class Phases(models.TextChoices):
    """The phases of anchoring, from formulating a strategy to evaluating it."""

    FORMULATION = "formulation", _("formulation")
    DECISION = "decision", _("decision")
    IMPLEMENTATION = "implementation", _("implementation")
    EVALUATION = "evaluation", _("evaluation")
