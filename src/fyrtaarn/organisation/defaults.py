"""The kinds of units and bodies that every Danish municipality has; each may rename, add to and retire them."""

from datetime import date

from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import Viewer, system_viewer
from fyrtaarn.organisation.models import BodyKind, UnitKind

# key, Danish name, English name
UNIT_KINDS = [
    ("municipality", "Kommune", "Municipality"),
    ("executive_board", "Direktion", "Executive board"),
    ("directorate", "Direktørområde", "Directorate"),
    ("department", "Fagcenter", "Specialist centre"),
    ("staff_unit", "Stabscenter", "Staff centre"),
    ("institution", "Institution", "Institution"),
    ("section", "Afdeling", "Section"),
]

# key, Danish name, English name, political
BODY_KINDS = [
    ("local_council", "Byråd", "Local council", True),
    ("merger_committee", "Sammenlægningsudvalg", "Merger committee", True),
    ("finance_committee", "Økonomiudvalg", "Finance committee", True),
    ("standing_committee", "Stående udvalg", "Standing committee", True),
    ("task_committee", "Opgaveudvalg (§ 17, stk. 4)", "Task committee", True),
    ("executive_board", "Direktion", "Executive board", False),
    ("management_forum", "Chefforum", "Management forum", False),
    ("joint_committee", "MED-udvalg", "Joint committee (MED)", False),
    ("citizens_council", "Borgerråd", "Citizens' council", False),
    ("user_board", "Brugerbestyrelse", "User board", False),
    ("steering_group", "Styregruppe", "Steering group", False),
]


def ensure_defaults(*, by: Viewer | None = None, on: date | None = None) -> None:
    """Add the kinds that are not there yet; those there are the municipality's own and stay as they are."""
    actor = by or system_viewer("defaults")
    units = set(UnitKind.objects.values_list("key", flat=True))
    for number, (key, name, english) in enumerate(UNIT_KINDS, 1):
        if key not in units:
            kind = UnitKind(key=key, name=name, name_en=english, position=number * 10)
            actions.save_kind(by=actor, kind=kind, on=on)
    bodies = set(BodyKind.objects.values_list("key", flat=True))
    for number, (key, name, english, political) in enumerate(BODY_KINDS, 1):
        if key not in bodies:
            body = BodyKind(key=key, name=name, name_en=english, is_political=political, position=number * 10)
            actions.save_kind(by=actor, kind=body, on=on)
