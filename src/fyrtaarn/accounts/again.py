"""What somebody typed while their session ran out: carried through the log-in, so that nothing is lost."""

from dataclasses import dataclass

from django.http import HttpRequest

from fyrtaarn.foundation.http import is_own_path
from fyrtaarn.foundation.views.errors import has_files, typed_fields

PREFIX = "typed."


@dataclass(frozen=True)
class Again:
    """A form that could not be taken in: where it was going and what it held."""

    path: str
    typed: tuple[tuple[str, str], ...]
    files_lost: bool = False

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """As hidden fields of the log-in form."""
        fields = [("again_path", self.path), *((PREFIX + name, value) for name, value in self.typed)]
        return [*fields, ("again_files", "1")] if self.files_lost else fields


def from_refused(request: HttpRequest) -> Again:
    return Again(request.get_full_path(), tuple(typed_fields(request)), has_files(request))


def from_log_in(request: HttpRequest) -> Again | None:
    """What a log-in form carries; None for nothing, and for an address that is not our own.

    It is taken out of the request: the guard of the log-in keeps what came with a wrong password, and somebody's
    half-written text is none of its business.
    """
    if not hasattr(request, "carried"):
        posted = request.POST.copy()
        fields = [(name, posted.pop(name)) for name in list(posted) if name.startswith(PREFIX)]
        typed = tuple((name.removeprefix(PREFIX), str(value)) for name, values in fields for value in values)
        path = posted.get("again_path", "")
        own = Again(path, typed, "again_files" in posted) if is_own_path(path) else None
        request.POST, request.carried = posted, own  # type: ignore[assignment, attr-defined]
    return request.carried  # type: ignore[attr-defined, no-any-return]
