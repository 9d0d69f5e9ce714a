"""Fixtures for every test of the house; ``tests/settings.py`` has been read before this file."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests import doorkeeper
from tests.cast import Cast

pytest_plugins = ["tests.browser"]
LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True, scope="session")
def nothing_goes_out() -> Iterator[None]:
    """No test may reach another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise AssertionError(f"a test wanted to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """One person in each role, in a small municipality."""
    return Cast()


@pytest.fixture(autouse=True)
def danish() -> None:
    """Every test begins in the house's own language, whatever the one before it chose."""
    translation.activate("da")


@pytest.fixture(autouse=True, scope="session")
def one_door() -> Iterator[None]:
    """No code of the house may write facts past the recording door."""
    with pytest.MonkeyPatch.context() as patch:
        doorkeeper.watch(patch)
        yield
