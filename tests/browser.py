"""What browser tests share: Chromium, a log-in, and axe. Loaded as a plugin by conftest.py."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.cast import Cast, Member

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.skip("no Chromium here: install it, or name one with CHROMIUM=")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": WIDE, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}


def watch(page: Page, faults: list[str]) -> None:
    """Collect what goes wrong in a page: errors in scripts, refused by policy, files that are not there."""

    def on_console(message: ConsoleMessage) -> None:
        # The browser calls an answer of 422 (a form with faults) an error; it is how forms work here.
        if message.type == "error" and "status of 422" not in message.text:
            faults.append(f"{page.url}: {message.text} ({message.location.get('url')})")

    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", on_console)


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the pages of a test complained of; a test that expects a complaint empties the list."""
    found: list[str] = []
    yield found
    assert not found


@pytest.fixture
def page(page: Page, faults: list[str]) -> Page:
    watch(page, faults)
    return page


@pytest.fixture
def log_in(context: BrowserContext, live_server: Any) -> Callable[[Member | None], None]:
    """Puts somebody's session into the browser, without the log-in page."""

    def act(member: Member | None) -> None:
        context.clear_cookies()
        if member is not None:
            session = member.client().cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return act


def axe(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, in one line each."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", WCAG
    )
    return [
        f"{page.url}: {v['id']}: {v['help']}: {'; '.join(' '.join(map(str, n['target'])) for n in v['nodes'][:3])}"
        for v in found["violations"]
    ]


@pytest.fixture
def live_cast(transactional_db: None, live_server: Any) -> Cast:
    """The cast in a database that the test server sees."""
    return Cast()
