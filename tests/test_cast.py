"""The cast itself, and the guard against going out."""

import socket

import pytest

from fyrtaarn.foundation import clock
from fyrtaarn.organisation.lifecycle import Role
from tests.cast import Cast


def test_every_role_is_somebody(cast: Cast) -> None:
    assert {m.role for m in cast.members} == set(Role)
    assert all(m.viewer.has(m.role) for m in cast.members)


def test_the_head_of_a_unit_heads_what_lies_below_it(cast: Cast) -> None:
    assert cast.unit_head.viewer.headed_unit_ids == {cast.centre.pk, cast.school.pk}


def test_today_is_fixed() -> None:
    assert clock.today().isoformat() == "2006-11-12"


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as outgoing, pytest.raises(AssertionError):
        outgoing.connect(("192.0.2.1", 80))
