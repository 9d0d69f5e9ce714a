"""What the command line does with workbooks. Each returns the exit code."""

import sys
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyrtaarn.exchange import access, actions, writing
from fyrtaarn.exchange.columns import layouts
from fyrtaarn.exchange.planning import Plan, plan_import
from fyrtaarn.exchange.reading import read_workbook
from fyrtaarn.organisation.access import Viewer, require


def export_file(path: Path, *, viewer: Viewer, stdout: TextIO | None = None) -> int:
    """Write everything that the viewer may see to a workbook; an unfinished one is never left under the name."""
    require(access.may_export(viewer))
    with _put_in_place(path) as draft, draft.open("wb") as file:
        counts = writing.write_workbook(file, viewer)
    _say(stdout, _("%(file)s: %(count)s rows.") % {"file": path, "count": sum(counts.values())})
    return 0


def write_template(path: Path, *, viewer: Viewer, stdout: TextIO | None = None) -> int:
    require(access.may_import(viewer))
    with _put_in_place(path) as draft, draft.open("wb") as file:
        writing.write_template(file, viewer)
    _say(stdout, _("%(file)s: an empty workbook with drop-downs and help.") % {"file": path})
    return 0


def import_file(path: Path, *, viewer: Viewer, dry_run: bool = False, stdout: TextIO | None = None) -> int:
    """Read a workbook and import all of it, or nothing. With ``dry_run`` every change is listed and none made.

    Raises ``Unreadable`` for what is no workbook; faulty cells are listed, and then the exit code is 1.
    """
    require(access.may_import(viewer))
    plan = plan_import(read_workbook(path), viewer)
    if dry_run:
        _list_changes(plan, stdout)
    for problem in plan.problems:
        _say(stdout, str(problem))
    if plan.missing:
        _say(stdout, _("Not in the workbook, so unchanged: %(names)s.") % {"names": ", ".join(plan.missing)})
    if plan.is_faulty:
        count = len(plan.problems)
        text = ngettext("%(count)s fault. Nothing was imported.", "%(count)s faults. Nothing was imported.", count)
        _say(stdout, text % {"count": count})
        return 1
    _say(stdout, _counted(plan))
    if dry_run:
        _say(stdout, _("This was only a look. Nothing was imported."))
    elif not plan.is_empty:
        actions.take_in_file(by=viewer, path=path, plan=plan)
        _say(stdout, _("Imported."))
    return 0


def _list_changes(plan: Plan, stdout: TextIO | None) -> None:
    for line in plan.lines():
        how = _("new") if line["how"] == "new" else _("changed")
        where = _("Sheet “%(name)s”, row %(row)s") % {"name": line["sheet"], "row": line["row"]}
        _say(stdout, f"{where}: {how}: {line['label']}")
        for heading, old, new in line["fields"]:
            before = f"{_short(old)} → " if line["how"] == "changed" else ""
            _say(stdout, f"    {heading}: {before}{_short(new)}")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return (plain if len(plain) <= 100 else f"{plain[:99]}…") or "–"


def _counted(plan: Plan) -> str:
    if plan.is_empty:
        return _("Everything in the workbook is as it is here already.")
    lines = []
    for key, counts in plan.counts().items():
        if counts["new"] or counts["changed"]:
            told = _("%(name)s: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
            lines.append(told % {"name": layouts()[key].name, **counts})
    return "\n".join(lines)


class _put_in_place:  # noqa: N801  # reads as a verb where it is used
    """A file beside the wanted one that takes its name only when everything went well."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f".{path.name}.new")

    def __enter__(self) -> Path:
        return self._draft

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            self._draft.replace(self._path)
        else:
            self._draft.unlink(missing_ok=True)


def _say(stdout: TextIO | None, text: str) -> None:
    (stdout or sys.stdout).write(f"{text}\n")
