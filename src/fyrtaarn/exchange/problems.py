"""What is wrong with a file, and where."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Unreadable(ValidationError):
    """The file as a whole cannot be read; the message is for people."""


@dataclass(frozen=True)
class Problem:
    """One fault, as near to its cell as can be told."""

    message: str
    sheet: str = ""
    row: int | None = None
    # Letter and heading, such as ``C (Title)``.
    column: str = ""
    value: str = ""

    @property
    def where(self) -> str:
        parts = []
        if self.sheet:
            parts.append(_("Sheet “%(name)s”") % {"name": self.sheet})
        if self.row is not None:
            parts.append(_("row %(number)s") % {"number": self.row})
        if self.column:
            parts.append(_("column %(name)s") % {"name": self.column})
        return ", ".join(parts)

    def __str__(self) -> str:
        value = f" “{self.value}”" if self.value else ""
        return f"{self.where}:{value} {self.message}" if self.where else self.message

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def brief(value: Any) -> str:
    """A cell's content as a message can show it."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
