"""The main ways through the house in a real browser: by mouse, by keyboard, without JavaScript, on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from fyrtaarn.portfolio.models import Milestone, Project
from fyrtaarn.portfolio.tests.make import make_draft, make_focus_area, make_project
from tests.browser import NARROW
from tests.cast import PASSWORD, Cast, Member, make_person

pytestmark = pytest.mark.browser
LogIn = Callable[[Member | None], None]


def fill_in_brief(page: Page, cast: Cast, title: str) -> None:
    page.fill("[name=title]", title)
    page.select_option("[name=focus_area]", label="Local democracy")
    page.fill("[name=unit]", cast.centre.name)
    page.fill("[name=owner]", cast.unit_head.person.name)
    page.fill("[name=starts_on]", "2006-10-01")


def test_register_see_what_is_missing_fill_it_and_move_on(
    page: Page, live_server: Any, live_cast: Cast, log_in: LogIn
) -> None:
    make_draft(live_cast, "Makes the template and the focus area")
    log_in(live_cast.project_manager)
    page.goto(live_server.url + "/projekter/")
    page.click("a[href='/projekter/ny/']")
    fill_in_brief(page, live_cast, "Landsbyråd på Øen")
    page.click("button[name=then][value=register]")
    expect(page.locator(".missing-list a")).to_have_count(1)
    page.click(".missing-list a")
    expect(page.locator("[name=purpose]")).to_be_visible()
    page.fill("[name=purpose]", "Kortere vej mellem borger og byråd.")
    page.click("button[name=then][value=register]")
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Landsbyråd på Øen")
    project = Project.objects.get(title="Landsbyråd på Øen")
    assert f"/projekter/{project.number}/" in page.url
    page.click("a[href$='/videre/']")
    page.click(".missing-list a")
    page.fill("[name=goal_text]", "Ti landsbyråd.")
    page.click("button[name=then][value=save]")
    while page.locator("aside a[href*='#id_manager']").count():
        page.click("aside a[href*='#id_manager']")
        page.fill("[name=manager]", live_cast.project_manager.person.name)
        page.click("button[name=then][value=save]")
    page.click("a[href$='/videre/']")
    page.click("main form button[type=submit]")
    project.refresh_from_db()
    assert project.phase == "clarification"


def test_the_keyboard_alone_is_enough_to_log_in_and_register(page: Page, live_server: Any, live_cast: Cast) -> None:
    make_draft(live_cast, "Makes the template and the focus area")
    page.goto(live_server.url + "/log-ind/?next=/projekter/ny/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skipnav")
    walk_to(page, "[name=username]")
    page.keyboard.type(live_cast.project_manager.user.email)
    page.keyboard.press("Tab")
    walk_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekter/ny/")
    walk_to(page, "[name=title]")
    page.keyboard.type("Kun med tastatur")
    walk_to(page, "[name=focus_area]")
    page.keyboard.press("ArrowDown")
    walk_to(page, "[name=purpose]")
    page.keyboard.type("Uden mus.")
    walk_to(page, "[name=unit]")
    page.keyboard.type(live_cast.centre.name)
    walk_to(page, "[name=owner]")
    page.keyboard.type(live_cast.unit_head.person.name)
    walk_to(page, "button[name=then][value=save]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/ny/" not in url)
    draft = Project.objects.get(title="Kun med tastatur")
    assert (draft.unit, draft.owner) == (live_cast.centre, live_cast.unit_head.person)


def walk_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, which must be visible on the way."""
    for _press in range(80):
        if page.locator(selector).first.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


@pytest.fixture
def plain_page(browser: Browser, browser_context_args: dict[str, Any]) -> Any:
    """A page in a browser that runs no JavaScript."""
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    yield context.new_page()
    context.close()


def test_everything_works_without_javascript(plain_page: Page, live_server: Any, live_cast: Cast) -> None:
    page, cast = plain_page, live_cast
    make_person("Karen Holm", title="Leader of schools")
    make_person("Karen Holm", title="Leader of roads")
    project = make_project(cast, "Landsbyråd", focus_area=make_focus_area())
    make_project(cast, "Noget andet")
    page.goto(live_server.url + "/log-ind/?next=/projekter/")
    page.fill("[name=username]", cast.concept_owner.user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    open_filter(page)
    page.fill("[name=tekst]", "landsby")
    page.click("main form button[type=submit]")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.click("tbody th a")
    page.goto(f"{live_server.url}/projekter/{project.number}/ret/organisering/")
    page.fill("[name=manager]", "Karen Holm")
    page.click("button[name=then][value=save]")
    page.locator("label", has_text="Leader of roads").click()
    page.click("button[name=then][value=save]")
    project.refresh_from_db()
    assert project.manager is not None
    assert project.manager.title == "Leader of roads"
    page.goto(f"{live_server.url}/projekter/{project.number}/plan/")
    page.click("a[href$='/milepaele/ny/']")
    page.fill("[name=title]", "Åbning")
    page.fill("[name=baseline]", "2006-12-01")
    page.click("main form button[type=submit]")
    assert Milestone._default_manager.get().title == "Åbning"
    page.click("a[href*='/fjern/']")
    page.click("main form button[type=submit]")
    assert not Milestone._default_manager.exists()


def open_filter(page: Page) -> None:
    """On a narrow screen the filter is folded away."""
    if not page.locator("[name=tekst]").is_visible():
        page.click(".filters summary")


def test_a_phone_shows_and_does_the_same(page: Page, live_server: Any, live_cast: Cast, log_in: LogIn) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    project = make_project(live_cast, "Landsbyråd med et meget langt navn om nærdemokratiudviklingsplanlægning")
    log_in(live_cast.project_manager)
    page.goto(live_server.url + "/overblik/")
    page.click(".site-nav--narrow summary")
    page.locator("nav a[href='/projekter/']").filter(visible=True).click()
    page.click(f"a[href='/projekter/{project.number}/']")
    page.click("a[href$='/lys/']")
    page.check("[name=light][value=red]", force=True)
    page.fill("[name=reason]", "Leverandøren er forsinket.")
    page.click("main form button[type=submit]")
    project.refresh_from_db()
    assert project.light == "red"
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_twice_the_size_loses_nothing(page: Page, live_server: Any, live_cast: Cast, log_in: LogIn) -> None:
    """200 % zoom of a 1280 px window is a window of 640 CSS pixels (WCAG 2.2, success criterion 1.4.4)."""
    page.set_viewport_size({"width": 640, "height": 450})
    project = make_project(live_cast)
    log_in(live_cast.concept_owner)
    for address in ("/overblik/", "/projekter/", project.get_absolute_url(), "/huller/", "/fokusomraader/"):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address
        expect(page.locator("h1")).to_be_visible()


def test_what_was_typed_survives_a_session_that_ran_out(
    page: Page, live_server: Any, live_cast: Cast, log_in: LogIn, faults: list[str]
) -> None:
    make_draft(live_cast, "Makes the template and the focus area")
    log_in(live_cast.project_manager)
    page.goto(live_server.url + "/projekter/ny/")
    fill_in_brief(page, live_cast, "Skrevet i fire timer")
    log_in(None)
    page.click("button[name=then][value=save]")
    page.fill("[name=username]", live_cast.project_manager.user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Skrevet i fire timer")
    assert Project.objects.filter(title="Skrevet i fire timer").exists()
    faults.clear()
