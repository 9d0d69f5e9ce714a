"""What an action may raise, beside ``ValidationError`` for facts that are wrong."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from fyrtaarn.foundation.base import Record


class Forbidden(PermissionDenied):
    """The actor may see the record but not do this with it (what they may not see is a 404)."""


class Conflict(Exception):
    """Somebody else saved the record after this copy was read."""

    def __init__(self, *, mine: "Record", current: "Record") -> None:
        super().__init__(f"{type(mine).__name__} {mine.pk} was changed meanwhile")
        self.mine = mine
        self.current = current
