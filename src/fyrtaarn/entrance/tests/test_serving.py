"""A whole installation made, served and stopped by the command; its backup restored into this test's database."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import LazySettings

from fyrtaarn.accounts.models import User
from fyrtaarn.entrance import restore, setting_up
from fyrtaarn.organisation.access import Viewer

SOURCE = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FYRTAARN", "DJANGO", "DATABASE_URL"))}
    place = tmp_path_factory.mktemp("installation")
    environment = kept | {
        "PYTHONPATH": str(SOURCE), "FYRTAARN_DATA": str(place), "FYRTAARN_PASSWORD": "a-long-enough-one",
    }  # fmt: skip
    for arguments in (["migrate"], ["administrator", "ib@example.test"], ["backup", str(place / "backup.zip")]):
        subprocess.run([sys.executable, "-m", "fyrtaarn.entrance.cli", *arguments], check=True, env=environment)
    return environment


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def fetched(address: str) -> str:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    return [child for child, parent in pairs if parent == pid]


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of processes")
def test_it_serves_with_a_worker_beside_and_stops_without_a_rest(installation: dict[str, str]) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "fyrtaarn.entrance.cli", "serve", "--port", str(port), "--with-worker"],
        env=installation, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert fetched(f"http://127.0.0.1:{port}/healthz") == "ok\n"
        assert "migrations: ok" in fetched(f"http://127.0.0.1:{port}/readyz")
        children = children_of(server.pid)
        assert len(children) >= 2
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=40) == 0
    finally:
        server.kill()
        server.wait()
    deadline = time.monotonic() + 10
    while any(map(lives, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in children if lives(pid)]


@pytest.mark.django_db(transaction=True)
def test_a_backup_made_elsewhere_is_restored_here_on_whatever_database_this_is(
    installation: dict[str, str], monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    if not setting_up.known_migrations():
        # Tests that skip the migrations have the same tables and no record of how they came.
        monkeypatch.setattr(setting_up, "make_tables", lambda: 0)
        settings.MIGRATION_MODULES = {}
    told = restore.restore(Path(installation["FYRTAARN_DATA"]) / "backup.zip", force=True)
    assert "Everybody has to log in again" in told
    user = User.objects.get()
    assert Viewer(user).is_administrator
    assert user.email == "ib@example.test"
