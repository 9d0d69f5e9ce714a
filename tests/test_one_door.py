"""Facts are written in foundation/recording.py; whatever else writes rows is named here, with the reason."""

import ast
from pathlib import Path

import pytest

from fyrtaarn.organisation.models import Unit
from tests.cast import Cast, make_unit

SOURCE = Path(__file__).resolve().parent.parent / "src" / "fyrtaarn"
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "save_base",
    "_raw_delete",
}
# The file, and what stands before the dot, to why it is no fact that is written.
ALLOWED: dict[tuple[str, str], str] = {}


def writes() -> list[tuple[str, int, str, str]]:
    """(file, line, receiver, method) of everything that looks like a write of rows."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if {"tests", "migrations"} & set(path.parts) or name == "foundation/recording.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            method, receiver = node.func.attr, ast.unparse(node.func.value)
            # A dictionary's update takes something; a query's takes names only.
            is_update = method == "update" and node.keywords and not node.args
            if (method in WRITES or is_update) and not receiver.endswith("recorder"):
                found.append((name, node.lineno, receiver, method))
    return found


def test_nothing_writes_rows_outside_the_recording_door() -> None:
    strangers = [f"{n}:{line} {r}.{m}()" for n, line, r, m in writes() if (n, r) not in ALLOWED]
    assert not strangers, "use recording(), or name it in ALLOWED with the reason"


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) <= {(n, r) for n, _line, r, _m in writes()}


def test_the_watch_sees_a_write_by_the_house(cast: Cast) -> None:
    unit = make_unit("Temporary")
    code = compile("unit.save()", str(SOURCE / "organisation" / "elsewhere.py"), "exec")
    with pytest.raises(AssertionError, match="past the recording door"):
        exec(code, {"unit": unit})
    code = compile("Unit.objects.update(name='x')", str(SOURCE / "organisation" / "elsewhere.py"), "exec")
    with pytest.raises(AssertionError, match="past the recording door"):
        exec(code, {"Unit": Unit})
