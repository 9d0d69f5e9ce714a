"""Fail unless the Danish catalogue says exactly what the code says: nothing missing, fuzzy, empty or left over."""

import sys

import polib
from catalogue import DANISH, PLACEHOLDER, texts


def holds_what_it_must(source: str, translation: str) -> bool:
    return sorted(set(PLACEHOLDER.findall(source))) == sorted(set(PLACEHOLDER.findall(translation)))


if not DANISH.exists():
    sys.exit(f"There is no Danish catalogue yet ({DANISH}): run `make messages`.")
wanted = texts()
entries = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(DANISH))}
faults = []
for key, text in wanted.items():
    entry = entries.get(key)
    if entry is None:
        faults.append(f"missing: {text.text!r} ({', '.join(text.places)})")
    elif entry.obsolete or entry.fuzzy or not entry.translated():
        faults.append(f"not translated: {text.text!r} ({', '.join(text.places)})")
    elif text.plural and not entry.msgid_plural:
        faults.append(f"has no plural: {text.text!r}")
    else:
        # A singular may say "one" in words, so its placeholders are not asked for.
        pairs = [(text.plural, entry.msgstr_plural[1])] if text.plural else [(text.text, entry.msgstr)]
        faults += [f"placeholders differ: {a!r} -> {b!r}" for a, b in pairs if not holds_what_it_must(a, b)]
        if text.text.startswith("\n") != entry.msgstr.startswith("\n") and not text.plural:
            faults.append(f"line breaks differ: {text.text!r}")
faults += [f"no longer used: {entry.msgid!r}" for key, entry in entries.items() if key not in wanted]

for fault in faults:
    print(fault)
if faults:
    sys.exit(f"{len(faults)} faults in {len(wanted)} texts. `make messages` adds what is missing.")
print(f"{len(wanted)} texts, all in Danish.")
