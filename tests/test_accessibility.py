"""axe-core finds nothing on any page, wide or narrow, and no page is wider than a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from fyrtaarn.organisation.lifecycle import Role
from tests.addresses import addresses
from tests.browser import NARROW, WIDE, axe
from tests.cast import Cast, Member
from tests.test_matrix import expected
from tests.world import World

# Files and parts of pages: nothing that a person opens by itself.
NO_PAGES = (
    "theme",
    "logo",
    "healthz",
    "readyz",
    "pick:",
    "projects_export",
    "holes_export",
    "export",
    "import_template",
)


def pages(world: World) -> list[tuple[Role | None, str]]:
    """Every page with somebody who gets it (the concept owner where they do), ordered by who that is."""
    roles: list[Role | None] = [None, *Role]
    order = [Role.CONCEPT_OWNER, *Role, None]
    found = []
    for name, urls in addresses(world).items():
        statuses = dict(zip(roles, expected()[name], strict=True))
        who = [role for role in order if statuses[role] == 200]
        if who and not name.startswith(NO_PAGES):
            found += [(who[0], url) for url in urls]
    return sorted(found, key=lambda entry: str(entry[0]))


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_any_page(
    page: Page, live_server: Any, live_cast: Cast, log_in: Callable[[Member | None], None], size: dict[str, Any]
) -> None:
    world, found = World(live_cast), []
    page.set_viewport_size(size)  # type: ignore[arg-type]
    someone: Role | None = None
    log_in(None)
    for role, url in pages(world):
        if role != someone:
            log_in(live_cast[role] if role else None)
            someone = role
        page.goto(live_server.url + url)
        found += axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append(f"{url} is wider than {size['width']}")
    assert found == []


@pytest.mark.browser
def test_axe_sees_a_fault_where_there_is_one(page: Page) -> None:
    page.set_content("<html lang=da><title>x</title><main><h1>x</h1><img src='data:,'><input></main></html>")
    found = " ".join(axe(page))
    assert "image-alt" in found
    assert "label" in found
