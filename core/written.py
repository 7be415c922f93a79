"""Statements written once and asked again with other numbers.

To put a queryset together and write it down as SQL costs several times what the database takes to answer it, and from
request to request nothing in it differs but which rows are meant. So it is written once for each shape, kept, and asked
again with the ids of the day.

A statement is kept under all that it was made of: `build`, `shape`, and what `BESIDE` names (settings, custom fields, the
day, the language …). Whatever reads the database while it is put together, or differs from one moment to the next, is
answered as any queryset is, and not kept.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from . import clock, operation, stamps
from .named_ids import PLACE, named_in

Build = Callable[..., Any]
SQL = tuple[str, tuple[Any, ...]]
MOST_KEPT = 3000
# What any statement may depend on beside its shape; apps add what they keep in the process.
BESIDE: list[Callable[[], Hashable]] = [
    lambda: stamps.current(stamps.CUSTOM_FIELDS),
    clock.today,
    get_language,
]
_kept = stamps.Kept(stamps.SETTINGS, most=MOST_KEPT)


def rows(build: Build, *shape: Hashable, ids: Iterable[int]) -> list[Any]:
    """The rows of the queryset `build(PLACE, *shape)`, with `ids` in place of PLACE, which it gives to one or more
    `…__named` lookups; nothing is asked where there are none.

    `build` is a plain function of its module, so that it sees nothing but what it is given.
    """
    named = list(ids)
    return found((build, shape), lambda: build([PLACE], *shape), named) if named else []


def found(
    key: Hashable, build: Callable[[], Any], ids: list[int] | None = None, known: dict[Any, Any] | None = None
) -> list[Any]:
    """The rows that `build` asks for by a queryset, or by SQL and its parameters; the statement is kept under `key`.

    While it is put together the request remembers only what is `known`, and that must stand in the key.
    """
    whole = key, *(beside() for beside in BESIDE)
    written = _kept.known(whole)
    if written is None:
        with operation.remembering(known or {}), _watching() as read:
            written = _write(build)
            with clock.at(clock.now() + timedelta(microseconds=1)):
                again = _write(build)
        if not read and (written.sql, written.params) == (again.sql, again.params):
            _kept.keep(whole, written)
    return written.ask(ids)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Written:
    """SQL in which PLACE stands for the ids, and the queryset that reads its answer, if it was one; without SQL no row
    can ever be meant."""

    sql: str
    params: tuple[Any, ...]
    rows: Any = None
    compiler: Any = None
    converters: Any = None

    def ask(self, ids: list[int] | None) -> list[Any]:
        if not self.sql:
            return []
        statement = self._filled(ids) if ids else (self.sql, self.params)
        if self.rows is None:
            with connection.cursor() as cursor:
                cursor.execute(*statement)
                return cursor.fetchall()  # type: ignore[no-any-return]
        queryset = _copy_of(self.rows)
        queryset._query = _Asked(self._bound(statement))
        answer = list(queryset._iterable_class(queryset))
        if self.rows._prefetch_related_lookups:
            prefetch_related_objects(answer, *self.rows._prefetch_related_lookups)
        return answer

    def _filled(self, ids: list[int]) -> SQL:
        """With the ids where they are named, and the one id where a row of that number is meant."""
        place, (one, *_others) = str(PLACE), ids
        params = tuple(
            one
            if value == PLACE
            else value.replace(place, str(one))
            if isinstance(value, str) and place in value
            else value
            for value in self.params
        )
        return self.sql.replace(place, named_in(ids)), params

    def _bound(self, statement: SQL) -> Any:
        """The compiler on this thread's connection, with the statement it need not write again."""
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_options: statement
        compiler.get_converters = lambda _expressions: self.converters
        return compiler


class _Asked:
    """Stands where a queryset has its query, and knows the compiler that has written it."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def get_compiler(self, *_args: Any, **_options: Any) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiler.query, name)


def _copy_of(queryset: Any) -> Any:
    """`copy` would fetch its rows first."""
    other = type(queryset).__new__(type(queryset))
    other.__dict__.update(queryset.__dict__)
    return other


def _write(build: Callable[[], Any]) -> Written:
    made = build()
    if isinstance(made, tuple):
        sql, params = made
        return Written(sql, tuple(params))
    compiler = made.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return Written("", ())
    columns = [column for column, *_sql in compiler.select[: compiler.col_count]]
    return Written(sql, tuple(params), made, compiler, compiler.get_converters(columns))


@contextmanager
def _watching() -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    seen: list[str] = []

    def note(execute: Any, sql: Any, *others: Any) -> Any:
        seen.append(sql)
        return execute(sql, *others)

    with connection.execute_wrapper(note):
        yield seen
