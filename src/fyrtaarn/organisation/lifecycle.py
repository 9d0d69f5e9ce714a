"""Pure rules of the organisation: roles, circles, trees and validity. No Django."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do, granted on a unit and its subtree."""

    EXECUTIVE_BOARD = "executive_board"
    CONCEPT_OWNER = "concept_owner"
    UNIT_HEAD = "unit_head"
    PROJECT_MANAGER = "project_manager"
    CONTRIBUTOR = "contributor"
    POLITICIAN = "politician"
    READER = "reader"
    ADMINISTRATOR = "administrator"


# Roles that read internal records. Politicians read what is released to them; the administrator keeps
# units, people and accounts and needs to read nothing strategic for that.
INTERNAL_READERS = frozenset(
    {
        Role.EXECUTIVE_BOARD,
        Role.CONCEPT_OWNER,
        Role.UNIT_HEAD,
        Role.PROJECT_MANAGER,
        Role.CONTRIBUTOR,
        Role.READER,
    }
)


class Circle(StrEnum):
    """The confidential circle, from the narrowest to the widest."""

    RESTRICTED = "restricted"
    INTERNAL = "internal"
    RELEASED = "released"
    PUBLIC = "public"


def closes_a_circle(node: int, new_parent: int | None, parents: Mapping[int, int | None]) -> bool:
    """Whether hanging ``node`` under ``new_parent`` makes it its own ancestor.

    ``parents`` maps every node to its parent today.
    """
    seen: set[int] = set()
    current = new_parent
    while current is not None:
        if current == node or current in seen:
            return True
        seen.add(current)
        current = parents.get(current)
    return False


def subtree(roots: set[int], parents: Mapping[int, int | None]) -> set[int]:
    """The roots and everything below them."""
    children: dict[int, list[int]] = {}
    for node, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(node)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(children.get(node, ()))
    return found


def holds_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a validity holds on a day; both ends are included, a missing end is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)
