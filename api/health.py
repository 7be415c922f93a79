"""Is the process up, and can it work? For load balancers and the start command."""

import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

_migrated = False


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 once the database answers and its tables are those of this code; a broker that is down only delays
    background work (jobs wait in the database), so it is told but fails nothing."""
    database, migrations = "down", "unknown"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = "ok"
        migrations = "ok" if _is_migrated() else "pending"
    except DatabaseError:
        pass
    is_ready = database == migrations == "ok"
    body = {
        "status": "ok" if is_ready else "unavailable",
        "database": database,
        "migrations": migrations,
        "broker": _broker(),
    }
    return JsonResponse(body, status=200 if is_ready else 503)


def _is_migrated() -> bool:
    """Asked of the database until it is true; it cannot become false while this code runs."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _broker() -> str:
    if not settings.REDIS_URL:
        return "none"
    parts = urlsplit(settings.REDIS_URL)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 6379), timeout=0.5):
            return "ok"
    except OSError:
        return "down"
