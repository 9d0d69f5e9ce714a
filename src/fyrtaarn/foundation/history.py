"""History of every fact: one typed row per version of a record.

``@keep_history`` gives a model a sister table with the same columns, holding every version in a half-open
interval ``[effective_from, effective_to)`` of domain time. Rows are written by ``foundation.recording`` only.
"""

import sys
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record

_R = TypeVar("_R", bound=type[Record])


class Version(models.Model):
    """What every version row has beside the copied columns.

    ``recorded_at`` stands on the change and is real time; ``effective_from`` is domain time and may lie
    in the past (import, demo). The latest version has ``effective_to`` null, unless the record was removed:
    then the last row is a tombstone whose interval is empty.
    """

    record_id = models.BigIntegerField()
    change = models.ForeignKey("foundation.Change", on_delete=models.PROTECT, related_name="+")
    effective_from = models.DateTimeField()
    effective_to = models.DateTimeField(null=True)
    removed = models.BooleanField(default=False)

    class Meta:
        abstract = True


def _copied(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    """The field as a version row keeps it: same type, but never unique, and keys that hold nothing in place."""
    if isinstance(field, models.ForeignKey):
        return models.ForeignKey(
            field.remote_field.model,
            on_delete=models.DO_NOTHING,
            db_constraint=False,
            null=True,
            related_name="+",
            verbose_name=field.verbose_name,
            db_index=False,
        )
    copy: Any = field.clone()
    copy._unique = False
    copy.db_index = False
    return copy  # type: ignore[no-any-return]


def keep_history(model: _R) -> _R:
    """Class decorator: create ``<Model>Version`` in the model's own module and app."""
    name = f"{model.__name__}Version"
    attributes: dict[str, Any] = {
        "__module__": model.__module__,
        "__qualname__": name,
        "__doc__": f"Every version of a {model.__name__}.",
        "Meta": type(
            "Meta",
            (),
            {
                "app_label": model._meta.app_label,
                "default_permissions": (),
                "verbose_name": _("version"),
                "verbose_name_plural": _("versions"),
                "indexes": [
                    models.Index(fields=["record_id", "effective_from"], name=f"{model.__name__.lower()[:20]}_ver_rec"),
                    models.Index(
                        fields=["effective_from", "effective_to"], name=f"{model.__name__.lower()[:20]}_ver_eff"
                    ),
                ],
            },
        ),
    }
    for field in model._meta.local_concrete_fields:
        if not field.primary_key:
            attributes[field.name] = _copied(field)
    version = type(name, (Version,), attributes)
    setattr(sys.modules[model.__module__], name, version)
    model.version_model = cast(type[models.Model], version)
    return model


def fact_fields(model: type[Record]) -> "list[models.Field[Any, Any]]":
    """The columns of a model that are facts: what versions are compared on and a change is made of."""
    skip = {"revision", "changed_at"}
    return [f for f in model._meta.local_concrete_fields if not f.primary_key and f.name not in skip]


def as_of(model: type[Record], when: datetime) -> "models.QuerySet[Any]":
    """The versions of all records of a kind that held at a moment of domain time."""
    return model.version_model._default_manager.filter(effective_from__lte=when, removed=False).filter(
        models.Q(effective_to__isnull=True) | models.Q(effective_to__gt=when)
    )
