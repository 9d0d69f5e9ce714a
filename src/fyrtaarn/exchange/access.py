"""Who may bring things in and take them out."""

from fyrtaarn.exchange.models import ImportLog
from fyrtaarn.organisation.access import Viewer


def may_import(viewer: Viewer) -> bool:
    """The concept owner what is strategic, the administrator the organisation; each sheet asks again."""
    return viewer.is_concept_owner or viewer.is_administrator


def may_import_lists(viewer: Viewer) -> bool:
    """A list from elsewhere becomes projects."""
    return viewer.is_concept_owner


def may_export(viewer: Viewer) -> bool:
    return viewer.reads_internal or viewer.is_administrator


def may_see(viewer: Viewer, log: ImportLog) -> bool:
    """What a file would change is for the one who brought it: it holds what only they may see."""
    return may_import(viewer) and viewer.account_id is not None and log.owner_id == viewer.account_id
