"""Statements that the database plans once for each connection, instead of with every page.

Where a statement asks many tables or columns a little, to read and plan it takes PostgreSQL longer than to answer it.
What is kept (`core/written.py`), stays the same text and is about a few rows is therefore sent with its parameters apart
(`$1`), and prepared after some times. A search, whose words the planner has to see, only where its hits are gathered
behind a fence: there is one way to do that. `prepare_threshold=` in `DATABASE_URL` turns it off, for poolers that change
the connection under a session.
"""

from functools import cache
from typing import Any

from django.db import connection


class Preparing:
    """Django's connection of this thread, whose cursors send parameters apart."""

    def cursor(self) -> Any:
        ours: Any = connection
        ours.ensure_connection()
        # As `connection.cursor()` goes on: counted and watched like every other.
        return ours._prepare_cursor(_binding(ours.connection))

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)


CONNECTION = Preparing()


class Asked:
    """Stands where a queryset has its query, and knows the compiler that writes it, or has written it."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def get_compiler(self, *_args: Any, **_options: Any) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiler.query, name)


def rows(queryset: Any) -> list[Any]:
    """The rows of a queryset whose statement is always the same text about a few rows; it is put together each time."""
    if not is_on():
        return list(queryset)
    compiler = queryset.query.get_compiler(connection=connection)
    compiler.connection = CONNECTION
    asked = queryset.all()
    asked._query = Asked(compiler)
    return list(asked)


def cursor() -> Any:
    """For a statement that is always the same text."""
    return CONNECTION.cursor() if is_on() else connection.cursor()


def is_on() -> bool:
    if connection.vendor != "postgresql":
        return False
    connection.ensure_connection()
    bare: Any = connection.connection
    return bare.prepare_threshold is not None


def is_possible(sql: str, params: Any) -> bool:
    """Whether the database can tell what each parameter is, which it sees only in its place now."""
    if not is_on():
        return False
    from psycopg import Error

    bare: Any = connection.connection
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
    cursor = kind(bare)
    cursor.adapters.register_dumper(int, _whole())
    return cursor


@cache
def _whole() -> Any:
    """Whole numbers have the type that they would have in the text of the statement: psycopg makes small ones
    `smallint`, with which PostgreSQL reckons no further than 32,767."""
    from psycopg.adapt import Dumper
    from psycopg.types.numeric import Int4Dumper, Int8Dumper, IntNumericDumper

    class Whole(Dumper):
        def get_key(self, obj: int, format: Any) -> Any:
            size = obj.bit_length()
            return Int4Dumper if size < 32 else Int8Dumper if size < 64 else IntNumericDumper

        def upgrade(self, obj: int, format: Any) -> Any:
            return self.get_key(obj, format)(int)

        def dump(self, obj: int) -> bytes:
            return str(obj).encode()

    return Whole
