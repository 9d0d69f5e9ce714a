"""What stands around every page."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from fyrtaarn.foundation.models import Installation
from tests.cast import Cast, saved

pytestmark = pytest.mark.django_db


def test_navigation_shows_what_the_viewer_may_see_and_where_they_are(cast: Cast) -> None:
    page = cast.administrator.client().get(reverse("administration")).content.decode()
    assert re.search(rf'href="{reverse("administration")}" aria-current="page"', page)
    other = cast.politician.client().get(reverse("accessibility")).content.decode()
    assert f'href="{reverse("administration")}"' not in other
    assert 'class="site-nav' not in Client().get(reverse("accessibility")).content.decode()


def test_navigation_has_at_most_seven_entries(cast: Cast) -> None:
    from fyrtaarn.foundation.registries import navigation

    assert len(list(navigation)) <= 7


def test_the_frame_has_skip_link_language_statement_and_one_voice(cast: Cast) -> None:
    page = cast.reader.client().get(reverse("accessibility")).content.decode()
    assert 'href="#content"' in page
    assert 'id="content"' in page
    assert f'action="{reverse("language")}"' in page
    assert f'href="{reverse("accessibility")}"' in page
    assert page.count('id="announcement"') == 1
    assert "Rikke Ravn" in page


def test_the_demo_says_that_it_is_one(settings) -> None:
    assert "demo-line" not in Client().get(reverse("accessibility")).content.decode()
    settings.FYRTAARN_DEMO = True
    page = Client().get(reverse("accessibility")).content.decode()
    assert "demo-line" in page
    assert "2006" in page


def test_a_name_with_markup_is_shown_as_text() -> None:
    saved(Installation(name="<script>alert(1)</script>"))
    page = Client().get(reverse("accessibility")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_own_statement_is_linked_in_place_of_ours() -> None:
    saved(Installation(name="Sorø", statement_url="https://was.digst.dk/soroe"))
    assert 'href="https://was.digst.dk/soroe"' in Client().get(reverse("log_in")).content.decode()
    assert Client().get(reverse("accessibility"))["Location"] == "https://was.digst.dk/soroe"


def test_no_page_lets_scripts_or_styles_in_from_elsewhere() -> None:
    policy = Client().get(reverse("log_in"))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_a_page_that_is_not_there_offers_the_log_in_to_strangers(cast: Cast) -> None:
    address = reverse("history", args=["unit", cast.town.uuid])
    answer = Client().get(address)
    assert answer.status_code == 404
    assert f"{reverse('log_in')}?next=" in answer.content.decode()
    known = cast.administrator.client().get("/er-her-ikke/")
    assert known.status_code == 404
    assert "?next=" not in known.content.decode()


def test_a_page_that_is_not_theirs_says_so_to_those_who_are_known(cast: Cast) -> None:
    assert cast.politician.client().get(reverse("administration")).status_code == 403


def test_home_is_the_first_page_of_the_navigation(cast: Cast) -> None:
    assert cast.administrator.client().get(reverse("home")).status_code == 302
    assert Client().get(reverse("home"))["Location"] == "/"


def test_the_administration_lists_what_each_may_keep(cast: Cast) -> None:
    assert f'href="{reverse("look")}"' in cast.administrator.client().get(reverse("administration")).content.decode()


def test_health_is_told_without_a_log_in() -> None:
    assert Client().get(reverse("healthz")).content == b"ok\n"
    assert Client().get(reverse("readyz")).status_code in {200, 503}
