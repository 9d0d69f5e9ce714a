"""No page asks the database more often because there are more rows."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.addresses import addresses
from tests.cast import Cast
from tests.test_matrix import expected, read
from tests.world import World


def who_may(cast: Cast) -> dict[str, Client]:
    """For each name, somebody who gets the page: the concept owner where they do."""
    clients = cast.clients()
    order = ["concept_owner", *clients]
    table = {name: dict(zip(clients, statuses, strict=True)) for name, statuses in expected().items()}
    return {
        name: clients[next(role for role in order if statuses[role] == 200)]
        for name, statuses in table.items()
        if 200 in statuses.values()
    }


def counted(world: World, clients: dict[str, Client]) -> dict[str, int]:
    found = {}
    for name, urls in addresses(world).items():
        if name not in clients:
            continue
        for url in urls:
            read(clients[name].get(url))  # what a process keeps, it has kept
            with CaptureQueriesContext(
                connection,
            ) as queries:
                read(clients[name].get(url))
            found[f"{name} {url}"] = len(queries)
    return found


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast) -> None:
    world = World(cast)
    clients = who_may(cast)
    world.grow(2)
    before = counted(world, clients)
    world.grow(6)
    after = counted(world, clients)
    assert [f"{page}: {before[page]} -> {n}" for page, n in after.items() if n > before[page]] == []


def test_no_page_asks_more_than_sixty_times(cast: Cast) -> None:
    world = World(cast)
    world.grow(2)
    pages = who_may(cast)
    del pages["export"]  # some queries for each sheet, however many rows
    assert {page: n for page, n in counted(world, pages).items() if n > 60} == {}
