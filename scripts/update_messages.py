"""Bring the Danish catalogue in step with the code: new texts are added empty, texts no longer used go."""

import polib
from catalogue import DANISH, texts

HEAD = {
    "Project-Id-Version": "fyrtaarn",
    "Language": "da",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

known = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(DANISH))} if DANISH.exists() else {}
new = polib.POFile(wrapwidth=110)
new.metadata = HEAD
empty = 0
for key, text in sorted(texts().items(), key=lambda item: (item[0][1], item[0][0] or "")):
    entry = polib.POEntry(
        msgid=text.text,
        msgctxt=text.context,
        msgid_plural=text.plural or "",
        occurrences=[(place, "") for place in sorted(text.places)],
        flags=["python-format"] if text.is_format else [],
    )
    old = known.get(key)
    if text.plural:
        entry.msgstr_plural = {0: "", 1: ""}
        if old is not None:
            entry.msgstr_plural |= old.msgstr_plural or {0: old.msgstr, 1: old.msgstr}
    elif old is not None:
        entry.msgstr = old.msgstr or (old.msgstr_plural or {}).get(0, "")
    empty += not entry.translated()
    new.append(entry)
DANISH.parent.mkdir(parents=True, exist_ok=True)
new.save(str(DANISH))
print(f"{len(new)} texts, {empty} to be translated: {DANISH}")
