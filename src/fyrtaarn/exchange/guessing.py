"""What a foreign heading probably means."""

import difflib

from fyrtaarn.exchange.columns import Column, Layout, layouts
from fyrtaarn.foundation.text import fold

# The house gives these itself, or they have no sense in a list from elsewhere.
NOT_MAPPED = frozenset({"number", "circle", "light_on", "status_reason"})

# What departments call things; compared after folding, so without regard to case and accents.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "title": (
        "projekt",
        "projektnavn",
        "projekttitel",
        "projektets navn",
        "navn",
        "overskrift",
        "emne",
        "indsats",
        "project",
        "project name",
        "name",
    ),
    "size": ("projektstørrelse", "omfang størrelse", "projekttype"),
    "focus_area": ("fokusområde", "indsatsområde", "strategisk indsatsområde", "fyrtårn", "tema", "område"),
    "unit": (
        "enhed",
        "afdeling",
        "center",
        "forvaltning",
        "fagområde",
        "ansvarlig afdeling",
        "forankring",
        "carried by",
        "department",
        "unit",
        "ansvarlig enhed",
        "organisatorisk forankring",
    ),
    "owner": ("projektejer", "ejer", "ansvarlig", "ansvarlig chef", "styregruppeformand", "owner"),
    "manager": ("projektleder", "tovholder", "leder", "kontaktperson", "sagsbehandler", "project manager", "manager"),
    "policy_area": ("politikområde", "bevilling", "bevillingsområde"),
    "background": ("baggrund", "anledning", "problem", "begrundelse"),
    "purpose": ("formål", "hensigt", "beskrivelse", "kort beskrivelse", "description"),
    "goal_text": ("mål", "målsætning", "målbeskrivelse", "goal"),
    "sub_goals": ("delmål", "undermål"),
    "outcome": (
        "effekt",
        "succeskriterier",
        "succeskriterium",
        "effektmål",
        "forventet effekt",
        "effekt og succeskriterier",
    ),
    "strategy": ("strategi", "fremgangsmåde", "metode"),
    "scope": ("afgrænsning", "omfang"),
    "deliverables": ("leverancer", "leverance", "produkter", "resultater"),
    "sponsor": ("ordregiver", "opdragsgiver", "bestiller", "rekvirent"),
    "steering_group": ("styregruppe",),
    "project_team": ("projektgruppe", "deltagere", "arbejdsgruppe"),
    "reference_group": ("følgegruppe", "referencegruppe"),
    "communication": ("kommunikation", "kommunikationsplan"),
    "starts_on": ("start", "startdato", "projektstart", "begyndelse", "fra", "start date", "igangsat"),
    "ends_on": (
        "slut",
        "slutdato",
        "afslutning",
        "deadline",
        "til",
        "projektslut",
        "forventet afslutning",
        "end date",
        "sluttidspunkt",
        "afsluttes",
    ),
    "resources": ("ressourcer", "timer", "bemanding", "årsværk", "ressourceforbrug"),
    "evaluation": ("evaluering", "opfølgning"),
    "kle": ("kle", "kle nr", "kle nummer", "emnenummer", "journalnummer"),
    "case_number": (
        "sagsnr",
        "sagsnummer",
        "sag",
        "esdh",
        "projektnr",
        "projektnummer",
        "projekt nr",
        "journalnr",
        "acadre",
        "case number",
        "nr",
        "id",
    ),
    "phase": ("fase", "projektfase", "stadie", "phase"),
    "status": ("projektstatus", "tilstand", "status"),
    "light": ("lys", "trafiklys", "farve", "fremdrift"),
    "light_reason": ("statusbemærkning", "bemærkning til status", "statustekst", "kommentar"),
}
NEAR = 0.86

# What lists write in cells of choices, by field and our own value; compared after folding.
VALUE_SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "light": {
        "green": ("grøn", "grønt", "grønt lys", "green", "god", "ok", "følger planen"),
        "yellow": ("gul", "gult", "gult lys", "yellow", "orange", "obs", "risiko"),
        "red": ("rød", "rødt", "rødt lys", "red", "forsinket", "problem"),
    },
    "phase": {
        "idea": ("ide", "forslag", "opstart", "ikke startet", "ikke påbegyndt"),
        "clarification": ("foranalyse", "analyse", "afklares"),
        "planning": ("planlægges", "plan", "forberedelse"),
        "implementation": ("gennemføres", "udførelse", "implementering", "i gang", "igangsat", "igangværende"),
        "benefits": ("gevinster", "drift", "effekt"),
        "closed": ("lukket", "færdig", "slut", "afsluttet", "gennemført"),
    },
    "status": {
        "running": ("i gang", "igangværende", "aktiv", "kører", "løbende", "igangsat"),
        "paused": ("pause", "på pause", "sat på pause", "afventer", "i bero"),
        "stopped": ("stoppet", "opgivet", "annulleret"),
        "closed": ("afsluttet", "færdig", "lukket"),
        "draft": ("kladde", "udkast"),
    },
    "size": {"light": ("lille", "let"), "full": ("stor", "stort", "fuld")},
}


def project_layout() -> Layout:
    return layouts()["projects"]


def mappable_columns() -> list[Column]:
    """Fields of the project template that a list's columns can be read as."""
    return [c for c in project_layout().columns if not c.fixed and c.name not in NOT_MAPPED]


def guess_columns(headings: list[str]) -> dict[int, str]:
    """Place of a heading, to the field it probably means. Every field is meant once; sure guesses go first."""
    words = {c.name: _words_of(c) for c in mappable_columns()}
    scored = sorted(
        (
            (score, -place, name)
            for place, heading in enumerate(headings)
            for name, known in words.items()
            if (score := _likeness(_plain(heading), known)) >= NEAR
        ),
        reverse=True,
    )
    found: dict[int, str] = {}
    for _score, negative, name in scored:
        if -negative not in found and name not in found.values():
            found[-negative] = name
    return dict(sorted(found.items()))


def guess_value(column: Column, text: str) -> str:
    """What a cell of a choice probably means, to be proposed and never taken unseen; empty for no guess."""
    known = VALUE_SYNONYMS.get(column.name, {})
    return next((own for own, words in known.items() if _plain(text) in map(_plain, words)), "")


def _words_of(column: Column) -> list[str]:
    """Our own headings first, then what others say, so that the better word wins."""
    return [_plain(w) for w in (*column.headings.values(), *SYNONYMS.get(column.name, ()))]


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _likeness(heading: str, known: list[str]) -> float:
    best = 0.0
    for rank, word in enumerate(known):
        if heading and heading == word:
            return 2.0 - rank / 100
        best = max(best, difflib.SequenceMatcher(None, heading, word).ratio())
    return best
