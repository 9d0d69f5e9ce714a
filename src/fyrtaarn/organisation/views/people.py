"""People and their accounts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fyrtaarn.foundation.editing import confirm, edit
from fyrtaarn.foundation.lists import Sort, page_of
from fyrtaarn.foundation.registries import panels_for
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import may_manage_organisation, require
from fyrtaarn.organisation.forms import PersonForm, SearchForm
from fyrtaarn.organisation.http import Request
from fyrtaarn.organisation.models import Membership, Person
from fyrtaarn.organisation.parts import PERSON_PARTS
from fyrtaarn.organisation.views.units import guard

SORTS = (Sort("navn", "sort_key"),)


def people(request: Request) -> HttpResponse:
    guard(request)
    form = SearchForm(request.GET)
    text = form.cleaned_data["tekst"] if form.is_valid() else ""
    page = page_of(Person.objects.all().matching(text), request.GET, SORTS, default="navn")
    units: dict[int, list[Membership]] = {}
    memberships = Membership.objects.valid().filter(person__in=[p.pk for p in page.rows]).select_related("unit")
    for membership in memberships:
        units.setdefault(membership.person_id, []).append(membership)
    rows = [(person, units.get(person.pk, [])) for person in page.rows]
    context = {"form": form, "page": page, "rows": rows, "may_manage": may_manage_organisation(request.viewer)}
    return render(request, "organisation/people.html", context)


def person(request: Request, uuid: UUID) -> HttpResponse:
    guard(request)
    record = get_object_or_404(Person.objects.select_related("account"), uuid=uuid)
    may_manage = may_manage_organisation(request.viewer)
    tables = PERSON_PARTS.tables(request.viewer, record)
    return render(
        request,
        "organisation/person.html",
        {
            "person": record,
            "tables": tables,
            "seats": record.seats.valid().select_related("body")[:100],
            "panels": panels_for("person", request.viewer, record),
            "may_manage": may_manage,
            "may_open": may_manage and record.account is None,
            "may_close": may_manage
            and record.account is not None
            and record.account.is_active
            and record.account_id != request.viewer.account_id,
            "may_reopen": may_manage and record.account is not None and not record.account.is_active,
        },
    )


def person_new(request: Request) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    return edit(
        request,
        make_form=lambda data: PersonForm(data, instance=Person(), viewer=request.viewer),
        save=lambda form: actions.save_person(by=request.viewer, person=form.instance),
        title=_("New person"),
        back=reverse("people"),
        goto=lambda record: record.get_absolute_url(),
        done=_("The person was created."),
        context={"crumbs": [(reverse("people"), _("People"))]},
    )


def person_edit(request: Request, uuid: UUID) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(Person, uuid=uuid)
    return edit(
        request,
        make_form=lambda data: PersonForm(data, instance=record, viewer=request.viewer),
        save=lambda form: actions.save_person(by=request.viewer, person=form.instance),
        title=_("Edit %(what)s") % {"what": record},
        back=record.get_absolute_url(),
        done=_("Saved."),
        context={"crumbs": [(reverse("people"), _("People")), (record.get_absolute_url(), record)]},
    )


def account_open(request: Request, uuid: UUID) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(Person, uuid=uuid)
    base = request.build_absolute_uri("/").rstrip("/")
    text = _("An invitation to choose a password is sent to %(email)s.") % {"email": record.email}
    return confirm(
        request,
        title=_("Open an account for %(name)s?") % {"name": record},
        text=text if record.email else _("Give the person an e-mail address first: it is what they log in with."),
        button=_("Open the account"),
        act=lambda: actions.open_account(by=request.viewer, person=record, invitation_url=base),
        back=record.get_absolute_url(),
        done=_("The account is open, and the invitation has been sent."),
        crumbs=[(reverse("people"), _("People")), (record.get_absolute_url(), record)],
    )


def account_close(request: Request, uuid: UUID) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(Person.objects.select_related("account"), uuid=uuid)
    return confirm(
        request,
        title=_("Close the account of %(name)s?") % {"name": record},
        text=_("They are logged out and can no longer log in. What they have written stays."),
        button=_("Close the account"),
        act=lambda: actions.close_account(by=request.viewer, person=record),
        back=record.get_absolute_url(),
        done=_("The account is closed."),
        crumbs=[(reverse("people"), _("People")), (record.get_absolute_url(), record)],
    )


def account_reopen(request: Request, uuid: UUID) -> HttpResponse:
    require(may_manage_organisation(request.viewer))
    record = get_object_or_404(Person.objects.select_related("account"), uuid=uuid)
    return confirm(
        request,
        title=_("Reopen the account of %(name)s?") % {"name": record},
        text=_("They can log in again with the password they had."),
        button=_("Reopen the account"),
        act=lambda: actions.reopen_account(by=request.viewer, person=record),
        back=record.get_absolute_url(),
        done=_("The account is open again."),
        crumbs=[(reverse("people"), _("People")), (record.get_absolute_url(), record)],
    )
