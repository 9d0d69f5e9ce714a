"""Logging in and out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def log_in(client: Client, email: str, password: str = PASSWORD, **extra: str):
    return client.post(reverse("log_in"), {"username": email, "password": password, **extra})


def test_an_account_logs_in_and_starts_on_its_first_page(cast: Cast) -> None:
    client = Client()
    answer = log_in(client, "administrator@example.test")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 302
    assert "Anders And" in client.get(reverse("administration")).content.decode()


def test_the_address_may_be_written_in_capitals(cast: Cast) -> None:
    assert log_in(Client(), "Reader@Example.TEST").status_code == 302


def test_somebody_comes_back_to_the_page_they_wanted(cast: Cast) -> None:
    client = Client()
    refused = client.get(reverse("administration"))
    assert refused.status_code == 302
    page = client.get(refused["Location"]).content.decode()
    assert f'name="next" value="{reverse("administration")}"' in page
    answer = log_in(client, "administrator@example.test", next=reverse("administration"))
    assert answer["Location"] == reverse("administration")


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_foreign_address_is_never_gone_to(cast: Cast, address: str) -> None:
    assert log_in(Client(), "reader@example.test", next=address)["Location"] == reverse("home")


@pytest.mark.parametrize("email", ["reader@example.test", "nobody@example.test"])
def test_a_wrong_password_says_no_more_than_that(cast: Cast, email: str) -> None:
    answer = log_in(Client(), email, "wrong")
    assert answer.status_code == 422
    assert email in answer.content.decode()
    assert "wrong" not in answer.content.decode().split("id_password")[1].split(">")[0]


def test_a_closed_account_cannot_log_in_and_is_out_at_once(cast: Cast) -> None:
    client = cast.administrator.client()
    assert client.get(reverse("administration")).status_code == 200
    cast.administrator.user.is_active = False
    cast.administrator.user.save()
    assert client.get(reverse("administration")).status_code == 302
    assert log_in(Client(), "administrator@example.test").status_code == 422


def test_logging_out_needs_a_form_and_ends_the_session(cast: Cast) -> None:
    client = cast.administrator.client()
    assert client.get(reverse("log_out")).status_code == 405
    assert client.post(reverse("log_out")).status_code == 302
    assert client.get(reverse("administration")).status_code == 302


def test_who_is_logged_in_is_led_past_the_log_in_page(cast: Cast) -> None:
    assert cast.reader.client().get(reverse("log_in")).status_code == 302


def test_five_wrong_passwords_lock_the_log_in_for_a_while(cast: Cast) -> None:
    client = Client()
    for _attempt in range(5):
        answer = log_in(client, "reader@example.test", "wrong")
    assert answer.status_code == 429
    locked = log_in(client, "READER@example.test")
    assert locked.status_code == 429
    assert "15" in locked.content.decode()
    assert log_in(client, "board@example.test").status_code != 429


def test_the_language_is_kept_in_the_browser_and_with_the_account(cast: Cast) -> None:
    client = cast.reader.client()
    answer = client.post(reverse("language"), {"language": "en", "next": reverse("accessibility")})
    assert answer["Location"] == reverse("accessibility")
    assert 'lang="en"' in client.get(reverse("accessibility")).content.decode()
    cast.reader.user.refresh_from_db()
    assert cast.reader.user.language == "en"
    elsewhere = Client()
    log_in(elsewhere, "reader@example.test")
    assert 'lang="en"' in elsewhere.get(reverse("accessibility")).content.decode()


def test_an_unknown_language_and_a_foreign_address_are_not_followed(cast: Cast) -> None:
    client = cast.reader.client()
    answer = client.post(reverse("language"), {"language": "xx", "next": "https://evil.example/"})
    assert "evil" not in answer["Location"]
    cast.reader.user.refresh_from_db()
    assert cast.reader.user.language == ""


def test_a_bookmark_of_a_page_of_their_own_leads_strangers_to_the_log_in(cast: Cast) -> None:
    answer = Client().get("/organisation/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('log_in')}?next=/organisation/"


def test_the_address_of_a_record_tells_strangers_nothing(cast: Cast) -> None:
    assert Client().get(reverse("unit", args=[cast.town.uuid])).status_code == 404
    assert Client().get(reverse("unit", args=["00000000-0000-0000-0000-000000000000"])).status_code == 404
