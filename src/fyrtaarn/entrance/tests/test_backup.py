"""A backup holds everything, is made while others write, and comes back whole."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.test import Client

from fyrtaarn.entrance import archive, backup, restore
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.base import Record
from fyrtaarn.foundation.files import logo_path
from fyrtaarn.foundation.history import Version
from fyrtaarn.foundation.models import Change, Job
from fyrtaarn.organisation.models import Person
from fyrtaarn.portfolio.models import Project
from tests.cast import Cast, make_person, saved
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _files(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    logo_path("x.png").parent.mkdir(parents=True)
    logo_path("x.png").write_bytes(b"a picture")


@pytest.fixture
def world(_files: None) -> World:
    return World(Cast())


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name != archive.MANIFEST}


def test_every_table_of_the_house_comes_back_exactly(world: World, tmp_path: Path) -> None:
    backup.back_up(tmp_path / "one.zip")
    before = contents(tmp_path / "one.zip")
    tables = json.loads(zipfile.ZipFile(tmp_path / "one.zip").read(archive.MANIFEST))["tables"]
    # The world of the tests has one of each kind of record; a kind that is not backed up would show here.
    facts = {archive.label(m) for m in apps.get_models() if issubclass(m, Record | Version)}
    assert not {name for name in facts if not tables[name]["rows"]}
    world.project.title = "Changed afterwards"
    saved(world.project)
    make_person("Came afterwards")
    restore.restore(tmp_path / "one.zip", force=True)
    backup.back_up(tmp_path / "two.zip")
    # The world's job was waiting; its task is gone, which is the one thing that a restore changes.
    job = "tables/foundation.job.jsonl"
    after = contents(tmp_path / "two.zip")
    assert {k: v for k, v in after.items() if k != job} == {k: v for k, v in before.items() if k != job}
    assert Job.objects.get().state == "failed"
    assert Job.objects.get().message


def test_new_rows_get_new_keys_after_a_restore(world: World, tmp_path: Path) -> None:
    backup.back_up(tmp_path / "one.zip")
    restore.restore(tmp_path / "one.zip", force=True)
    known = set(Person.objects.values_list("pk", flat=True))
    assert make_person("New").pk not in known


def test_files_come_back_and_those_that_came_later_go(world: World, tmp_path: Path) -> None:
    backup.back_up(tmp_path / "one.zip")
    logo_path("x.png").unlink()
    logo_path("later.png").write_bytes(b"another")
    restore.restore(tmp_path / "one.zip", force=True)
    assert logo_path("x.png").read_bytes() == b"a picture"
    assert not logo_path("later.png").exists()


def test_everybody_is_logged_out_by_a_restore(world: World, client: Client, tmp_path: Path) -> None:
    backup.back_up(tmp_path / "one.zip")
    client.force_login(world.cast.board.user)
    assert Session.objects.exists()
    restore.restore(tmp_path / "one.zip", force=True)
    assert not Session.objects.exists()


def test_sessions_and_the_secret_key_are_not_in_it(world: World, client: Client, tmp_path: Path) -> None:
    client.force_login(world.cast.board.user)
    key = Session.objects.get().session_key
    backup.back_up(tmp_path / "one.zip")
    everything = b"".join(contents(tmp_path / "one.zip").values())
    assert key.encode() not in everything
    assert b"only-for-tests" not in everything
    assert not any("session" in name or "secret" in name for name in contents(tmp_path / "one.zip"))


def test_it_sees_one_moment_whatever_others_write_meanwhile(world: World) -> None:
    with backup.snapshot():
        before = Person.objects.count()
        _written_by_another_connection()
        assert Person.objects.count() == before
    assert Person.objects.count() == before + 1


def _written_by_another_connection() -> None:
    import threading

    def write() -> None:
        make_person("Meanwhile")
        connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive(), "the backup held the writer up"


def test_only_its_owner_can_read_the_file(world: World, tmp_path: Path) -> None:
    backup.back_up(tmp_path / "one.zip")
    assert (tmp_path / "one.zip").stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_leaves_the_old_file_and_no_rest(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.zip").write_bytes(b"the old one")

    def fail(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write_file", fail)
    with pytest.raises(OSError, match="No space"):
        backup.back_up(tmp_path / "one.zip")
    assert (tmp_path / "one.zip").read_bytes() == b"the old one"
    assert sorted(os.listdir(tmp_path)) == ["files", "one.zip"]


def test_a_place_that_cannot_be_written_to_is_told(world: World, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="name a file"):
        backup.back_up(tmp_path / "nowhere" / "one.zip")


def test_an_empty_installation_is_restored_into_without_force(world: World, tmp_path: Path) -> None:
    title, count = world.project.title, Change.objects.count()
    backup.back_up(tmp_path / "one.zip")
    with transaction.atomic(), connection.cursor() as cursor:
        for model in archive.tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    restore.restore(tmp_path / "one.zip", force=False)
    assert Project.objects.filter(title=title).exists()
    assert Change.objects.count() == count
