"""Units, people, bodies and who may what."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.base import KindOf, NamedQuerySet, Record
from fyrtaarn.foundation.fields import DayField, TextField, hangs_below_itself, validate_order
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.foundation.text import fold, sort_key
from fyrtaarn.organisation import lifecycle


class ValidQuerySet(NamedQuerySet):
    def valid_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def valid(self) -> Self:
        return self.valid_on(clock.today())


class Validity(Record):
    """Something that holds from a day to a day, both included; an empty end is open."""

    valid_from = DayField(_("Valid from"), null=True, blank=True)
    valid_to = DayField(_("Valid to"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        validate_order(self, "valid_from", "valid_to")

    @property
    def holds_today(self) -> bool:
        return lifecycle.holds_on(clock.today(), self.valid_from, self.valid_to)


class Searchable(Record):
    """A named record with a Danish sort key and folded search text."""

    derived: ClassVar[tuple[str, ...]] = ("sort_key", "search_text")

    sort_key = models.CharField(max_length=220, editable=False, db_index=True)
    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def search_parts(self) -> list[str]:
        return [str(self)]

    def prepare(self) -> None:
        super().prepare()
        self.sort_key = sort_key(str(self))
        self.search_text = fold(" ".join(p for p in self.search_parts() if p))


class SearchableQuerySet(ValidQuerySet):
    def matching(self, text: str) -> Self:
        """Rows whose folded text holds every word."""
        found = self
        for word in fold(text).split()[:12]:
            found = found.filter(search_text__contains=word)
        return found


@keep_history
class UnitKind(KindOf):
    kind = "unit_kind"

    class Meta(KindOf.Meta):
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of unit")


class UnitQuerySet(SearchableQuerySet):
    def parents(self) -> dict[int, int | None]:
        return dict(self.model._default_manager.values_list("pk", "parent_id"))

    def subtree_ids(self, roots: set[int]) -> set[int]:
        return lifecycle.subtree(roots, self.parents()) if roots else set()


@keep_history
class Unit(Searchable, Validity):
    """A part of the organisation. Units are closed by ``valid_to``, never deleted."""

    kind = "unit"

    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    unit_kind = models.ForeignKey(UnitKind, verbose_name=_("Kind"), on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", verbose_name=_("Part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> list[str]:
        return [self.name, self.short_name]

    def clean(self) -> None:
        super().clean()
        if hangs_below_itself(self):
            raise ValidationError({"parent": _("A unit cannot be part of itself or of a unit below it.")})

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("unit", args=[self.uuid])


@keep_history
class Person(Searchable):
    """Somebody, whether or not they ever log in. Leaving ends memberships, never history."""

    kind = "person"

    name = models.CharField(_("Name"), max_length=200)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="person",
    )

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="person_email_once",
                violation_error_message=_("Somebody else has this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> list[str]:
        return [self.name, self.title, self.email]

    def prepare(self) -> None:
        self.email = self.email.strip().lower()
        super().prepare()

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("person", args=[self.uuid])


@keep_history
class Membership(Validity):
    """A person's place in a unit."""

    kind = "membership"

    person = models.ForeignKey(Person, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, verbose_name=_("Unit"), on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(_("Function"), max_length=120, blank=True)
    is_leader = models.BooleanField(_("Leads the unit"), default=False)

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar[list[str]] = ["-is_leader", "person__sort_key", "pk"]

    def __str__(self) -> str:
        return f"{self.person} – {self.unit}"


@keep_history
class RoleGrant(Validity):
    """A role given to a person on a unit and everything below it."""

    kind = "role_grant"

    class Roles(models.TextChoices):
        EXECUTIVE_BOARD = lifecycle.Role.EXECUTIVE_BOARD, _("Executive board")
        CONCEPT_OWNER = lifecycle.Role.CONCEPT_OWNER, _("Concept owner")
        UNIT_HEAD = lifecycle.Role.UNIT_HEAD, _("Head of unit")
        PROJECT_MANAGER = lifecycle.Role.PROJECT_MANAGER, _("Project manager")
        CONTRIBUTOR = lifecycle.Role.CONTRIBUTOR, _("Contributor")
        POLITICIAN = lifecycle.Role.POLITICIAN, _("Politician")
        READER = lifecycle.Role.READER, _("Reader")
        ADMINISTRATOR = lifecycle.Role.ADMINISTRATOR, _("Administrator")

    person = models.ForeignKey(Person, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("Role"), max_length=20, choices=Roles.choices)
    unit = models.ForeignKey(Unit, verbose_name=_("On unit"), on_delete=models.PROTECT, related_name="grants")

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering: ClassVar[list[str]] = ["role", "pk"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit}"


@keep_history
class BodyKind(KindOf):
    """Council, finance committee, standing committee, executive board, MED committee …"""

    kind = "body_kind"
    is_political = models.BooleanField(default=False)

    class Meta(KindOf.Meta):
        verbose_name = _("kind of body")
        verbose_name_plural = _("kinds of body")


@keep_history
class CouncilTerm(Validity):
    kind = "council_term"

    name = models.CharField(_("Name"), max_length=80)

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("council term")
        verbose_name_plural = _("council terms")
        ordering: ClassVar[list[str]] = ["-valid_from", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.valid_from is None:
            raise ValidationError({"valid_from": _("A council term needs its first day.")})


@keep_history
class Body(Searchable, Validity):
    """Somebody that meets and decides or is heard."""

    kind = "body"

    name = models.CharField(_("Name"), max_length=200)
    body_kind = models.ForeignKey(BodyKind, verbose_name=_("Kind"), on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, verbose_name=_("Belongs to unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="bodies"
    )
    remit = TextField(_("What it deals with"), blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("body", args=[self.uuid])


@keep_history
class BodyMembership(Validity):
    kind = "body_membership"

    body = models.ForeignKey(Body, verbose_name=_("Body"), on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="seats")
    function = models.CharField(
        _("Function"), max_length=120, blank=True, help_text=_("Such as chair or deputy chair.")
    )
    term = models.ForeignKey(
        CouncilTerm, verbose_name=_("Council term"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering: ClassVar[list[str]] = ["person__sort_key", "pk"]

    def __str__(self) -> str:
        return f"{self.person} – {self.body}"


@keep_history
class PolicyArea(Searchable):
    """A committee's area with its appropriation (politikområde/bevilling)."""

    kind = "policy_area"

    name = models.CharField(_("Name"), max_length=200)
    committee = models.ForeignKey(
        Body, verbose_name=_("Committee"), on_delete=models.PROTECT, related_name="policy_areas"
    )
    appropriation = models.CharField(_("Appropriation number"), max_length=40, blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy area")
        verbose_name_plural = _("policy areas")
        ordering: ClassVar[list[str]] = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class CircleEntry(Record):
    """A person or unit named in the circle of a restricted record. Concrete tables lie in the rooms above."""

    person = models.ForeignKey(
        Person, verbose_name=_("Person"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("Unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.person or self.unit)

    def clean(self) -> None:
        super().clean()
        if (self.person_id is None) == (self.unit_id is None):
            raise ValidationError(_("Name either a person or a unit."))


def exactly_one(*names: str, constraint: str) -> models.CheckConstraint:
    """A check that exactly one of several nullable keys is set."""
    condition = Q()
    for name in names:
        others = {f"{other}__isnull": True for other in names if other != name}
        condition |= Q(**{f"{name}__isnull": False}, **others)
    return models.CheckConstraint(condition=condition, name=constraint)
