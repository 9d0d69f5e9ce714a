"""Who a project touches, and the documents it has."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.history import keep_history
from fyrtaarn.portfolio.models.project import OfProject, Project


@keep_history
class Stakeholder(OfProject):
    kind = "stakeholder"

    class Attitudes(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        NEUTRAL = "neutral", _("neutral")
        OPPOSES = "opposes", _("opposes")

    project = models.ForeignKey(
        Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="stakeholders"
    )
    name = models.CharField(_("Stakeholder"), max_length=200)
    interest = models.CharField(_("Interest"), max_length=300, blank=True)
    attitude = models.CharField(_("Attitude"), max_length=10, choices=Attitudes.choices, blank=True)
    involvement = models.CharField(_("How they are involved"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


@keep_history
class ExternalPartner(OfProject):
    kind = "external_partner"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("Partner"), max_length=200)
    part = models.CharField(_("Their part"), max_length=300, blank=True)
    contact = models.CharField(_("Contact"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("external partner")
        verbose_name_plural = _("external partners")
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


@keep_history
class DocumentSystem(Record):
    """A document system (ESDH) and the pattern of its documents' addresses."""

    kind = "document_system"

    name = models.CharField(_("Name"), max_length=80, unique=True)
    pattern = models.CharField(
        _("Address pattern"), max_length=300, help_text=_("With {id} where the document's number goes.")
    )

    class Meta:
        verbose_name = _("document system")
        verbose_name_plural = _("document systems")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.pattern.startswith(("https://", "http://")):
            raise ValidationError({"pattern": _("The address must begin with https://.")})
        if self.pattern.count("{id}") != 1 or "{" in self.pattern.replace("{id}", ""):
            raise ValidationError({"pattern": _("Write {id} exactly once, and no other braces.")})


@keep_history
class DocumentLink(OfProject):
    kind = "document_link"

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("Document"), max_length=200)
    system = models.ForeignKey(
        DocumentSystem,
        verbose_name=_("Document system"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    identifier = models.CharField(_("Document number"), max_length=120, blank=True)
    link = models.URLField(_("or address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering: ClassVar[list[str]] = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not self.link and not (self.system_id and self.identifier):
            raise ValidationError({"identifier": _("Give either a document system and number, or an address.")})

    @property
    def address(self) -> str:
        from urllib.parse import quote

        if self.system is not None and self.identifier:
            return self.system.pattern.replace("{id}", quote(self.identifier, safe=""))
        return self.link
