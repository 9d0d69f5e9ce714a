"""The project itself, in one fixed template."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.fields import DayField, TextField, validate_order
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.organisation.access import Viewer, in_circle
from fyrtaarn.organisation.models import (
    CircleEntry,
    Person,
    PolicyArea,
    Searchable,
    SearchableQuerySet,
    Unit,
    exactly_one,
)
from fyrtaarn.portfolio import lifecycle
from fyrtaarn.portfolio.models.template import PhaseChoices, ProjectTemplate
from fyrtaarn.strategy.lifecycle import LIGHT_RANK, Light
from fyrtaarn.strategy.models import Circles, FocusArea, Goal, Lights

LONG_TEXTS = (
    "search_text",
    "background",
    "purpose",
    "goal_text",
    "sub_goals",
    "outcome",
    "strategy",
    "scope",
    "deliverables",
    "steering_group",
    "project_team",
    "reference_group",
    "communication",
    "resources",
    "evaluation",
)

# The order of the list, then whatever its filter and the rights of who looks ask for: counting reads no rows.
COUNTED = [
    "number_key",
    "status",
    "circle",
    "phase",
    "light",
    "missing_count",
    "focus_area",
    "unit",
    "owner",
    "manager",
    "registrar",
]

# What the overview says of a focus area's projects.
SUMMED = ["status", "circle", "phase", "light", "changed_at", "owner", "manager", "registrar"]

# What a row shows, what it is sorted by, and what the right to edit it depends on.
LISTED = (
    "uuid",
    "number",
    "title",
    "status",
    "phase",
    "light",
    "completeness",
    "missing_count",
    "changed_at",
    "number_key",
    "sort_key",
    "phase_rank",
    "light_rank",
    "focus_area__title",
    "unit__name",
    "owner__name",
    "manager_id",
    "registrar_id",
)


class ProjectQuerySet(SearchableQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Projects that exist for a viewer: within its own circle and that of its focus area."""
        person = viewer.person
        own = Q(owner=person) | Q(manager=person) if person else Q(pk__in=[])
        found = self.filter(in_circle(viewer, entries=ProjectCircle, parent="project", own=own))
        if not viewer.is_system:
            # Not "of no area, or of one that is seen": SQLite would then look up the projects of every area and
            # sort them all, where it can walk along in the list's own order.
            found = found.exclude(focus_area__in=FocusArea.objects.all().hidden_from(viewer))
            draft = Q(status=lifecycle.Status.DRAFT)
            if not viewer.is_concept_owner:
                mine = own | Q(registrar_id=viewer.account_id) if viewer.is_authenticated else Q(pk__in=[])
                found = found.filter(~draft | mine)
            if not viewer.reads_released:
                found = found.exclude(focus_area__isnull=True)
        return found

    def registered(self) -> Self:
        return self.exclude(status=lifecycle.Status.DRAFT)

    def drafts(self) -> Self:
        # That their number is none is said for the index.
        return self.filter(number_key=0, status=lifecycle.Status.DRAFT)

    def listed(self) -> Self:
        """With what a row of a list shows, and hardly anything else."""
        return self.select_related("focus_area", "unit", "owner").only(*LISTED)

    def told(self) -> Self:
        """With everything short, and the names of what it points to."""
        return self.select_related("focus_area", "unit", "owner", "manager").defer(*LONG_TEXTS)

    def active(self) -> Self:
        return self.filter(status__in=[lifecycle.Status.RUNNING, lifecycle.Status.PAUSED])


@keep_history
class Project(Searchable):
    """A strategic project. A draft has no number and counts nowhere."""

    kind = "project"
    derived = ("sort_key", "search_text", "number_key", "phase_rank", "light_rank", "completeness", "missing_count")

    class Sizes(models.TextChoices):
        LIGHT = lifecycle.Size.LIGHT, _("Light: a small project, few fields")
        FULL = lifecycle.Size.FULL, _("Full: all headings of the template")

    class Statuses(models.TextChoices):
        DRAFT = lifecycle.Status.DRAFT, _("draft")
        RUNNING = lifecycle.Status.RUNNING, _("running")
        PAUSED = lifecycle.Status.PAUSED, _("paused")
        STOPPED = lifecycle.Status.STOPPED, _("stopped")
        CLOSED = lifecycle.Status.CLOSED, _("closed (project)")

    # No number yet is not an empty one, so the column is null until then.
    number = models.CharField(_("Number"), max_length=20, null=True, blank=True, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    serial = models.PositiveIntegerField(null=True, editable=False)
    # Year and serial in one number, so that a list can be walked in the order of project numbers.
    number_key = models.PositiveIntegerField(default=0, editable=False)
    title = models.CharField(_("Title"), max_length=200)
    size = models.CharField(_("Size"), max_length=8, choices=Sizes.choices, default=Sizes.LIGHT)
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("Focus area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        db_index=False,  # project_of_area begins with it
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("Carried by"), null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    owner = models.ForeignKey(
        Person,
        verbose_name=_("Project owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_projects",
    )
    manager = models.ForeignKey(
        Person,
        verbose_name=_("Project manager"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_projects",
    )
    policy_area = models.ForeignKey(
        PolicyArea,
        verbose_name=_("Policy area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("Left empty: the focus area's."),
    )

    sponsor = models.CharField(
        _("Sponsor"), max_length=200, blank=True, help_text=_("Who commissioned it: council, executive board …")
    )
    starts_on = DayField(_("Start"), null=True, blank=True)
    ends_on = DayField(_("End"), null=True, blank=True)
    kle = models.CharField(
        _("KLE number"), max_length=40, blank=True, help_text=_("Such as 00.15.10 or 00.15.10-A00-6-16.")
    )
    case_number = models.CharField(_("Case number"), max_length=60, blank=True)

    phase = models.CharField(
        _("Phase"), max_length=16, choices=PhaseChoices.choices, default=PhaseChoices.IDEA, editable=False
    )
    phase_rank = models.PositiveSmallIntegerField(default=0, editable=False)
    status = models.CharField(
        _("Status"), max_length=8, choices=Statuses.choices, default=Statuses.DRAFT, editable=False
    )
    light = models.CharField(_("Light"), max_length=8, choices=Lights.choices, default=Lights.NONE, editable=False)
    light_rank = models.PositiveSmallIntegerField(default=3, editable=False)
    light_on = DayField(_("Light of"), null=True, blank=True, editable=False)
    circle = models.CharField(
        _("Circle"), max_length=12, choices=Circles.choices, default=Circles.INTERNAL, editable=False
    )
    completeness = models.PositiveSmallIntegerField(_("Filled in"), default=0, editable=False)
    missing_count = models.PositiveSmallIntegerField(default=0, editable=False)
    template = models.ForeignKey(ProjectTemplate, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    registrar = models.ForeignKey(
        "accounts.User", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    # Long texts last: SQLite reads a row from its beginning, and lists ask for what is short.
    search_text = models.TextField(editable=False, blank=True)
    background = TextField(_("Background"), blank=True)
    purpose = TextField(_("Purpose"), blank=True)
    goal_text = TextField(_("Goal"), blank=True, help_text=_("What shall be different when the project is done?"))
    sub_goals = TextField(_("Sub-goals"), blank=True)
    outcome = TextField(_("Outcome and success criteria"), blank=True)
    strategy = TextField(_("Strategy"), blank=True, help_text=_("How the goal is to be reached."))
    scope = TextField(_("Scope"), blank=True, help_text=_("What the project does not do."))
    deliverables = TextField(_("Deliverables"), blank=True)
    steering_group = TextField(_("Steering group"), blank=True)
    project_team = TextField(_("Project team"), blank=True)
    reference_group = TextField(_("Reference group"), blank=True)
    communication = TextField(_("Communication"), blank=True)
    resources = TextField(_("Resources"), blank=True, help_text=_("Hours and people, beside the money."))
    evaluation = TextField(_("Evaluation"), blank=True)
    status_reason = TextField(_("Reason for the status"), blank=True, editable=False)
    light_reason = TextField(_("Reason for the light"), blank=True, editable=False)

    goals = models.ManyToManyField(Goal, through="ProjectGoal", related_name="projects")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(status=lifecycle.Status.DRAFT, number__isnull=True)
                | (~Q(status=lifecycle.Status.DRAFT) & Q(number__isnull=False)),
                name="project_number_iff_registered",
            ),
            models.UniqueConstraint(fields=["year", "serial"], name="project_serial_once"),
        ]
        # A list is walked in its own order until the page is full, so there is an index for every order and none
        # by status: with one, SQLite gathers all projects of a status and sorts them.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=COUNTED, name="project_listed"),
            models.Index(fields=["focus_area", "number_key", *SUMMED], name="project_of_area"),
            models.Index(fields=["phase_rank", "id", "status"], name="project_by_phase"),
            models.Index(fields=["light_rank", "id", "status"], name="project_by_light"),
            models.Index(fields=["completeness", "id"], name="project_by_completeness"),
            models.Index(fields=["changed_at", "id"], name="project_by_change"),
        ]

    def __str__(self) -> str:
        return self.title

    # Django's own make a dictionary of all choices for every row.
    def get_phase_display(self) -> str:  # type: ignore[no-redef]
        return str(PhaseChoices(self.phase).label)

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        return str(self.Statuses(self.status).label)

    @property
    def is_draft(self) -> bool:
        return self.status == lifecycle.Status.DRAFT

    @property
    def address(self) -> str:
        """What stands in its address: the number, or the uuid while it is a draft."""
        return self.number or str(self.uuid)

    def search_parts(self) -> list[str]:
        return [self.number or "", self.title, self.purpose, self.goal_text, self.background, self.deliverables]

    def prepare(self) -> None:
        super().prepare()
        self.number_key = lifecycle.number_key(self.year, self.serial)
        self.phase_rank = lifecycle.rank(lifecycle.Phase(self.phase))
        self.light_rank = LIGHT_RANK[Light(self.light)]

    def clean(self) -> None:
        super().clean()
        validate_order(self, "starts_on", "ends_on")
        if self.kle and not lifecycle.is_kle_number(self.kle):
            raise ValidationError({"kle": _("A KLE number looks like 00.15.10 or 00.15.10-A00-6-16.")})

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.address])


@keep_history
class ProjectCircle(CircleEntry):
    kind = "project_circle"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="circle_entries")

    class Meta:
        verbose_name = _("member of the circle")
        verbose_name_plural = _("members of the circle")
        constraints: ClassVar[list[Any]] = [exactly_one("person", "unit", constraint="project_circle_one")]


class OfProjectQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(project__in=Project.objects.all().visible_to(viewer))


class OfProject(Record):
    """A part of a project: seen, edited and counted with it."""

    project: Any

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        abstract = True
