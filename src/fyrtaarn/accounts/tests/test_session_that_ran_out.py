"""A session that ends while somebody types: nothing typed is lost."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fyrtaarn.foundation.models import Installation
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db

TYPED = {"name": 'Sorø "Kommune" <b>', "colour": "#0059b3", "statement_url": "", "contact": "", "revision": "0"}


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's form in its content, tokens left out."""
    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split("<main")[1].split("</main", maxsplit=1)[0]
    )
    return {html.unescape(k): html.unescape(v) for k, v in found if k != "csrfmiddlewaretoken"}


def test_what_was_typed_is_carried_through_the_log_in_and_sent_again(cast: Cast) -> None:
    client = Client()
    refused = client.post(reverse("look"), TYPED)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert 'name="password"' in page
    assert "<b>" not in page.split("<main")[1].split("</main")[0]

    log_in = {"username": "administrator@example.test", "password": PASSWORD}
    again = client.post(reverse("log_in"), {**hidden(page), **log_in})
    assert again.status_code == 200
    page = again.content.decode()
    assert "Anders And" in page
    assert f'action="{reverse("look")}"' in page
    assert Installation.current().name == "Fyrtårn"

    sent = client.post(reverse("look"), hidden(page))
    assert sent.status_code == 302
    assert Installation.current().name == TYPED["name"]


def test_a_wrong_password_in_between_loses_nothing(cast: Cast) -> None:
    client = Client()
    page = client.post(reverse("look"), TYPED).content.decode()
    wrong = client.post(reverse("log_in"), {**hidden(page), "username": "x@example.test", "password": "no"})
    assert wrong.status_code == 422
    assert hidden(wrong.content.decode())["typed.name"] == TYPED["name"]


def test_nor_does_a_lock_out(cast: Cast) -> None:
    client = Client()
    carried = hidden(client.post(reverse("look"), TYPED).content.decode())
    for _attempt in range(6):
        answer = client.post(reverse("log_in"), {**carried, "username": "reader@example.test", "password": "no"})
    assert answer.status_code == 429
    assert hidden(answer.content.decode())["typed.name"] == TYPED["name"]


def test_a_chosen_file_cannot_be_kept_and_the_page_says_so(cast: Cast) -> None:
    client = Client()
    file = SimpleUploadedFile("logo.png", b"not really")
    carried = hidden(client.post(reverse("look"), {**TYPED, "new_logo": file}).content.decode())
    assert carried["again_files"] == "1"
    log_in = {"username": "administrator@example.test", "password": PASSWORD}
    again = client.post(reverse("log_in"), {**carried, **log_in})
    assert "alert-warning" in again.content.decode()


def test_passwords_are_never_carried(cast: Cast) -> None:
    answer = Client().post(
        reverse("look"),
        {"old_password": "secret-1", "new_password1": "secret-2", "password": "secret-3", "name": "Sorø"},
    )
    assert answer.status_code == 403
    assert "secret" not in answer.content.decode()


def test_a_form_from_another_website_is_not_carried(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("look"), TYPED, HTTP_ORIGIN="https://evil.example")
    assert answer.status_code == 403
    assert "typed.name" not in answer.content.decode()


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "evil"])
def test_a_form_is_only_ever_sent_to_our_own_pages(cast: Cast, path: str) -> None:
    answer = Client().post(
        reverse("log_in"),
        {"username": "reader@example.test", "password": PASSWORD, "again_path": path, "typed.name": "x"},
    )
    assert answer.status_code == 302


def test_a_page_older_than_the_log_in_offers_to_send_the_form_again(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("look"), TYPED, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 403
    assert hidden(answer.content.decode())["name"] == TYPED["name"]
    assert Installation.current().name == "Fyrtårn"


def test_an_address_that_is_not_there_and_one_that_is_closed_look_the_same(cast: Cast) -> None:
    closed = Client().post(reverse("history", args=["unit", cast.town.uuid]), {"a": "b"})
    absent = Client().post(reverse("history", args=["unit", "00000000-0000-0000-0000-000000000000"]), {"a": "b"})
    assert closed.status_code == absent.status_code == 404
    assert hidden(closed.content.decode())["typed.a"] == hidden(absent.content.decode())["typed.a"]


def test_a_question_without_anything_typed_is_asked_again_after_the_log_in(cast: Cast) -> None:
    answer = Client().post(reverse("look"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("log_in"))


def test_logging_out_twice_is_no_matter(cast: Cast) -> None:
    assert Client().post(reverse("log_out")).status_code == 302
