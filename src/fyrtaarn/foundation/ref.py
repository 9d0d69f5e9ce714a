"""A reference across rooms: what registries carry instead of models."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ref:
    """``kind`` is a key of ``registries.kinds``; ``uuid`` is the record's own."""

    kind: str
    uuid: UUID
