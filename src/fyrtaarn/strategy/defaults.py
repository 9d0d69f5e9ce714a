"""What a new installation begins with: kinds of mandate and the strategic arenas. All of it may be edited.

The arenas are those of Kurt Klaudi Klausen, *Strategisk ledelse – de mange arenaer* (2004). Names after the
book, which public sources confirm in part; what they are about and the questions are in our own words.
"""

from fyrtaarn.organisation.access import Viewer
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.models import Arena, MandateKind

# key, Danish name, English name
MANDATE_KINDS: tuple[tuple[str, str, str], ...] = (
    ("vision", "Vision", "Vision"),
    ("law", "Lov", "Law"),
    ("budget_agreement", "Budgetaftale", "Budget agreement"),
    ("constitution_agreement", "Konstitueringsaftale", "Constitution agreement"),
    ("council_decision", "Beslutning i byrådet", "Decision of the council"),
    ("committee_decision", "Beslutning i et udvalg", "Decision of a committee"),
    ("board_decision", "Beslutning i direktionen", "Decision of the executive board"),
    ("policy", "Politik eller plan", "Policy or plan"),
    ("national_agreement", "Aftale med staten eller KL", "Agreement with the state or Local Government Denmark"),
)

# key, Danish name, English name, what it is about, questions
ARENAS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "production",
        "Produktionens arena",
        "The production arena",
        "Kerneopgaven: ydelser, ressourcer, arbejdsgange, kvalitet og teknologi.",
        "Hvad er kerneopgaven her?\nLeverer vi den rigtige kvalitet til prisen?\nHvilke arbejdsgange skal ændres?",
    ),
    (
        "social",
        "Den sociale arena",
        "The social arena",
        "Mennesker og relationer: trivsel, motivation, samarbejde og kompetencer.",
        "Hvem blandt medarbejderne berøres?\nHvilke kompetencer mangler vi?\nHvordan inddrages MED?",
    ),
    (
        "market",
        "Markedets arena",
        "The market arena",
        "Konkurrence og samspil: leverandører, udbud, andre kommuner og borgere, der vælger.",
        "Hvem konkurrerer eller samarbejder vi med?\nSkal opgaven udbydes?\nHvad vælger borgerne?",
    ),
    (
        "political",
        "Den politiske arena",
        "The political arena",
        "Politiske mål, magt, alliancer, legitimitet og lovgrundlag.",
        "Hvilket politisk mandat har vi?\nHvem kan blokere, og hvem kan bære det?\nHvilken lovhjemmel er der?\n"
        "Hvornår skal udvalg eller byråd beslutte?",
    ),
    (
        "culture",
        "Kulturens arena",
        "The cultural arena",
        "Værdier, normer, traditioner, historie og identitet.",
        "Hvilke værdier støtter forandringen, og hvilke modarbejder den?\nHvilke vaner skal aflæres?",
    ),
    (
        "consciousness",
        "Bevidsthedens arena",
        "The arena of consciousness",
        "Idéer, forståelse, holdninger, begreber og mening.",
        "Hvordan forstås sagen?\nHvilke begreber skal afklares?\nHvilken fortælling vil vi have?",
    ),
    (
        "architecture",
        "Arkitekturens arena",
        "The architectural arena",
        "Bygninger, rum, fysiske rammer, design og visuel identitet.",
        "Hvilke fysiske rammer og signaler har sagen?\nHvad siger vores rum og vores design?",
    ),
    (
        "communication",
        "Kommunikationens arena",
        "The communication arena",
        "Medier, dialog, kanaler og iscenesættelse.",
        "Hvem skal vide hvad, hvornår og ad hvilken kanal?\nHvem skal vi lytte til?",
    ),
)


def ensure_defaults(by: Viewer) -> None:
    """Create the kinds and arenas that are missing; those that are there stay as the municipality has them."""
    kinds = set(MandateKind._default_manager.values_list("key", flat=True))
    actions.save_mandate_kinds(
        by=by,
        records=[
            MandateKind(key=key, name=name, name_en=name_en, position=place * 10)
            for place, (key, name, name_en) in enumerate(MANDATE_KINDS, start=1)
            if key not in kinds
        ],
    )
    arenas = set(Arena.objects.values_list("key", flat=True))
    actions.save_arenas(
        by=by,
        records=[
            Arena(key=key, name=name, name_en=name_en, about=about, questions=questions, position=place * 10)
            for place, (key, name, name_en, about, questions) in enumerate(ARENAS, start=1)
            if key not in arenas
        ],
    )
