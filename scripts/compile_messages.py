"""Compile the given .po files to .mo beside them, without gettext's tools."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

for name in sys.argv[1:]:
    source = Path(name)
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3], domain=source.stem)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
