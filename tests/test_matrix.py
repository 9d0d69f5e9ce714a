"""Who gets what at which address: every address and every role, complete by construction."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.addresses import addresses, patterns
from tests.cast import Cast
from tests.world import World

TABLE = Path(__file__).with_name("matrix.txt")
REFUSED = {302, 403, 404, 405}


def expected() -> dict[str, list[int]]:
    """Name of an address to what each role gets, in the order of the cast's clients."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {name: [int(s) for s in statuses] for name, *statuses in lines[1:]}


def read(response: Any) -> bytes:
    """The whole answer; a stream is read to its end, as a server would."""
    return b"".join(response) if response.streaming else response.content


def test_every_address_has_a_name_of_its_own() -> None:
    names = [name for name, _pattern in patterns()]
    assert "" not in names
    assert sorted(names) == sorted(set(names))


def links(body: bytes) -> set[str]:
    """The addresses of our own that a page links to."""
    found = {html.unescape(h).split("#")[0] for h in re.findall(r'href="(/[^"]*)"', body.decode(errors="replace"))}
    return {h for h in found if h and not h.startswith("/static/")}


def test_each_role_gets_what_the_table_says_and_no_link_that_refuses_them(cast: Cast) -> None:
    world, table, wrong = World(cast), expected(), []
    got: dict[str, dict[str, int]] = {role: {} for role in cast.clients()}
    linked: dict[str, dict[str, str]] = {role: {} for role in got}
    clients = cast.clients()
    for name, urls in addresses(world).items():
        if name not in table:
            wrong.append(f"{name}: not in tests/matrix.txt")
            continue
        for (role, client), status in zip(clients.items(), table.pop(name), strict=True):
            for url in urls:
                response = client.get(url)
                body = read(response)
                got[role][url] = response.status_code
                if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                    linked[role] |= dict.fromkeys(links(body) - set(linked[role]), url)
                if response.status_code != status:
                    wrong.append(f"{name} as {role}: {response.status_code}, not {status} ({url})")
    for role, found in linked.items():
        for link, page in found.items():
            status = got[role].get(link) or answer(clients[role], link)
            if status >= 400:
                wrong.append(f"{page} links {role} to {link}: {status}")
    assert wrong + [f"{name}: there is no such address any more" for name in table] == []


def answer(client: Client, url: str) -> int:
    response = client.get(url)
    read(response)
    return response.status_code


def test_what_may_not_be_seen_may_not_be_sent_either(cast: Cast) -> None:
    world, table, wrong = World(cast), expected(), []
    clients = cast.clients()
    for name, urls in addresses(world).items():
        for (role, client), status in zip(clients.items(), table.get(name, []), strict=False):
            if status not in {302, 403, 404} or (role != "anonymous" and status == 302):
                continue
            for url in urls:
                response = client.post(url, {})
                if response.status_code not in REFUSED:
                    wrong.append(f"{name} as {role}: {response.status_code} ({url})")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/findes-ikke/", "/projekter/P-2006-999/", "/fokusomraader/ikke-en-uuid/"])
def test_what_is_not_there_is_404(address: str) -> None:
    assert Client().get(address).status_code == 404
