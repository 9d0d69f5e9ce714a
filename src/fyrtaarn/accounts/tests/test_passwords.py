"""Passwords: forgotten, set for the first time, changed."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from fyrtaarn.accounts import actions
from fyrtaarn.accounts.models import User
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db

NEW = "lighthouse above the water"


def link_in_mail() -> str:
    return re.search(r"http://testserver(/log-ind/ny-adgangskode/\S+)", mail.outbox[-1].body)[1]


def set_by_link(client: Client, link: str, password: str = NEW):
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def test_a_forgotten_password_is_set_anew_by_mail(cast: Cast) -> None:
    client = Client()
    answer = client.post(reverse("password_reset"), {"email": "READER@example.test"}, follow=True)
    assert answer.status_code == 200
    assert mail.outbox[-1].to == ["reader@example.test"]
    assert set_by_link(client, link_in_mail()).status_code == 302
    assert User.objects.get(pk=cast.reader.user.pk).check_password(NEW)


def test_a_link_works_once(cast: Cast) -> None:
    client = Client()
    client.post(reverse("password_reset"), {"email": "reader@example.test"})
    link = link_in_mail()
    set_by_link(client, link)
    again = Client().get(link, follow=True).content.decode()
    assert reverse("password_reset") in again
    assert "new_password1" not in again


def test_nobody_learns_whether_an_address_has_an_account(cast: Cast) -> None:
    known = Client().post(reverse("password_reset"), {"email": "reader@example.test"})
    unknown = Client().post(reverse("password_reset"), {"email": "nobody@example.test"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_mail(cast: Cast) -> None:
    actions.deactivate(account=cast.reader.user)
    Client().post(reverse("password_reset"), {"email": "reader@example.test"})
    assert mail.outbox == []


def test_an_address_that_is_none_is_refused_beside_the_field() -> None:
    answer = Client().post(reverse("password_reset"), {"email": "not an address"})
    assert answer.status_code == 422
    assert "not an address" in answer.content.decode()


@pytest.mark.parametrize("weak", ["short", "password1234", "reader@example.test"])
def test_a_weak_password_is_refused(cast: Cast, weak: str) -> None:
    client = Client()
    client.post(reverse("password_reset"), {"email": "reader@example.test"})
    assert set_by_link(client, link_in_mail(), weak).status_code == 422


def test_an_invited_person_sets_the_first_password(cast: Cast) -> None:
    account = actions.create_account(email=" New@Example.test ")
    assert account.email == "new@example.test"
    assert not account.has_usable_password()
    assert actions.send_invitation(account=account, base_url="http://testserver/")
    assert "new@example.test" in mail.outbox[-1].body
    set_by_link(Client(), link_in_mail())
    account.refresh_from_db()
    assert account.check_password(NEW)


def test_an_invitation_that_is_too_old_can_be_asked_for_anew(cast: Cast) -> None:
    actions.create_account(email="new@example.test")
    Client().post(reverse("password_reset"), {"email": "new@example.test"})
    assert mail.outbox[-1].to == ["new@example.test"]


def test_a_mail_speaks_the_language_of_its_receiver(cast: Cast) -> None:
    cast.reader.user.language = "en"
    actions.send_reset(account=cast.reader.user, base_url="http://testserver/")
    assert "Somebody, probably you" in mail.outbox[-1].body


def test_a_mail_server_that_is_down_is_told_and_breaks_nothing(cast: Cast, settings, caplog) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert not actions.send_reset(account=cast.reader.user, base_url="http://testserver/")
    assert "could not be sent" in caplog.text


def test_an_address_has_one_account_only(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.create_account(email="Reader@example.test")
    with pytest.raises(ValidationError):
        actions.change_email(account=cast.reader.user, email="administrator@example.test")


def test_a_password_is_changed_by_who_knows_the_present_one(cast: Cast) -> None:
    client = cast.reader.client()
    typed = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert client.post(reverse("password_change"), typed).status_code == 422
    assert client.post(reverse("password_change"), {**typed, "old_password": PASSWORD}).status_code == 302
    cast.reader.user.refresh_from_db()
    assert cast.reader.user.check_password(NEW)
    # This browser stays logged in; others are out.
    assert client.get(reverse("password_change")).status_code == 200


def test_two_different_new_passwords_are_refused(cast: Cast) -> None:
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW + "!"}
    assert cast.reader.client().post(reverse("password_change"), typed).status_code == 422
