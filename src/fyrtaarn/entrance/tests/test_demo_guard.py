"""The demo never touches a database that is somebody's."""

import pytest
from django.db import connection

from fyrtaarn.entrance.demo import load
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.models import Installation
from fyrtaarn.organisation.models import Person
from tests.cast import make_person, saved

pytestmark = pytest.mark.django_db


def test_a_database_with_people_in_it_is_refused_and_stays_as_it_is() -> None:
    make_person("Karen Holm")
    for attempt in (load.load_once, load.reset_and_load):
        with pytest.raises(Refused, match="not a demo's"):
            attempt()
    assert [p.name for p in Person.objects.all()] == ["Karen Holm"]
    assert not Installation.objects.exists()


def test_a_municipality_of_the_same_name_is_not_thereby_a_demo() -> None:
    saved(Installation(name="Sorø Kommune"))
    make_person("Karen Holm")
    with pytest.raises(Refused):
        load.load_once()


def test_a_marked_database_is_recognised_and_left_alone() -> None:
    saved(Installation(name="Sorø Kommune", is_demo=True))
    make_person("Karen Holm")
    assert load.load_once() is False
    assert Person.objects.count() == 1


def test_a_database_of_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *a, **k: ["wp_posts"])
    with pytest.raises(Refused, match="not a demo's"):
        load.load_once()
