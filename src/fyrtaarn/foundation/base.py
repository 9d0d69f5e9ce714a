"""The base of every record."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.ref import Ref


class Record(models.Model):
    """A fact with an identity of its own: a uuid, a revision and a history.

    Records are written through ``foundation.recording`` only. ``prepare`` fills derived columns (sort keys,
    search text) and must be pure; ``clean`` holds the rules that concern the record alone.
    """

    kind: ClassVar[str] = ""
    version_model: ClassVar[type[models.Model]]
    # Columns that ``prepare`` derives: kept in versions, never shown as somebody's change.
    derived: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.domain_now, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> Ref:
        return Ref(self.kind or self._meta.label_lower, self.uuid)

    def prepare(self) -> None:
        """Fill the derived columns."""

    def copy(self) -> Self:
        """A second instance of the same row, for comparing."""
        twin: Any = type(self)(**{f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields})
        twin._state.adding = self._state.adding
        return twin  # type: ignore[no-any-return]


class NamedQuerySet(models.QuerySet[Any]):
    """Queries of models that have a Danish sort key."""

    def sorted(self) -> Self:
        return self.order_by("sort_key", "pk")


class KindOf(Record):
    """A kind that is data, not code: its key is stable, its names are the municipality's own."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    retired = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "name"]

    def __str__(self) -> str:
        from django.utils.translation import get_language

        return self.name_en if (get_language() or "da").startswith("en") and self.name_en else self.name
