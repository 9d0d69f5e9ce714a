"""What this room tells the house."""

from django.utils.translation import gettext_lazy as _

from fyrtaarn.exchange import access, checking
from fyrtaarn.foundation import registries
from fyrtaarn.foundation.registries import AdministrationEntry, Verb

__all__ = ["checking", "register"]  # loading ``checking`` is what registers the jobs


def register() -> None:
    """Fill the registries; called once when Django is ready."""
    registries.administration.register(
        AdministrationEntry(
            "import",
            _("Import"),
            _("Take in a workbook, or a list from elsewhere, and see what came in so far."),
            "imports",
            access.may_import,
            30,
        ),
        AdministrationEntry(
            "export",
            _("Export"),
            _("Everything that you may see, as a workbook that can be imported again."),
            "export",
            access.may_export,
            40,
        ),
    )
    registries.verbs.register(
        Verb("exchange.mapping.saved", _("Mapping remembered")),
        Verb("exchange.mapping.removed", _("Mapping forgotten")),
    )
