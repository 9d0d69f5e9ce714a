"""The texts of the house, as they stand in the code and the templates. Used by the scripts beside this one."""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "fyrtaarn"
DANISH = SOURCE / "locale" / "da" / "LC_MESSAGES" / "django.po"

FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What a translation must hold as well: %(name)s, %s and {name}.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass
class Text:
    context: str | None
    text: str
    plural: str | None = None
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text

    @property
    def is_format(self) -> bool:
        return "%(" in self.text or "%s" in self.text or "%d" in self.text


def texts() -> dict[tuple[str | None, str], Text]:
    """Every text that is to be translated."""
    if not settings.configured:
        settings.configure()
    found: dict[tuple[str | None, str], Text] = {}
    for path, code in _sources():
        for line, function, arguments, _comments in extract_python(io.BytesIO(code), list(FUNCTIONS), [], {}):
            given = arguments if isinstance(arguments, tuple | list) else (arguments,)
            text = _text(function, given, f"{path.relative_to(ROOT)}:{line}")
            place = f"{path.relative_to(ROOT)}"
            known = found.setdefault(text.key, text)
            known.plural = known.plural or text.plural
            if place not in known.places:
                known.places.append(place)
    return found


def _text(function: str, given: "tuple[str | None, ...]", place: str) -> Text:
    """One call as a text. A text that is not written out in the code cannot be translated: that is a mistake."""
    context = given[0] if "pgettext" in function else None
    rest = given[1:] if "pgettext" in function else given
    text = rest[0] if rest else None
    if text is None or ("pgettext" in function and context is None):
        raise SystemExit(f"{place}: {function}() needs the text itself, not a variable")
    plural = rest[1] if function.startswith("n") and len(rest) > 1 else None
    return Text(context, text, plural)


def _sources() -> Iterator[tuple[Path, bytes]]:
    for folder, _folders, names in sorted(os.walk(SOURCE)):
        if Path(folder).name in {"tests", "migrations", "__pycache__"}:
            continue
        for name in sorted(names):
            path = Path(folder) / name
            if path.suffix == ".py":
                yield path, path.read_bytes()
            elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
                marked = templatize(path.read_text(), origin=str(path))
                # Python's tokeniser minds indentation; the words between the texts carry none.
                yield path, "\n".join(line.strip() for line in marked.splitlines()).encode()
