"""The calm stepwise form: begin a draft, fill headings section by section, register."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request
from fyrtaarn.portfolio import access, actions
from fyrtaarn.portfolio.completeness import current_template, missing_with_links, required_names
from fyrtaarn.portfolio.forms import section_form
from fyrtaarn.portfolio.headings import SECTIONS, Section, section
from fyrtaarn.portfolio.lifecycle import Phase
from fyrtaarn.portfolio.models import Project
from fyrtaarn.portfolio.parts import visible_project
from fyrtaarn.portfolio.views.project import crumbs, shown_fields
from fyrtaarn.strategy.models import FocusArea


def project_new(request: Request) -> HttpResponse:
    """The first step. Saving it makes the draft; everything else can be filled later."""
    require(access.may_register(request.viewer))
    record = Project(template=current_template(), focus_area=_wanted_area(request))
    return _step(request, record, SECTIONS[0], title=_("New project"))


def _wanted_area(request: Request) -> FocusArea | None:
    """The focus area whose page the person came from."""
    from django.core.exceptions import ValidationError

    try:
        found = FocusArea.objects.all().visible_to(request.viewer).filter(uuid=request.GET.get("fokusomraade"))
        return found.first()
    except ValidationError:
        return None


def project_edit(request: Request, address: str, step: str) -> HttpResponse:
    record = visible_project(request.viewer, address)
    require(access.may_edit(request.viewer, record))
    try:
        here = section(step)
    except KeyError as error:
        raise Http404 from error
    return _step(request, record, here, title=_("Edit %(what)s") % {"what": record})


def _steps(record: Project, here: Section) -> list[tuple[Any, str, str]]:
    """Label, address and state of each step; a draft that does not exist yet has no addresses."""
    place = SECTIONS.index(here)
    return [
        (
            s.title,
            "" if record._state.adding else reverse("project_edit", args=[record.address, s.key]),
            "now" if i == place else "done" if i < place else "ahead",
        )
        for i, s in enumerate(SECTIONS)
    ]


def _step(request: Request, record: Project, here: Section, *, title: str) -> HttpResponse:
    wanted = set(required_names(record))
    form_class = section_form(here, set(shown_fields(record, public_only=False)), wanted)
    place = SECTIONS.index(here)
    following = SECTIONS[place + 1].key if place + 1 < len(SECTIONS) else ""
    steps = _steps(record, here)

    def goto(saved: Project) -> str:
        if request.POST.get("then") == "next" and following:
            return reverse("project_edit", args=[saved.address, following])
        if request.POST.get("then") == "register" and saved.is_draft:
            return reverse("project_register", args=[saved.address])
        return saved.get_absolute_url()

    return edit(
        request,
        make_form=lambda data: form_class(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_project(by=request.viewer, project=form.instance),
        title=title,
        back=reverse("projects") if record._state.adding else record.get_absolute_url(),
        goto=goto,
        done=_("Saved.")
        if not record._state.adding
        else _("The draft is saved. It has no number and counts nowhere yet."),
        template="portfolio/project_form.html",
        context={
            "wanted": wanted & set(here.fields),
            "section": here,
            "steps": steps,
            "following": following,
            "project": record,
        },
    )


def project_register(request: Request, address: str) -> HttpResponse:
    """The last step: what is missing, or the button that gives the project its number."""
    record = visible_project(request.viewer, address)
    if not record.is_draft:
        return HttpResponseRedirect(record.get_absolute_url())
    if not access.may_register_draft(request.viewer, record):
        raise Forbidden
    missing = missing_with_links(record, Phase.IDEA)
    if missing:
        page = {"project": record, "missing": missing, "title": _("Register %(what)s") % {"what": record}}
        return render(request, "portfolio/not_ready.html", page, status=422 if request.method == "POST" else 200)
    return confirm(
        request,
        title=_("Register %(what)s?") % {"what": record},
        text=_("The project gets a number and from now on counts in lists and overviews."),
        button=_("Register"),
        act=lambda: actions.register(by=request.viewer, project=record),
        back=record.get_absolute_url(),
        goto=record.get_absolute_url,
        done=_("The project is registered."),
        harmless=True,
        crumbs=crumbs(record),
    )


def draft_remove(request: Request, address: str) -> HttpResponse:
    record = visible_project(request.viewer, address)
    require(access.may_remove_draft(request.viewer, record))
    return confirm(
        request,
        title=_("Throw the draft away?"),
        text=_("“%(name)s” and what hangs on it is removed. Only the history keeps it.") % {"name": record},
        button=_("Throw away"),
        act=lambda: actions.remove_draft(by=request.viewer, project=record),
        back=record.get_absolute_url(),
        goto=lambda: reverse("projects"),
        done=_("The draft is gone."),
        crumbs=crumbs(record),
    )
