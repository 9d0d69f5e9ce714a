"""Mandates, kinds, tools and arenas: the concept owner's catalogues."""

import pytest
from django.urls import reverse

from fyrtaarn.foundation import registries
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.pickers import resolve
from fyrtaarn.strategy import actions
from fyrtaarn.strategy.defaults import ARENAS, MANDATE_KINDS, ensure_defaults
from fyrtaarn.strategy.models import Arena, ArenaAssessment, Mandate, MandateKind, Tool
from fyrtaarn.strategy.tests.make import SYSTEM, make_area, make_arena, make_goal, make_mandate, make_tool
from tests.cast import Cast, saved


def test_defaults_fill_what_is_missing_and_touch_nothing_else(cast: Cast) -> None:
    saved(MandateKind(key="vision", name="Our own word"))
    ensure_defaults(SYSTEM)
    ensure_defaults(SYSTEM)
    assert MandateKind._default_manager.count() == len(MANDATE_KINDS)
    assert Arena.objects.count() == len(ARENAS) == 8
    assert MandateKind._default_manager.get(key="vision").name == "Our own word"


def test_a_mandate_is_made_changed_and_removed(cast: Cast) -> None:
    ensure_defaults(SYSTEM)
    client = cast.concept_owner.client()
    law = MandateKind._default_manager.get(key="law")
    facts = {"title": "Planning act § 23 a", "mandate_kind": law.pk, "decided_on": "2006-02-01"}
    wrong = client.post(reverse("mandate_new"), {**facts, "valid_until": "2005-01-01"})
    assert wrong.status_code == 422
    client.post(reverse("mandate_new"), facts)
    mandate = Mandate.objects.get()
    client.post(
        reverse("mandate_edit", args=[mandate.uuid]), {**facts, "title": "§ 23 a", "revision": mandate.revision}
    )
    assert Mandate.objects.get().title == "§ 23 a"
    client.post(reverse("mandate_remove", args=[mandate.uuid]))
    assert not Mandate.objects.exists()


def test_a_mandate_that_carries_something_stays(cast: Cast) -> None:
    mandate = make_mandate()
    make_area(mandate=mandate)
    page = cast.concept_owner.client().post(reverse("mandate_remove", args=[mandate.uuid]))
    assert page.status_code == 422
    assert Mandate.objects.exists()


def test_a_link_that_runs_script_is_refused(cast: Cast) -> None:
    ensure_defaults(SYSTEM)
    kind = MandateKind._default_manager.first()
    assert kind is not None
    page = cast.concept_owner.client().post(
        reverse("mandate_new"), {"title": "Trick", "mandate_kind": kind.pk, "link": "javascript:alert(1)"}
    )
    assert page.status_code == 422


@pytest.mark.parametrize("role", ["executive_board", "reader", "unit_head"])
def test_others_read_the_catalogues_and_change_nothing(cast: Cast, role: str) -> None:
    client, tool = cast[role].client(), make_tool()
    assert client.get(reverse("tools")).status_code == 200
    for address in (
        reverse("tool_new"),
        reverse("tool_edit", args=[tool.uuid]),
        reverse("tool_remove", args=[tool.uuid]),
        reverse("arena_new"),
        reverse("mandate_kind_new"),
        reverse("mandate_new"),
    ):
        assert client.get(address).status_code == 403, address
    with pytest.raises(Forbidden):
        actions.save_tool(by=cast[role].viewer, tool=Tool(name="Mine"))


def test_a_kind_gets_a_key_of_its_own(cast: Cast) -> None:
    client = cast.concept_owner.client()
    for _time in range(2):
        client.post(reverse("arena_new"), {"name": "Børnenes arena", "position": "5"})
    assert set(Arena.objects.values_list("key", flat=True)) == {"boernenes_arena", "boernenes_arena_2"}


def test_what_is_in_use_is_not_removed(cast: Cast) -> None:
    arena, area = make_arena(), make_area()
    saved(ArenaAssessment(focus_area=area, arena=arena, relevance=2))
    page = cast.concept_owner.client().post(reverse("arena_remove", args=[arena.uuid]))
    assert page.status_code == 422
    assert Arena.objects.exists()


def test_an_arena_is_assessed_with_one_tick_and_one_line(cast: Cast) -> None:
    arena, retired, area = make_arena(), make_arena("old", retired=True), make_area()
    client = cast.concept_owner.client()
    address = reverse("focus_area_part_new", args=[area.uuid, "arenaer"])
    form = client.get(address).content.decode()
    assert str(arena) in form
    assert str(retired) not in form
    client.post(address, {"arena": arena.pk, "relevance": "3", "note": "Here it is decided."})
    assert area.arenas.get().note == "Here it is decided."


def test_mandates_are_filtered_and_sorted_by_address(cast: Cast) -> None:
    make_mandate("Ålborg plan", kind="law")
    make_mandate("Zoo vision")
    client = cast.reader.client()
    text = client.get(reverse("mandates"), {"sorter": "-titel"}).content.decode()
    assert text.index("Ålborg plan") < text.index("Zoo vision")
    assert "Zoo vision" not in client.get(reverse("mandates"), {"slags": "law"}).content.decode()
    assert "Ålborg plan" not in client.get(reverse("mandates"), {"tekst": "zoo"}).content.decode()
    for sort in ("slags", "besluttet", "-aendret", "nonsense"):
        assert client.get(reverse("mandates"), {"sorter": sort, "efter": "broken"}).status_code == 200


def test_pages_of_mandates_follow_each_other(cast: Cast) -> None:
    for number in range(55):
        make_mandate(f"Law {number:02d}", kind="law")
    client = cast.reader.client()
    first = client.get(reverse("mandates"), {"sorter": "besluttet"})
    page = first.context["page"]
    assert len(page.rows) == 50
    rest = client.get(reverse("mandates"), {"sorter": "besluttet", "efter": page.after}).context["page"]
    assert len(rest.rows) == 5
    assert not {m.pk for m in page.rows} & {m.pk for m in rest.rows}


def test_pickers_find_goals_by_their_focus_area_too(cast: Cast) -> None:
    here, there = make_area("Here"), make_area("There")
    goal = make_goal(here, "Better service")
    make_goal(there, "Better service")
    picker = registries.pickers["goal"]
    assert resolve(cast.reader.viewer, picker, picker.label(goal)) == goal
