"""What the municipality calls itself and how it looks."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyrtaarn.foundation import actions
from fyrtaarn.foundation.editing import edit
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.forms import RecordForm
from fyrtaarn.foundation.http import Request
from fyrtaarn.foundation.models import Installation


class LookForm(RecordForm):
    new_logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("PNG, JPEG or WebP, 1 MB at most. Left empty, the present one stays."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Show no logo"), required=False)

    field_order = ("name", "colour", "new_logo", "no_logo", "statement_url", "contact")

    class Meta:
        model = Installation
        fields = ("name", "colour", "statement_url", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["no_logo"]


def look(request: Request) -> HttpResponse:
    if not request.viewer.is_administrator:
        raise Forbidden
    installation = Installation.current()

    def save(form: Any) -> Installation:
        return actions.save_look(
            by=request.viewer,
            allowed=request.viewer.is_administrator,
            installation=installation,
            logo=form.cleaned_data["new_logo"],
            without_logo=form.cleaned_data.get("no_logo", False),
        )

    return edit(
        request,
        make_form=lambda data: LookForm(
            data, request.FILES if data else None, instance=installation, viewer=request.viewer
        ),
        save=save,
        title=_("Name and look"),
        back=reverse("administration"),
        done=_("Saved. Everybody sees it from the next page on."),
        context={"crumbs": [(reverse("administration"), _("Administration"))]},
    )
