"""What it costs to take a whole installation out as a workbook and to bring it into an empty one.

    python -m benchmarks.workbook

``FYRTAARN_DATA`` names the installation that ``benchmarks.grow`` has filled (SQLite). Each step is the command of
the house in a process of its own. While the import runs, a neighbour reads and asks for the write lock of the same
database all the time: the longest wait is how long somebody at a screen would have waited to save.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.house import DATA, TODAY

COMMAND = [sys.executable, "-c", "import sys; from fyrtaarn.entrance.cli import main; sys.exit(main())"]


@dataclass
class Waits:
    """Of the neighbour, in seconds."""

    reading: float = 0
    writing: float = 0


def main() -> None:
    source = os.environ.get("FYRTAARN_DATA", DATA)
    print("| step | seconds | of processor | MB at most |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="fyrtaarn-benchmark-") as folder:
        book, target = str(Path(folder) / "alt.xlsx"), str(Path(folder) / "data")
        run("export", source, "export", book)
        run("migrate", target, "migrate")
        with neighbour(Path(target) / "fyrtaarn.sqlite3") as waits:
            run("import into an empty installation", target, "import", book)
        run("import again, nothing new", target, "import", book)
        print(f"\nThe workbook has {Path(book).stat().st_size / 1e6:.0f} MB.", end=" ")
    print(
        f"During the import a neighbour waited {waits.reading:.1f} s at most to read, {waits.writing:.1f} s to write."
    )


def run(name: str, data: str, *arguments: str) -> None:
    settings = {"FYRTAARN_DATA": data, "FYRTAARN_TODAY": os.environ.get("FYRTAARN_TODAY", TODAY)}
    began = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *arguments], env=os.environ | settings, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{name} failed")
    seconds = time.perf_counter() - began
    print(f"| {name} | {seconds:.1f} | {used.ru_utime + used.ru_stime:.1f} | {used.ru_maxrss / 1024:.0f} |", flush=True)


@contextmanager
def neighbour(database: Path) -> Iterator[Waits]:
    waits, stop = Waits(), threading.Event()
    thread = threading.Thread(target=_use, args=(database, waits, stop))
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


def _use(database: Path, waits: Waits, stop: threading.Event) -> None:
    connection = sqlite3.connect(database, timeout=300, isolation_level=None)
    while not stop.wait(0.2):
        began = time.perf_counter()
        connection.execute("SELECT COUNT(*) FROM portfolio_project").fetchone()
        read = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        waits.reading = max(waits.reading, read - began)
        waits.writing = max(waits.writing, time.perf_counter() - read)
    connection.close()


if __name__ == "__main__":
    main()
