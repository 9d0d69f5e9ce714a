"""The doctor says what is wrong and what to do about it."""

import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection

from fyrtaarn.entrance import cli, doctor, setting_up
from fyrtaarn.foundation import clock
from fyrtaarn.foundation.models import Installation, Job, Worker
from tests.cast import Cast, saved

pytestmark = pytest.mark.django_db


def found(name: str) -> doctor.Finding:
    return dict(doctor.examine())[name]


@pytest.fixture
def _well(cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation with everything in order."""
    setting_up.migrate()
    settings.FYRTAARN_TODAY = None
    settings.FYRTAARN_DATA = tmp_path
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.LOCALE_PATHS = [tmp_path]
    (tmp_path / "da" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "da" / "LC_MESSAGES" / "django.mo").write_bytes(b"")
    monkeypatch.setattr(doctor.finders, "find", lambda name: "/somewhere/" + name)
    Worker.objects.create(name="w", host="another-host", pid=1)


@pytest.mark.usefixtures("_well")
class TestAnInstallation:
    def test_that_is_well(self, capsys: pytest.CaptureFixture[str]) -> None:
        wrong = [(n, f.text) for n, f in doctor.examine() if not f.ok]
        assert not wrong
        assert cli.main(["doctor"]) == 0
        assert "Everything is as it should be." in capsys.readouterr().out

    def test_without_a_worker(self, capsys: pytest.CaptureFixture[str]) -> None:
        Worker.objects.update(seen_at=clock.now() - timedelta(hours=1))
        assert not found("Worker").ok
        assert cli.main(["doctor"]) == 1
        assert "WRONG  Worker" in capsys.readouterr().out

    def test_with_a_job_that_nobody_takes(self) -> None:
        Job.objects.create(kind="x", title="Import of projects", created_at=clock.now() - timedelta(hours=1))
        assert "Import of projects" in found("Waiting jobs").text

    def test_whose_mail_goes_nowhere(self, settings: LazySettings) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        assert "FYRTAARN_SMTP_HOST" in found("Mail").text
        saved(Installation(is_demo=True))
        assert found("Mail").ok

    def test_whose_mail_server_does_not_answer(self, settings: LazySettings) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        assert "does not answer" in found("Mail").text

    def test_whose_styles_have_not_been_built(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor.finders, "find", lambda name: None)
        assert not found("Styles and scripts").ok

    def test_whose_disk_is_nearly_full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 9, 1))
        assert not found("Disk space").ok

    def test_whose_clock_stands_still(self, settings: LazySettings) -> None:
        settings.FYRTAARN_TODAY = clock.today()
        assert not found("Today").ok
        settings.FYRTAARN_DEMO = True
        assert found("Today").ok

    def test_that_shows_its_inside(self, settings: LazySettings) -> None:
        settings.DEBUG = True
        assert not found("Safety").ok

    def test_with_a_public_name_and_no_https(self, settings: LazySettings) -> None:
        settings.ALLOWED_HOSTS = ["fyrtaarn.example.test"]
        assert not found("Safety").ok
        settings.HTTPS = True
        assert found("Safety").ok

    def test_with_a_database_behind_the_code(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(setting_up, "waiting_migrations", lambda: ["a.0002_b"])
        assert "fyrtaarn migrate" in found("Migrations").text
        assert "Worker" not in dict(doctor.examine())

    def test_whose_database_is_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def away(*_arguments: Any) -> Any:
            raise DatabaseError("connection refused")

        monkeypatch.setattr(connection, "cursor", away)
        names = dict(doctor.examine())
        assert "connection refused" in names["Database"].text
        assert "Migrations" not in names


def test_nobody_who_could_open_accounts() -> None:
    setting_up.migrate()
    assert "fyrtaarn administrator" in found("Administrators").text


def test_a_data_folder_that_cannot_be_written_to(settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.FYRTAARN_DATA = tmp_path / "file" / "below"
    assert not found("Data folder").ok
