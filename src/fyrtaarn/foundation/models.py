"""What every room stands on: changes, the installation's own settings, jobs."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.history import keep_history


class Change(models.Model):
    """One act: who did what, when it was recorded (real time) and from when it holds (domain time).

    Labels are copied, so that the line stays readable when accounts and records are gone.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=200)
    source = models.CharField(max_length=20, default="web")
    verb = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    effective_at = models.DateTimeField(default=clock.domain_now)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_uuid = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_uuid", "effective_at"], name="change_subject"),
            models.Index(fields=["effective_at"], name="change_effective"),
            models.Index(fields=["recorded_at"], name="change_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.subject_label}"


@keep_history
class Installation(Record):
    """The one row with what a municipality calls itself and how it looks."""

    kind = "installation"

    name = models.CharField(_("Name of the municipality"), max_length=120, default="Fyrtårn")
    colour = models.CharField(
        _("Colour"),
        max_length=7,
        default="#0059b3",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as # and six digits, such as #0059b3."))],
        help_text=_("White text must be readable on it: contrast 4.5 to 1 at least."),
    )
    logo = models.CharField(max_length=120, blank=True, editable=False)
    statement_url = models.URLField(
        _("Accessibility statement (address)"),
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("The municipality's statement at was.digst.dk. Left empty, Fyrtårn's own page is linked."),
    )
    contact = models.EmailField(_("Contact for accessibility"), blank=True)
    # Set by the demo's loader only: the demo refuses a database without it, and doctor says so.
    is_demo = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Installation":
        """The row, or an unsaved one with the defaults on an installation that has not been set up."""
        return cls._default_manager.first() or cls()

    def clean(self) -> None:
        from django.core.exceptions import ValidationError

        from fyrtaarn.foundation.colour import contrast_with_white

        if contrast_with_white(self.colour) < 4.5:
            raise ValidationError({"colour": _("White text cannot be read on this colour. Choose a darker one.")})


class Job(models.Model):
    """Heavy work with progress that a person can watch. Real time throughout."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    # Name of the ``Worker`` that took it, and how many times one did.
    worker = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "created_at"], name="job_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED}


class Worker(models.Model):
    """A process that runs jobs, with its sign of life: how a job of a killed worker is told from a long one."""

    name = models.CharField(max_length=120, unique=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
