"""What is done with a focus area: decided about, owned, judged, shown to more people or fewer."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import edit
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.strategy import access, actions, queries
from fyrtaarn.strategy.forms.focus_areas import ChoiceForm, LightForm, OwnerForm, ReleaseForm
from fyrtaarn.strategy.models import FocusArea
from fyrtaarn.strategy.views.focus_areas import get_area


def _page(
    request: Request, area: FocusArea, make_form: Any, save: Any, title: str, done: str, anchor: str, **more: Any
) -> HttpResponse:
    return edit(
        request,
        make_form=lambda data: make_form(data, instance=area, viewer=request.viewer),
        save=save,
        title=title,
        back=f"{area.get_absolute_url()}{anchor}",
        done=done,
        template=more.pop("template", "ui/form_page.html"),
        context={"parent": str(area), "crumbs": [(reverse("focus_areas"), _("Focus areas"))], **more},
    )


def choose(request: Request, uuid: UUID) -> HttpResponse:
    area = get_area(request.viewer, uuid)
    require(access.may_choose(request.viewer, area))

    def save(form: Any) -> Any:
        found = form.cleaned_data
        return actions.choose(
            by=request.viewer,
            focus_area=form.instance,
            choice=found["choice"],
            reason=found["reason"],
            decided_on=found["decided_on"],
        )

    return _page(
        request,
        area,
        ChoiceForm,
        save,
        _("Decide about the focus area"),
        _("The decision has been recorded."),
        "#valg",
        intro=_("What the board decides is kept as history with its date and reason and cannot be changed afterwards."),
        button=_("Record the decision"),
    )


def set_owner(request: Request, uuid: UUID) -> HttpResponse:
    area = get_area(request.viewer, uuid)
    require(access.may_set_owner(request.viewer, area))

    def save(form: Any) -> Any:
        found = form.cleaned_data
        return actions.set_owner(
            by=request.viewer,
            focus_area=form.instance,
            owner=found["owner"],
            board_role=found["board_role"],
            board_reason=found["board_reason"],
        )

    return _page(request, area, OwnerForm, save, _("The board's part in it"), _("Saved."), "#direktionen")


def set_light(request: Request, uuid: UUID) -> HttpResponse:
    area = get_area(request.viewer, uuid)
    require(access.may_set_light(request.viewer, area))

    def save(form: Any) -> Any:
        found = form.cleaned_data
        return actions.set_light(
            by=request.viewer,
            focus_area=form.instance,
            light=found["light"],
            status_text=found["status_text"],
            status_on=found["status_on"],
        )

    return _page(request, area, LightForm, save, _("How it stands"), _("The status has been saved."), "")


def release(request: Request, uuid: UUID) -> HttpResponse:
    """Widening or narrowing the circle, on a page that says what that shows and to whom."""
    area = get_area(request.viewer, uuid)
    require(access.may_release(request.viewer, area))

    def save(form: Any) -> Any:
        found = form.cleaned_data
        return actions.release(
            by=request.viewer,
            focus_area=form.instance,
            circle=found["circle"],
            launched_on=found["launched_on"],
            no_personal_ids=found["no_personal_ids"],
            reason=found["reason"],
        )

    return _page(
        request,
        area,
        ReleaseForm,
        save,
        _("Who may see it"),
        _("The circle has been changed."),
        "",
        template="strategy/release.html",
        counts=queries.revealed_counts(area),
        now=area.get_circle_display(),
    )
