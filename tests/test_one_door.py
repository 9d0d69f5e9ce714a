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
# File, to what stands before the dot there and why it is no fact that is written.
ALLOWED: dict[str, tuple[tuple[str, ...], str]] = {
    "accounts/actions.py": (("account",), "accounts are no facts"),
    "accounts/models.py": (("user",), "accounts are no facts"),
    "accounts/views.py": (("form",), "one's own password"),
    "exchange/actions.py": (("log",), "the log of what came in is no fact and has no history"),
    "exchange/applying.py": (("table.layout.sheet",), "the room's own action"),
    "foundation/files.py": (("clean",), "a picture"),
    "foundation/jobs.py": (("job", "Job.objects"), "jobs have no history"),
    "foundation/parts.py": (("partset",), "the room's own action"),
    "foundation/worker.py": (("Worker.objects", "DBTaskResult.objects"), "jobs have no history"),
    "overview/since.py": (("look", "Look.objects"), "when somebody last looked"),
    "strategy/views/catalogues.py": (("kind",), "the room's own action"),
}


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


def is_allowed(name: str, receiver: str) -> bool:
    return name in ALLOWED and receiver.startswith(ALLOWED[name][0])


def test_nothing_writes_rows_outside_the_recording_door() -> None:
    strangers = [f"{n}:{line} {r}.{m}()" for n, line, r, m in writes() if not is_allowed(n, r)]
    assert strangers == [], "use recording(), or name it in ALLOWED with the reason"


def test_every_exception_is_still_needed() -> None:
    found = {(n, start) for n, _l, r, _m in writes() for start in ALLOWED.get(n, ((), ""))[0] if r.startswith(start)}
    assert found == {(name, start) for name, (starts, _why) in ALLOWED.items() for start in starts}


def test_the_watch_sees_a_write_by_the_house(cast: Cast) -> None:
    unit = make_unit("Temporary")
    code = compile("unit.save()", str(SOURCE / "organisation" / "elsewhere.py"), "exec")
    with pytest.raises(AssertionError, match="past the recording door"):
        exec(code, {"unit": unit})
    code = compile("Unit.objects.update(name='x')", str(SOURCE / "organisation" / "elsewhere.py"), "exec")
    with pytest.raises(AssertionError, match="past the recording door"):
        exec(code, {"Unit": Unit})
