"""Moving a project on, pausing and stopping it, and setting its light and circle."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.editing import ReasonForm, confirm, edit
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.portfolio import access, actions, lifecycle
from fyrtaarn.portfolio.completeness import missing_with_links
from fyrtaarn.portfolio.forms import CircleForm, LightForm
from fyrtaarn.portfolio.lifecycle import Phase
from fyrtaarn.portfolio.models import PhaseChoices, Project
from fyrtaarn.portfolio.parts import visible_project
from fyrtaarn.portfolio.views.project import crumbs
from fyrtaarn.strategy.lifecycle import Light


def advance(request: Request, address: str) -> HttpResponse:
    """What the next phase requires and is not there, each with a link to its field; else the step itself."""
    record = visible_project(request.viewer, address)
    require(access.may_edit(request.viewer, record))
    following = lifecycle.next_phase(Phase(record.phase))
    if following is None or not access.may_advance(request.viewer, record):
        return HttpResponseRedirect(record.get_absolute_url())
    label = PhaseChoices(following).label
    title = _("Move on to the phase “%(phase)s”") % {"phase": label}
    if missing := missing_with_links(record, following):
        page = {"project": record, "missing": missing, "title": title, "phase": label}
        return render(request, "portfolio/not_ready.html", page, status=422 if request.method == "POST" else 200)
    return confirm(
        request,
        title=title,
        text=_("Everything that the phase requires is there."),
        button=_("Move on"),
        act=lambda: actions.advance(by=request.viewer, project=record),
        back=record.get_absolute_url(),
        done=_("The project is now in the phase “%(phase)s”.") % {"phase": label},
        harmless=True,
        crumbs=crumbs(record),
    )


def _with_reason(
    request: Request,
    address: str,
    *,
    allowed: Callable[[Any, Project], bool],
    act: Callable[..., Any],
    title: str,
    done: str,
    required: bool = True,
) -> HttpResponse:
    record = visible_project(request.viewer, address)
    require(access.may_edit(request.viewer, record))
    if not allowed(request.viewer, record):
        return HttpResponseRedirect(record.get_absolute_url())
    return edit(
        request,
        make_form=lambda data: ReasonForm(data, label=_("Reason"), required=required),
        save=lambda form: act(by=request.viewer, project=record, reason=form.cleaned_data["reason"]),
        title=title % {"name": record},
        back=record.get_absolute_url(),
        done=done,
        context={"crumbs": crumbs(record)},
    )


def move_back(request: Request, address: str) -> HttpResponse:
    return _with_reason(
        request,
        address,
        allowed=access.may_move_back,
        act=actions.move_back,
        title=_("Take %(name)s one phase back"),
        done=_("The project is one phase back."),
    )


def pause(request: Request, address: str) -> HttpResponse:
    return _with_reason(
        request,
        address,
        allowed=access.may_pause,
        act=actions.pause,
        title=_("Pause %(name)s"),
        done=_("The project is paused."),
    )


def stop(request: Request, address: str) -> HttpResponse:
    return _with_reason(
        request,
        address,
        allowed=access.may_stop,
        act=actions.stop,
        title=_("Stop %(name)s"),
        done=_("The project is stopped."),
    )


def resume(request: Request, address: str) -> HttpResponse:
    return _with_reason(
        request,
        address,
        allowed=access.may_resume,
        act=actions.resume,
        title=_("Take %(name)s up again"),
        done=_("The project is running again."),
        required=False,
    )


def light(request: Request, address: str) -> HttpResponse:
    record = visible_project(request.viewer, address)
    require(access.may_set_light(request.viewer, record))
    initial = {
        "light": record.light,
        "reason": record.light_reason,
        "on": clock.today(),
        "revision": record.revision,
    }

    def save(form: Any) -> Project:
        chosen = form.cleaned_data
        record.revision = chosen["revision"] or record.revision
        return actions.set_light(
            by=request.viewer, project=record, light=Light(chosen["light"]), reason=chosen["reason"], on=chosen["on"]
        )

    return edit(
        request,
        make_form=lambda data: LightForm(data, initial=initial),
        save=save,
        title=_("Set the light of %(name)s") % {"name": record},
        back=record.get_absolute_url(),
        done=_("The light is set."),
        context={"crumbs": crumbs(record)},
    )


def set_circle(request: Request, address: str) -> HttpResponse:
    """Who the project exists for. The page says what a wider circle reveals before it is chosen."""
    record = visible_project(request.viewer, address)
    require(access.may_set_circle(request.viewer, record))
    return edit(
        request,
        make_form=lambda data: CircleForm(
            data, initial={"circle": record.circle}, viewer=request.viewer, project=record
        ),
        save=lambda form: actions.set_circle(
            by=request.viewer,
            project=record,
            circle=Circle(form.cleaned_data["circle"]),
            no_personal_ids=form.cleaned_data["no_personal_ids"],
            reason=form.cleaned_data["reason"],
        ),
        title=_("Who shall %(name)s exist for?") % {"name": record},
        back=record.get_absolute_url(),
        done=_("Saved."),
        template="portfolio/circle_form.html",
        context={"project": record, "crumbs": crumbs(record)},
    )
