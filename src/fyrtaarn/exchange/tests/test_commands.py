import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from fyrtaarn.exchange import commands
from fyrtaarn.exchange.models import ImportLog
from fyrtaarn.exchange.problems import Unreadable
from fyrtaarn.exchange.tests.books import Town, cells_of, new_row, put, spoilt
from fyrtaarn.foundation.errors import Forbidden
from fyrtaarn.foundation.models import Change
from fyrtaarn.organisation.access import system_viewer
from fyrtaarn.portfolio.models import Milestone, Project

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("fyrtaarn")


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def run(path: Path, *, dry_run: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    return commands.import_file(path, viewer=SYSTEM, dry_run=dry_run, stdout=out), out.getvalue()


def exported(folder: Path) -> Path:
    path = folder / "book.xlsx"
    assert commands.export_file(path, viewer=SYSTEM, stdout=io.StringIO()) == 0
    return path


def test_what_is_exported_is_imported_and_changes_nothing(town: Town, tmp_path: Path) -> None:
    path = exported(tmp_path)
    changes = Change.objects.count()
    code, told = run(path)
    assert code == 0
    assert "Everything in the workbook is as it is here already." in told
    assert Change.objects.count() == changes
    assert cells_of(exported(tmp_path).read_bytes()) == cells_of(Town.content)


def test_a_dry_run_lists_every_change_and_makes_none(town: Town, tmp_path: Path) -> None:
    path = exported(tmp_path)

    def spoil(book: Any) -> None:
        put(book, "Milestones", 2, "Milestone", "Bus painted")
        new_row(book, "Milestones", Project="P-2006-002", Milestone="Harvest", Planned=date(2007, 9, 1))

    path.write_bytes(spoilt(path.read_bytes(), spoil))
    code, told = run(path, dry_run=True)
    assert code == 0
    assert "Sheet “Milestones”, row 2: changed: Bus painted\n    Milestone: Bus bought → Bus painted" in told
    assert "Sheet “Milestones”, row 4: new: Harvest" in told
    assert "Milestones: 1 new, 1 changed, 1 unchanged." in told
    assert "Nothing was imported." in told
    assert Milestone.objects.count() == 2
    assert run(path)[0] == 0
    assert Milestone.objects.filter(title__in=["Bus painted", "Harvest"]).count() == 2
    log = ImportLog.objects.get()
    assert (log.file_name, log.state, log.change_count, log.owner_name) == ("book.xlsx", "done", 2, "fyrtaarn")


def test_faults_are_listed_and_the_exit_code_is_one(town: Town, tmp_path: Path) -> None:
    path = exported(tmp_path)

    def spoil(book: Any) -> None:
        put(book, "Milestones", 2, "Planned", "soon")
        put(book, "Milestones", 3, "Milestone", "Changed")

    path.write_bytes(spoilt(path.read_bytes(), spoil))
    for dry_run in (True, False):
        code, told = run(path, dry_run=dry_run)
        assert code == 1
        assert "Sheet “Milestones”, row 2, column D (Planned): “soon”" in told
        assert "1 fault. Nothing was imported." in told
    assert not Milestone.objects.filter(title="Changed").exists()
    assert not ImportLog.objects.exists()


def test_a_project_keeps_its_number_and_new_ones_get_the_next(town: Town, tmp_path: Path) -> None:
    path = exported(tmp_path)

    def spoil(book: Any) -> None:
        new_row(book, "Projects", Title="Without", Status="running", Start=date(2006, 5, 1))
        new_row(book, "Projects", Title="With", Status="running", Number="P-2006-003")
        new_row(book, "Projects", Title="Another", Status="running", Start=date(2006, 6, 1))
        new_row(book, "Projects", Title="Only a draft")

    path.write_bytes(spoilt(path.read_bytes(), spoil))
    assert run(path)[0] == 0
    numbers = dict(Project.objects.values_list("title", "number"))
    assert numbers["With"] == "P-2006-003"
    assert numbers["Without"] == "P-2006-004"
    assert numbers["Another"] == "P-2006-005"
    assert numbers["Only a draft"] is None
    assert numbers["Library bus"] == "P-2006-001"


def test_new_trees_and_what_hangs_on_them_come_in_together(town: Town, tmp_path: Path) -> None:
    """Children before parents in the file, a new project on a new goal of a new focus area, by names alone."""
    path = exported(tmp_path)

    def spoil(book: Any) -> None:
        new_row(book, "Units", Name="Leaf", Kind="Department", Part_of="Branch")
        new_row(book, "Units", Name="Branch", Kind="Department", Part_of="Sorø Municipality")
        new_row(book, "Focus areas", Title="Health")
        new_row(book, "Goals", Focus_area="Health", Title="Walk", **{"Sub-goal_of": "Move"})
        new_row(book, "Goals", Focus_area="Health", Title="Move")
        new_row(book, "Projects", Title="Path", Focus_area="Health", Carried_by="Leaf", Status="running")
        new_row(book, "Goals of projects", Project="Path", Goal="Walk")
        new_row(book, "Milestones", Project="Path", Milestone="Opened", Planned=date(2007, 9, 1))

    path.write_bytes(spoilt(path.read_bytes(), spoil))
    code, told = run(path)
    assert code == 0, told
    project = Project.objects.get(title="Path")
    assert project.unit is not None
    assert project.unit.parent is not None
    assert project.unit.parent.name == "Branch"
    link = project.goal_links.get()
    assert link.goal.parent.title == "Move"
    assert project.milestones.get().title == "Opened"
    assert run(path)[1].startswith("Everything in the workbook is as it is here already.")


def test_a_template_is_written_and_an_unreadable_file_leaves_none(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    assert commands.write_template(path, viewer=SYSTEM, stdout=io.StringIO()) == 0
    assert len(cells_of(path.read_bytes())["Projects"]) == 1
    path.write_bytes(b"nothing")
    with pytest.raises(Unreadable):
        run(path)


def test_who_may_not_import_or_export_is_refused(town: Town, tmp_path: Path) -> None:
    reader, politician = town.cast.reader.viewer, town.cast.politician.viewer
    with pytest.raises(Forbidden):
        commands.import_file(tmp_path / "x.xlsx", viewer=reader)
    with pytest.raises(Forbidden):
        commands.export_file(tmp_path / "x.xlsx", viewer=politician)
    assert list(tmp_path.iterdir()) == []
