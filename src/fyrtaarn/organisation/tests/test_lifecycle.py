from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fyrtaarn.organisation.lifecycle import closes_a_circle, holds_on, subtree

TREE = {1: None, 2: 1, 3: 2, 4: 1, 5: None}


def test_a_node_cannot_hang_below_itself() -> None:
    assert closes_a_circle(1, 3, TREE)
    assert closes_a_circle(2, 2, TREE)
    assert not closes_a_circle(3, 4, TREE)
    assert not closes_a_circle(1, None, TREE)


def test_a_tree_that_is_already_broken_does_not_hang() -> None:
    assert closes_a_circle(9, 1, {1: 2, 2: 1})


def test_a_subtree_holds_its_root_and_everything_below() -> None:
    assert subtree({1}, TREE) == {1, 2, 3, 4}
    assert subtree({5}, TREE) == {5}
    assert subtree(set(), TREE) == set()


@given(st.dictionaries(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 30)), max_size=30), st.integers(0, 30))
def test_subtrees_end_for_any_table_of_parents(parents: dict[int, int | None], root: int) -> None:
    assert root in subtree({root}, parents)


def test_both_ends_of_a_validity_are_included() -> None:
    first, last = date(2006, 1, 1), date(2006, 12, 31)
    assert holds_on(first, first, last)
    assert holds_on(last, first, last)
    assert not holds_on(date(2007, 1, 1), first, last)
    assert holds_on(date(1999, 1, 1), None, None)
