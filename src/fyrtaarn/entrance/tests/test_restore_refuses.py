"""What is wrong with a backup is said in words, and nothing is changed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from fyrtaarn.entrance import archive, backup, restore
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.foundation.models import Change
from fyrtaarn.organisation.models import Person
from tests.cast import make_person

pytestmark = pytest.mark.django_db(transaction=True)

Members = dict[str, bytes]


@pytest.fixture
def good(settings: LazySettings, tmp_path: Path) -> Path:
    """A backup of one person, made before somebody else came."""
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files" / "logo").mkdir(parents=True)
    (tmp_path / "files" / "logo" / "x.png").write_bytes(b"a picture")
    make_person("Karen Holm")
    backup.back_up(tmp_path / "good.zip")
    return tmp_path / "good.zip"


@pytest.fixture(autouse=True)
def _nothing_changes(good: Path) -> Any:
    """Whatever a test brings: the database and the files are as they were."""
    make_person("Came later")
    before = list(Person.objects.order_by("pk").values()), Change.objects.count(), stored(good)
    yield
    assert (list(Person.objects.order_by("pk").values()), Change.objects.count(), stored(good)) == before


def stored(good: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in (good.parent / "files").rglob("*") if p.is_file()}


def altered(good: Path, change: Callable[[dict[str, Any], Members], None], *, honest: bool = True) -> Path:
    """The backup with something changed; honest: the checksums are made to fit again."""
    with zipfile.ZipFile(good) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(members.pop(archive.MANIFEST))
    change(manifest, members)
    if honest:
        manifest["members"] = {name: hashlib.sha256(found).hexdigest() for name, found in members.items()}
    path = good.with_name("altered.zip")
    with zipfile.ZipFile(path, "w") as packed:
        for name, found in members.items():
            packed.writestr(name, found)
        packed.writestr(archive.MANIFEST, json.dumps(manifest))
    return path


def refused(path: Path, words: str, *, force: bool = True) -> None:
    with pytest.raises(Refused, match=words):
        restore.restore(path, force=force)


PEOPLE = "tables/organisation.person.jsonl"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_one_that_is_cut_off(good: Path, share: float) -> None:
    whole = good.read_bytes()
    good.write_bytes(whole[: int(len(whole) * share)])
    refused(good, "not a whole backup")


def test_one_that_is_not_there(good: Path) -> None:
    refused(good.with_name("nothing.zip"), "There is no file")


def test_something_else_altogether(good: Path) -> None:
    good.write_bytes(b"%PDF-1.4 not a backup at all")
    refused(good, "not a whole backup")


def test_a_zip_file_of_something_else(good: Path) -> None:
    with zipfile.ZipFile(good, "w") as packed:
        packed.writestr("holiday.txt", "sun")
    refused(good, "not a backup made by Fyrtårn")


def test_one_with_a_flipped_bit(good: Path) -> None:
    with zipfile.ZipFile(good) as packed:
        member = packed.getinfo(PEOPLE)
    found = bytearray(good.read_bytes())
    # Past the member's own header, in the middle of its rows.
    found[member.header_offset + 30 + len(PEOPLE) + 20 + member.compress_size // 2] ^= 0x10
    good.write_bytes(found)
    refused(good, "damaged|altered")


def test_no_damage_makes_it_fall_over(good: Path) -> None:
    whole = good.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        found = bytearray(whole)
        found[place] ^= 0xFF
        good.write_bytes(found)
        with suppress(Refused):  # a date in zip's directory may change without harm
            restore.check(good)


def test_one_with_a_changed_row(good: Path) -> None:
    def change(manifest: dict[str, Any], members: Members) -> None:
        members[PEOPLE] = members[PEOPLE].replace(b"Karen", b"Kathy")

    refused(altered(good, change, honest=False), "has been altered")


def test_one_with_a_member_too_many(good: Path) -> None:
    refused(altered(good, lambda manifest, members: members.update(more=b"x"), honest=False), "has been altered")


def test_one_with_a_table_taken_out(good: Path) -> None:
    refused(altered(good, lambda manifest, members: members.pop(PEOPLE) and None), "a table is missing")


def test_one_from_a_newer_version(good: Path) -> None:
    def change(manifest: dict[str, Any], members: Members) -> None:
        manifest["migrations"].append("organisation.9999_from_the_future")
        manifest["version"] = "99.0"

    refused(altered(good, change), r"newer Fyrtårn \(99.0\)")


def test_one_in_a_newer_form(good: Path) -> None:
    def change(manifest: dict[str, Any], members: Members) -> None:
        manifest["format_version"] = 2

    refused(altered(good, change), "does not read")


def test_one_from_an_older_version(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = restore.setting_up.known_migrations()
    monkeypatch.setattr(restore.setting_up, "known_migrations", lambda: known | {("organisation", "9999_new_here")})
    refused(good, "older Fyrtårn")


def test_one_with_other_columns(good: Path) -> None:
    def change(manifest: dict[str, Any], members: Members) -> None:
        manifest["tables"]["organisation.person"]["columns"].append("shoe_size")

    refused(altered(good, change), "tables are not those")


def test_one_with_fewer_rows_than_it_says(good: Path) -> None:
    refused(altered(good, lambda manifest, members: members.update({PEOPLE: b""})), "another number of rows")


def test_one_with_a_row_that_is_no_row(good: Path) -> None:
    refused(altered(good, lambda manifest, members: members.update({PEOPLE: b"{broken\n"})), "does not fit together")


def test_one_with_a_row_that_points_nowhere(good: Path) -> None:
    def change(manifest: dict[str, Any], members: Members) -> None:
        name = "tables/organisation.personversion.jsonl"
        place = manifest["tables"]["organisation.personversion"]["columns"].index("change_id")
        rows = [json.loads(line) for line in members[name].splitlines()]
        for row in rows:
            row[place] = 424242
        members[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    refused(altered(good, change), "does not fit together")


@pytest.mark.parametrize(
    "name", ["files/../../outside.txt", "files//etc/passwd", "/files/x", "files", "files/..\\x", "files/c:x"]
)
def test_one_with_a_file_that_would_land_elsewhere(good: Path, name: str) -> None:
    refused(altered(good, lambda manifest, members: members.update({name: b"x"})), "not allowed")
    assert not (good.parent / "outside.txt").exists()


def test_over_work_that_is_newer_without_force(good: Path) -> None:
    person = Person.objects.get(name="Karen Holm")
    with pytest.raises(Refused) as caught:
        restore.restore(good, force=False)
    assert "1 of them are newer" in str(caught.value)
    assert "--force" in str(caught.value)
    assert person.name == "Karen Holm"


def test_checking_only_tells_what_it_is(good: Path) -> None:
    assert "The backup is whole" in restore.check(good)


def test_work_that_is_as_old_as_the_backup_is_not_replaced_without_force_either(good: Path) -> None:
    backup.back_up(good)
    with pytest.raises(Refused, match="0 of them are newer"):
        restore.restore(good, force=False)


def test_a_link_in_the_folder_for_files_leads_nowhere(good: Path) -> None:
    outside = good.parent / "outside"
    outside.mkdir()
    (good.parent / "files" / "way").symlink_to(outside)
    path = altered(good, lambda manifest, members: members.update({"files/way/x.txt": b"x"}))
    refused(path, "leads out")
    assert not (outside / "x.txt").exists()
    (good.parent / "files" / "way").unlink()
