from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from fyrtaarn.exchange.tests.books import Town, export


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """One town for all tests of a module: each of them works in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Town()
        Town.content = export()
        yield made
        transaction.set_rollback(True)
