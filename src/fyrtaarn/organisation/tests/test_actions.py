"""Units, people and rights are the administrator's."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fyrtaarn.accounts.models import User
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.organisation import actions
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.lifecycle import Role
from fyrtaarn.organisation.models import Person, RoleGrant, Unit
from tests.cast import Cast, make_person, make_unit, saved


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_nobody_else_changes_units(cast: Cast, role: Role) -> None:
    with pytest.raises(Forbidden):
        actions.save_unit(by=cast[role].viewer, unit=Unit(name="X", unit_kind=cast.town.unit_kind))


def test_a_cycle_in_units_is_refused_on_its_field(cast: Cast) -> None:
    cast.town.parent = cast.school
    with pytest.raises(ValidationError) as caught:
        actions.save_unit(by=cast.administrator.viewer, unit=cast.town)
    assert "parent" in caught.value.message_dict


def test_a_unit_closes_and_keeps_its_history(cast: Cast) -> None:
    cast.school.valid_to = date(2006, 11, 1)
    actions.save_unit(by=cast.administrator.viewer, unit=cast.school)
    assert cast.school not in Unit.objects.valid()
    assert Unit.version_model._default_manager.filter(record_id=cast.school.pk).count() == 2


def test_an_end_before_the_start_is_refused(cast: Cast) -> None:
    cast.school.valid_from, cast.school.valid_to = date(2006, 11, 1), date(2006, 10, 1)
    with pytest.raises(ValidationError) as caught:
        actions.save_unit(by=cast.administrator.viewer, unit=cast.school)
    assert "valid_to" in caught.value.message_dict


def test_a_role_holds_for_the_unit_and_what_lies_below(cast: Cast) -> None:
    assert cast.school.pk in cast.unit_head.viewer.headed_unit_ids
    assert cast.elsewhere.pk not in cast.unit_head.viewer.headed_unit_ids


def test_an_ended_role_no_longer_holds_today(cast: Cast) -> None:
    grant = RoleGrant.objects.get(person=cast.reader.person)
    actions.end_role(by=cast.administrator.viewer, grant=grant)
    assert not cast.reader.viewer.reads_internal
    assert RoleGrant.objects.filter(pk=grant.pk).exists()


def test_the_last_administrator_cannot_lock_everybody_out(cast: Cast) -> None:
    grant = RoleGrant.objects.get(person=cast.administrator.person)
    with pytest.raises(ValidationError):
        actions.end_role(by=cast.administrator.viewer, grant=grant)


def test_an_account_is_opened_by_invitation(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    person = make_person("Ny Medarbejder", email="ny@example.test")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.open_account(by=cast.administrator.viewer, person=person, invitation_url="http://127.0.0.1:8000")
    person.refresh_from_db()
    assert person.account is not None
    assert not person.account.has_usable_password()
    assert mail.outbox[0].to == ["ny@example.test"]
    assert "/log-ind/ny-adgangskode/" in mail.outbox[0].body


def test_an_account_needs_an_address(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.open_account(by=cast.administrator.viewer, person=make_person("Uden Adresse"))


def test_a_closed_account_is_out_at_once_and_can_be_reopened(cast: Cast) -> None:
    client = cast.reader.client()
    assert client.get("/personer/").status_code == 200
    actions.close_account(by=cast.administrator.viewer, person=Person.objects.get(pk=cast.reader.person.pk))
    assert client.get("/personer/").status_code in {302, 404}
    actions.reopen_account(by=cast.administrator.viewer, person=Person.objects.get(pk=cast.reader.person.pk))
    cast.reader.user.refresh_from_db()
    assert cast.reader.user.is_active


def test_nobody_closes_their_own_account(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.close_account(by=cast.administrator.viewer, person=cast.administrator.person)


def test_two_people_cannot_have_one_address(cast: Cast) -> None:
    make_person("Den Første", email="samme@example.test")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.save_person(by=cast.administrator.viewer, person=Person(name="Den Anden", email="Samme@example.test"))


def test_people_sort_by_the_danish_alphabet(cast: Cast) -> None:
    for name in ("Århus", "Ærø", "Østerbro", "Zebra", "Aalborg", "Ab"):
        saved(Person(name=name))
    names = [p.name for p in Person.objects.all().sorted() if " " not in p.name]
    assert names == ["Ab", "Zebra", "Ærø", "Østerbro", "Aalborg", "Århus"]


def test_people_are_found_by_folded_parts_of_their_name(cast: Cast) -> None:
    saved(Person(name="Bjørn Ågård"))
    for text in ("bjørn", "BJØRN", "aagaard", "ågård bj", "bjoern"):
        assert Person.objects.all().matching(text).filter(name="Bjørn Ågård").exists(), text


def test_a_viewer_without_a_person_has_no_rights(cast: Cast) -> None:
    viewer = Viewer(User.objects.create_user("loose@example.test", "a-password-for-tests"))
    assert not viewer.reads_internal
    assert viewer.grants == {}


def test_a_unit_page_shows_what_lies_above_and_below(cast: Cast) -> None:
    make_unit("Closed school", parent=cast.centre, valid_to=date(2006, 1, 1))
    page = cast.reader.client().get(cast.centre.get_absolute_url()).content.decode()
    assert cast.town.name in page
    assert cast.school.name in page
    assert "Closed school" not in page


def test_a_log_in_without_a_role_reads_nothing_of_the_organisation(cast: Cast) -> None:
    client = cast.reader.client()
    assert client.get("/personer/").status_code == 200
    actions.end_role(by=cast.administrator.viewer, grant=RoleGrant.objects.get(person=cast.reader.person))
    for address in ("/personer/", "/organisation/", cast.school.get_absolute_url(), "/organisation/organer/"):
        assert client.get(address).status_code == 404, address
