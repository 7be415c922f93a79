"""Statements that the database plans once for each connection, instead of with every page.

Where a statement asks many tables little, to plan it takes PostgreSQL far longer than to answer it. It is then sent with its
parameters apart (`$1`), and after some times is prepared. Never searches, whose words the planner has to see, nor lists of
ids, which are other statements each time. `prepare_threshold=` in `DATABASE_URL` turns it off, for poolers that change
the connection under a session.
"""

from typing import Any

from django.db import connection


def cursor() -> Any:
    """A cursor for such statements."""
    connection.ensure_connection()
    # As `connection.cursor()` goes on: counted and watched like every other.
    ours: Any = connection
    return ours._prepare_cursor(_binding(ours.connection))


def is_possible(sql: str, params: Any) -> bool:
    """Whether the database can tell what each parameter is, which it sees only in its place now."""
    if connection.vendor != "postgresql":
        return False
    from psycopg import Error

    connection.ensure_connection()
    bare: Any = connection.connection
    if bare.prepare_threshold is None:
        return False
    with _binding(bare) as asked:
        try:
            with bare.transaction(force_rollback=True):  # a savepoint, where a transaction is under way
                asked.execute(f"EXPLAIN {sql}", params, prepare=False)
        except Error:
            return False
    return True


def _binding(bare: Any) -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor

    kind: Any = ServerBindingCursor
    return kind(bare)
