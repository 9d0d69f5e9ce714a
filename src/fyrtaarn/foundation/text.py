"""Danish text: folding for search, keys for sorting, and the warning for personal ids. No Django here."""

import re
import unicodedata
from datetime import date

_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_SORTED = str.maketrans({"z": "z0", "æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3", " ": "00"})


def fold(text: str) -> str:
    """Lower case, æøå spelt out, accents gone, single spaces: what search compares."""
    spelt = text.lower().translate(_FOLDED)
    plain = spelt
    if not spelt.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """A key of a-z and 0-9 only whose order is the Danish one under any database's collation.

    The alphabet ends z, æ, ø, å; ``aa`` sorts as ``å``; a space sorts before everything. The code is
    prefix-free: letters stand alone, except that z and what follows it become two characters.
    """
    lowered = " ".join(text.lower().replace("aa", "å").split())
    coded = []
    for character in lowered:
        if character.isdigit() and character.isascii():
            coded.append("0" + "123456789a"[int(character)])
        elif character in "zæäøöå ":
            coded.append(character.translate(_SORTED))
        else:
            base = unicodedata.normalize("NFKD", character)[0]
            if base.isascii() and base.isalpha():
                coded.append(base)
    return "".join(coded)[:200]


_PERSONAL_ID = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[- ]?(\d{4})(?!\d)")


def looks_like_personal_id(text: str) -> bool:
    """Whether a text holds something shaped like a CPR number whose first six digits are a date.

    Valid CPR numbers have not had to pass modulus 11 since October 2007, so only the date is asked.
    """
    for day, month, year, _serial in _PERSONAL_ID.findall(text):
        # A made-up number has 60 added to its day; a real one has a day of at most 31.
        try:
            date(2000 + int(year), int(month), int(day))
        except ValueError:
            continue
        return True
    return False
