"""The command: exit codes and plain words, whatever goes wrong."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import OperationalError

from fyrtaarn.accounts.models import User
from fyrtaarn.entrance import backup, cli, setting_up
from fyrtaarn.entrance.refusal import Refused
from fyrtaarn.organisation.access import Viewer
from fyrtaarn.organisation.models import Person, Unit
from tests.cast import Cast, make_account, make_person

SOURCE = Path(__file__).resolve().parents[3]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a person types it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FYRTAARN", "DJANGO", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-m", "fyrtaarn.entrance.cli", *arguments],
        check=False, capture_output=True, text=True, timeout=120,
        env=kept | {"PYTHONPATH": str(SOURCE)} | environment,
    )  # fmt: skip


def test_help_answers_without_touching_anything(tmp_path: Path) -> None:
    answer = run("--help", FYRTAARN_DATA=str(tmp_path / "data"))
    assert answer.returncode == 0
    for command in ("demo", "serve", "worker", "migrate", "import", "export", "backup", "restore", "doctor"):
        assert f"\n    {command}" in answer.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "arguments", [(), ("dance",), ("serve", "--port", "x"), ("serve", "--port", "70000"), ("serve", "--workers", "0")]
)
def test_called_the_wrong_way_is_exit_code_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: fyrtaarn" in capsys.readouterr().err


def test_a_fault_in_the_settings_is_told_in_words(tmp_path: Path) -> None:
    answer = run("migrate", FYRTAARN_DATA=str(tmp_path), FYRTAARN_TODAY="yesterday")
    assert answer.returncode == 1
    assert "FYRTAARN_TODAY must be a date" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_data_folder_that_is_a_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    answer = run("doctor", FYRTAARN_DATA=str(tmp_path / "data"))
    assert answer.returncode == 1
    assert str(tmp_path / "data") in answer.stderr
    assert "Traceback" not in answer.stderr


def test_serving_before_there_is_a_database_says_what_to_do(tmp_path: Path) -> None:
    answer = run("serve", "--port", "58731", FYRTAARN_DATA=str(tmp_path))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "fyrtaarn migrate" in answer.stderr


def test_serving_on_a_port_in_use_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run("demo", FYRTAARN_DATA=str(tmp_path), PORT=str(taken.getsockname()[1]))
    assert answer.returncode == 1
    assert "Choose another port" in answer.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("No."), "No."),
        (ValidationError(["First.", "Second."]), "First.\nSecond."),
        (PermissionDenied(), "You may not do this."),
        (ImproperlyConfigured("bad"), "The settings are wrong: bad"),
        (FileNotFoundError(2, "No such file or directory", "x.xlsx"), "x.xlsx: No such file or directory"),
        (OperationalError("no such table: x\n"), "The database does not answer as it should: no such table: x."),
        (RuntimeError("odd"), "Something went wrong: RuntimeError: odd."),
    ],
)
def test_every_error_is_told_without_a_trace(error: Exception, words: str) -> None:
    assert cli.in_words(error).startswith(words)


def test_an_error_goes_to_stderr_with_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path) -> str:
        raise Refused("The disk is full.")

    monkeypatch.setattr(backup, "back_up", refuse)
    monkeypatch.setattr(setting_up, "require_ready", lambda: None)
    assert cli.main(["backup", "x.zip"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "fyrtaarn: The disk is full.\n")


def test_an_interruption_is_exit_code_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(setting_up, "migrate", interrupt)
    assert cli.main(["migrate"]) == 1
    assert "Stopped." in capsys.readouterr().err


@pytest.mark.django_db
class TestActingAsSomebody:
    def test_nobody_named_is_the_system(self) -> None:
        assert cli.actor(None).is_system

    def test_an_address_is_compared_without_regard_to_case(self) -> None:
        user = make_account(make_person("Karen Holm"), "karen@example.test")
        found: Viewer = cli.actor("Karen@Example.test")
        assert (found.user, found.is_system, found.source) == (user, False, "command")

    def test_an_unknown_or_closed_account_is_refused(self) -> None:
        user = make_account(make_person("Karen Holm"), "karen@example.test")
        User.objects.filter(pk=user.pk).update(is_active=False)
        for address in ("karen@example.test", "nobody@example.test"):
            with pytest.raises(Refused, match="no account"):
                cli.actor(address)


@pytest.mark.django_db
class TestTheFirstAdministrator:
    def test_gets_an_account_and_the_role_on_the_whole_organisation(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FYRTAARN_PASSWORD", "a-long-enough-one")
        setting_up.migrate()
        assert cli.main(["administrator", "Ib@example.test", "--name", "Ib Lund"]) == 0
        person = Person.objects.get(name="Ib Lund")
        assert person.account is not None
        assert person.account.check_password("a-long-enough-one")
        assert Viewer(person.account).is_administrator
        assert Unit.objects.count() == 1

    def test_is_put_on_the_unit_at_the_top_that_is_there(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FYRTAARN_PASSWORD", "a-long-enough-one")
        before = Unit.objects.count()
        setting_up.open_administrator(email="ib@example.test", name="")
        assert Unit.objects.count() == before

    @pytest.mark.parametrize(("email", "password"), [("ib@example.test", "short"), ("no address", "a-long-enough-one")])
    def test_is_refused_in_words(self, email: str, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FYRTAARN_PASSWORD", password)
        with pytest.raises(Refused):
            setting_up.open_administrator(email=email, name="")
        assert not Person.objects.exists()

    def test_without_a_terminal_the_password_must_be_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("FYRTAARN_PASSWORD", raising=False)
        with pytest.raises(Refused, match="FYRTAARN_PASSWORD"):
            setting_up.open_administrator(email="ib@example.test", name="")


@pytest.mark.django_db
def test_migrate_brings_what_every_installation_starts_with_and_changes_nothing_the_second_time() -> None:
    from fyrtaarn.foundation.models import Change
    from fyrtaarn.portfolio.models import ProjectTemplate, TemplateField
    from fyrtaarn.strategy.models import Arena

    assert cli.main(["migrate"]) == 0
    assert ProjectTemplate.objects.get().version == 1
    assert Arena.objects.count() == 8
    idea = TemplateField.objects.filter(light_from="idea")
    assert idea.count() <= 7
    assert set(idea.values_list("field", flat=True)) == set(
        TemplateField.objects.filter(full_from="idea").values_list("field", flat=True)
    )
    before = Change.objects.count()
    assert cli.main(["migrate"]) == 0
    assert Change.objects.count() == before
    assert cli.main(["migrate", "--check"]) == 0


@pytest.mark.django_db
def test_a_database_that_waits_for_migrations_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(setting_up, "waiting_migrations", lambda: ["organisation.0002_more"])
    assert cli.main(["migrate", "--check"]) == 1
    assert "organisation.0002_more" in capsys.readouterr().out
    for command in (["backup", str(tmp_path / "x.zip")], ["export", str(tmp_path / "x.xlsx")], ["worker"]):
        assert cli.main(command) == 1
        assert "fyrtaarn migrate" in capsys.readouterr().err


def test_the_demo_sets_its_own_place_and_day_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    for name in ("FYRTAARN_DATA", "FYRTAARN_TODAY", "FYRTAARN_DEMO"):
        monkeypatch.delenv(name, raising=False)

    def look() -> None:
        seen.update({k: v for k, v in os.environ.items() if k.startswith("FYRTAARN_")})
        raise Refused("Seen.")

    monkeypatch.setattr(cli, "load_django", look)
    assert cli.main(["demo", "--no-serve"]) == 1
    monkeypatch.undo()
    assert (seen["FYRTAARN_DATA"], seen["FYRTAARN_TODAY"], seen["FYRTAARN_DEMO"]) == ("var/demo", "2006-11-12", "1")
