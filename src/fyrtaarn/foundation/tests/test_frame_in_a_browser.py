"""The frame in a real browser: scripts, small screens, no scripts, and a session that runs out."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from fyrtaarn.foundation.models import Installation
from tests.browser import NARROW, axe
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_session_that_runs_out_while_typing_loses_nothing(
    page: Page, live_server: Any, live_cast: Cast, log_in: Any, faults: list[str]
) -> None:
    log_in(live_cast.administrator)
    page.goto(live_server.url + reverse("look"))
    page.locator("#id_name").fill("Ny Sorø Kommune")
    Session.objects.all().delete()
    page.locator("main form button[type=submit]").click()
    assert axe(page) == []
    page.locator("#id_username").fill("administrator@example.test")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    assert axe(page) == []
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".site-header__name")).to_have_text("Ny Sorø Kommune")
    assert Installation.current().name == "Ny Sorø Kommune"
    # The refusal in between is what this is about.
    faults[:] = [f for f in faults if "status of 403" not in f]


def test_leaving_a_form_with_something_typed_in_it_asks_first(
    page: Page, live_server: Any, live_cast: Cast, log_in: Any
) -> None:
    log_in(live_cast.administrator)
    page.goto(live_server.url + reverse("look"))
    page.locator("#id_name").press_sequentially("x")
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator(".site-header__home").click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    expect(page).to_have_url(re.compile(reverse("look")))


def test_suggestions_come_as_one_types(page: Page, live_server: Any, live_cast: Cast, log_in: Any) -> None:
    log_in(live_cast.administrator)
    page.goto(live_server.url + reverse("unit_edit", args=[live_cast.school.uuid]))
    page.locator("#id_parent").fill("Roads")
    expect(page.locator('#id_parent_options option[value="Centre for Roads"]')).to_have_count(1)


def test_what_is_wrong_is_read_first(page: Page, live_server: Any, live_cast: Cast, log_in: Any) -> None:
    log_in(live_cast.administrator)
    page.goto(live_server.url + reverse("look"))
    page.locator("#id_name").fill("")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()
    assert axe(page) == []


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page, live_server: Any, live_cast: Cast) -> None:
    page.goto(live_server.url + reverse("accessibility"))
    page.keyboard.press("Tab")
    expect(page.locator(".skipnav")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_small_screen_works_with_and_without_scripts(
    browser: Browser, live_server: Any, live_cast: Cast, scripts: bool
) -> None:
    session = live_cast.administrator.client().cookies["sessionid"].value
    context = browser.new_context(viewport=NARROW, java_script_enabled=scripts)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("accessibility"))
    link = page.locator(".site-nav--narrow a", has_text="Administration")
    expect(link).to_be_hidden()
    page.locator(".site-nav--narrow summary").click()
    link.click()
    expect(page).to_have_url(live_server.url + reverse("administration"))
    context.close()


@pytest.mark.parametrize("name", ["log_in", "password_reset", "password_reset_done", "accessibility"])
def test_pages_for_everybody_fit_a_small_screen_and_are_accessible(
    page: Page, live_server: Any, live_cast: Cast, name: str
) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(live_server.url + reverse(name))
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert axe(page) == []
