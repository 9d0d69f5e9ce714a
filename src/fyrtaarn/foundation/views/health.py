"""Whether the process lives and whether it can work."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Database reached and migrated; 503 otherwise."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database: no\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse(f"migrations waiting: {len(waiting)}\n", status=503, content_type="text/plain")
    return HttpResponse("database: ok\nmigrations: ok\n", content_type="text/plain")
