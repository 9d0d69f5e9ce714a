"""Asks the house for pages inside this process, and says what each cost."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

from fyrtaarn.accounts.models import User


class Place:
    """A database, with its own connection kept open as in a serving process."""

    def __init__(self, name: str) -> None:
        facts = connection.settings_dict | {"NAME": name, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
        self.connection = type(connections["default"])(facts, "default")
        self.cookies: dict[str, str] = {}

    def __enter__(self) -> "Place":
        connections["default"] = self.connection
        return self

    def __exit__(self, *_error: object) -> None:
        """The next place takes over by itself."""

    def cookie(self, email: str) -> str:
        """A session of somebody who has logged in."""
        if email not in self.cookies:
            user = User.objects.get(email=email)
            session = SessionStore()
            session["_auth_user_id"] = str(user.pk)
            session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[-1]
            session["_auth_user_hash"] = user.get_session_auth_hash()
            session.create()
            self.cookies[email] = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
        return self.cookies[email]


@dataclass
class Cost:
    """What one page cost, each time it was asked for."""

    seconds: list[float] = field(default_factory=list)
    queries: int = 0
    database: float = 0
    size: int = 0

    @property
    def ms(self) -> float:
        return statistics.median(self.seconds) * 1000


class Asker:
    def __init__(self) -> None:
        self._application = get_wsgi_application()
        # An embedded database works inside this process: its time is the process's own, whoever else is at work here.
        embedded = connection.vendor == "sqlite"
        self._clock: Callable[[], float] = time.process_time if embedded else time.perf_counter

    def get(self, url: str, cookie: str) -> bytes:
        parts, seen = urlsplit(url), list[str]()

        def start(status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
            seen.append(status)
            return lambda written: None

        environ: dict[str, Any] = {"PATH_INFO": parts.path, "QUERY_STRING": parts.query, "HTTP_COOKIE": cookie}
        environ |= {"HTTP_HOST": "127.0.0.1", "HTTP_ACCEPT_LANGUAGE": "da", "REMOTE_ADDR": "127.0.0.1"}
        setup_testing_defaults(environ)
        response = self._application(environ, start)
        try:
            answer = b"".join(response)
        finally:
            response.close()
        if not seen[0].startswith("200"):
            raise RuntimeError(f"{url}: {seen[0]}")
        return answer

    def time(self, url: str, cookie: str, cost: Cost) -> None:
        began = self._clock()
        self.get(url, cookie)
        cost.seconds.append(self._clock() - began)

    def look(self, url: str, cookie: str, cost: Cost) -> None:
        """Count queries and what the database takes of the time."""
        self.get(url, cookie)
        with counted(self._clock) as found:
            cost.size = len(self.get(url, cookie))
        cost.queries, cost.database = len(found), sum(found)


@contextmanager
def counted(clock: Callable[[], float]) -> Iterator[list[float]]:
    found: list[float] = []

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = clock()
        try:
            return execute(sql, params, many, context)
        finally:
            found.append(clock() - began)

    with connection.execute_wrapper(wrapper):
        yield found


def measure(
    asker: Asker, places: list[Place], pages: list[dict[str, str]], email: str, rounds: int
) -> list[dict[str, Cost]]:
    """Per place, the cost of each page. Places and pages take turns, so that a busy machine is unfair to nobody."""
    costs: list[dict[str, Cost]] = [{name: Cost() for name in urls} for urls in pages]
    for place, urls, found in zip(places, pages, costs, strict=True):
        with place:
            for name, url in urls.items():
                asker.look(url, place.cookie(email), found[name])
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for place, urls, found in zip(places, pages, costs, strict=True):
            with place:
                for name, url in urls.items():
                    asker.time(url, place.cookie(email), found[name])
    return costs
