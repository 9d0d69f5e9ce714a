"""A restricted record of each kind changes nothing, anywhere, for anybody outside its circle."""

import io
import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.portfolio.models import Project
from fyrtaarn.strategy.models import FocusArea
from tests.addresses import addresses
from tests.cast import Cast
from tests.test_matrix import expected, read
from tests.world import World

WORD = "Hemmeligord"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def told(response: HttpResponse) -> Any:
    """What an answer tells: a workbook's cells, or the text without the token that differs each time."""
    body = read(response)
    if body.startswith(b"PK"):
        book = load_workbook(io.BytesIO(body), read_only=True)
        return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]
    return TOKEN.sub(b"", body)


def questions(world: World) -> Iterator[tuple[str, str]]:
    """(role, address) of every page of the open world that somebody gets, and of searches that would find the word."""
    roles = list(world.cast.clients())
    for name, urls in addresses(world).items():
        for role, status in zip(roles, expected()[name], strict=True):
            if status == 200:
                yield from ((role, url) for url in urls)
    searches = [f"/soeg-efter/{key}/?q={WORD}" for key in world.pickers()]
    filters = [f"/projekter/?tekst={WORD}", "/projekter/?lys=red", f"/projekter/eksport/csv/?tekst={WORD}"]
    insider = [world.insider.get_absolute_url(), f"/historik/person/{world.insider.uuid}/"]
    yield from product(roles, [*searches, *filters, *insider])


def registered(world: World) -> Iterator[tuple[str, str, Any]]:
    """(role, entry, what it holds) of everything that rooms register and others show, count or export."""
    for member in world.cast.members:
        viewer = member.viewer
        for registry in (registries.kinds, registries.pickers, registries.sheets, registries.holes):
            for entry in registry:
                rows = entry.rows(viewer)
                yield member.role, f"{type(entry).__name__} {entry.key}", sorted(rows.values_list("pk", flat=True))
        for source in registries.todos:
            yield member.role, f"Todo {source.key}", [str(t.text) + t.label for t in source.items(viewer, 100)]


def all_told(world: World, clients: dict[str, Client]) -> dict[tuple[str, str], Any]:
    found = {(role, url): told(clients[role].get(url)) for role, url in questions(world)}
    return found | {(role, name): held for role, name, held in registered(world)}


def hide_something(world: World) -> list[Any]:
    """The restricted twin, with everything that is worth telling having happened to it."""
    hidden = world.restricted_twin(WORD)
    for record in hidden:
        if isinstance(record, FocusArea | Project):
            for verb in registries.verbs:
                if verb.notable:
                    with recording(by=system_viewer(WORD), verb=verb.key, subject=record) as recorder:
                        recorder.note()
    return hidden


def test_a_restricted_record_changes_no_page_count_search_or_export(cast: Cast) -> None:
    world = World(cast)
    clients = cast.clients()
    before = all_told(world, clients)
    hide_something(world)
    after = all_told(world, clients)
    different = [f"{place} as {role}" for (role, place), body in before.items() if after[role, place] != body]
    assert different == []
    # An address that is asked with the word says it back.
    said = [place for place, body in after.items() if WORD not in place[1] and WORD.encode() in repr(body).encode()]
    assert said == []


def test_a_restricted_address_is_like_one_that_was_made_up(cast: Cast) -> None:
    world, clients, wrong, asked = World(cast), cast.clients(), [], 0
    hidden = hide_something(world)
    keys = [str(r.uuid) for r in hidden] + [r.number for r in hidden if isinstance(r, Project)]
    for urls in addresses(world.seen_as(hidden)).values():
        secret = [url for url in urls if any(key in url for key in keys)]
        for role, method in product(clients, ("get", "post") if secret else ()):
            ask = getattr(clients[role], method)
            usual = ask(made_up(secret[0], keys)).status_code
            for url in secret:
                asked += 1
                response = ask(url)
                if response.status_code != usual or WORD.encode() in read(response):
                    wrong.append(f"{method} {url} as {role}: {response.status_code}, made up {usual}")
    assert wrong == []
    assert asked > 500


def made_up(url: str, keys: list[str]) -> str:
    for key in keys:
        url = url.replace(key, "P-2006-998" if key.startswith("P-") else str(uuid4()))
    return url


def test_the_insider_sees_it(cast: Cast) -> None:
    world = World(cast)
    hidden = hide_something(world)
    client = cast.insider_client()
    for record in hidden:
        if isinstance(record, FocusArea | Project):
            assert WORD.encode() in client.get(record.get_absolute_url()).content
    assert WORD in client.get(f"/projekter/?tekst={WORD}").content.decode()
