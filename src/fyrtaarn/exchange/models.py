"""What came in, and how lists from elsewhere are read."""

import uuid
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.foundation.models import Job
from fyrtaarn.foundation.text import sort_key


class ImportLog(models.Model):
    """One file that somebody handed in, from upload to result. Kept for ever; the file itself is not.

    Real time throughout: it says when the work was done, not what is true in the municipality.
    """

    class Kind(models.TextChoices):
        WORKBOOK = "workbook", _("workbook")
        LIST = "list", _("list from elsewhere")

    class State(models.TextChoices):
        MAPPING = "mapping", _("waiting for its columns to be mapped")
        CHECKING = "checking", _("being read")
        FAULTY = "faulty", _("has faults, nothing imported")
        READY = "ready", _("ready, waiting for your confirmation")
        APPLYING = "applying", _("being imported")
        DONE = "done", _("imported")
        UNCHANGED = "unchanged", _("nothing to change")
        CANCELLED = "cancelled", _("given up, nothing imported")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WORKBOOK)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # The label is copied: the line stays readable when the account is gone.
    owner_name = models.CharField(max_length=200)
    source = models.CharField(max_length=20, default="web")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    # Per sheet's key: new, changed, unchanged.
    counts = models.JSONField(default=dict)
    change_count = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)
    # How a list's columns are read; empty for a workbook.
    options = models.JSONField(default=dict)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["created_at"], name="import_created")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.uuid])

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.UNCHANGED, self.State.CANCELLED, self.State.FAULTY}

    def path(self, what: str) -> Path:
        """Where a file of this import lies: ``file``, ``changes`` or ``problems``. The names are ours alone."""
        return folder() / f"{self.uuid}.{what}"


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


@keep_history
class Mapping(Record):
    """How somebody's own headings are read as the project template's, remembered by name."""

    kind = "mapping"
    derived = ("sort_key",)

    name = models.CharField(_("Name"), max_length=120, unique=True)
    sort_key = models.CharField(max_length=220, editable=False, db_index=True)
    options: Any = models.JSONField(_("How it is read"), default=dict)

    class Meta:
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def prepare(self) -> None:
        self.sort_key = sort_key(self.name)
