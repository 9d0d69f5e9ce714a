"""Serving the site with granian, and a worker beside it when asked for. Nothing here loads Django."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from fyrtaarn.entrance.refusal import Refused

COMMAND = [sys.executable, "-m", "fyrtaarn.entrance.cli"]
# A thread holds a database connection. More threads than this wait for SQLite's one writer, not for work.
THREADS = 8
SECONDS_TO_STOP = 20


def ensure_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port with PORT= or --port."
            ) from error


def serve(*, host: str, port: int, workers: int, with_worker: bool) -> int:
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    ensure_free(host, port)
    _ensure_made()
    # A fork would copy the state of the thread that watches the worker.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "fyrtaarn.entrance.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        websockets=False,
        workers_kill_timeout=SECONDS_TO_STOP,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    beside = Beside() if with_worker else None
    server.on_startup(lambda: print(f"Serving on http://{_shown(host)}:{port} – stop with Ctrl+C.", flush=True))
    if beside is not None:
        server.on_startup(beside.start)
        server.on_shutdown(beside.stop)
    server.serve()
    return 0


def replace_process(host: str, port: int) -> None:
    """Become the server: what this process has loaded for its work so far is not carried along."""
    sys.stdout.flush()
    arguments = ["serve", "--with-worker", "--host", host, "--port", str(port)]
    os.execv(sys.executable, [*COMMAND, *arguments])  # noqa: S606  # our own command


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ensure_made() -> None:
    """The first mistake of a new installation, told before the first page fails."""
    data = Path(os.environ.get("FYRTAARN_DATA", "var/data"))
    if not os.environ.get("DATABASE_URL") and not (data / "fyrtaarn.sqlite3").exists():
        raise Refused(f"There is no database in {data} yet. Make it with: fyrtaarn migrate")


class Beside:
    """A worker process that lives and dies with the server, and is started again should it fall."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_alive, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _keep_alive(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            began = time.monotonic()
            self._process = subprocess.Popen(  # noqa: S603  # our own command
                [*COMMAND, "worker", "--beside", str(os.getpid())], stdout=subprocess.DEVNULL
            )
            self._process.wait()
            pause = min(pause * 2, 60) if time.monotonic() - began < 60 else 1.0
            self._stopping.wait(pause)

    def stop(self) -> None:
        self._stopping.set()
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
