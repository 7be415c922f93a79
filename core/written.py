"""Statements written once and asked again with other numbers.

To put a queryset together and write it down as SQL costs several times what the database takes to answer it, and from
request to request nothing in it differs but which rows are meant, and the moment. So it is written once for each shape,
kept, and asked again with the ids of the day: IDS stands for those that a `…__named` lookup names, HERE for the one
record that a statement is about, TEXTS for what is looked for.

A statement is kept under all that it was made of: `build`, `shape`, and what `BESIDE` names (settings, custom fields, the
day, the language …). What reads the database while it is put together, or differs from moment to moment otherwise than
by the moment itself, is answered as any queryset is, and not kept.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, prefetch_related_objects
from django.db.models.sql.where import WhereNode
from django.utils.translation import get_language

from . import clock, operation, prepared, stamps
from .named_ids import IDS, named_in
from .row_ids import LARGEST

Build = Callable[..., Any]

SQL = tuple[str, tuple[Any, ...]]
MOST_KEPT = 3000
HERE = 7_302_906_517_418_830_529  # no row has such a number
TEXTS = ("\ue000", "\ue001")  # signs that nobody types
# What any statement may depend on beside its shape; apps add what they keep in the process.
BESIDE: list[Callable[[], Hashable]] = [
    lambda: stamps.current(stamps.CUSTOM_FIELDS),
    clock.today,
    get_language,
]
_kept = stamps.Kept(stamps.SETTINGS, most=MOST_KEPT)


def rows(build: Build, *shape: Hashable, ids: Iterable[int]) -> list[Any]:
    """The rows of the queryset `build([IDS], *shape)`; nothing is asked where there are no ids.

    `build` is a plain function of its module, so that it sees nothing but what it is given.
    """
    require_plain(build)
    named = possible(ids)
    return found((build, shape), lambda: build([IDS], *shape), ids=named) if named else []


def found(
    key: Hashable,
    build: Callable[[], Any],
    *,
    ids: Sequence[int] = (),
    pk: int = 0,
    texts: Sequence[str] = (),
    known: dict[Any, Any] | None = None,
) -> list[Any]:
    """The rows that `build` asks for by a queryset, or by SQL and its parameters; the statement is kept under `key`.

    While it is put together the request remembers only what is `known`, and that must stand in the key.
    """
    whole = key, *(beside() for beside in BESIDE)
    written: Written | None = _kept.known(whole)
    if written is None:
        with operation.remembering(known or {}), _watching() as read:
            written, moments = _write_twice(build)
        if moments is not None and not read:
            written = replace(written, moments=moments, is_prepared=written.can_be_prepared)
            _kept.keep(whole, written)
    return written.ask(ids, pk, texts)


def asked(statement: SQL) -> list[Any]:
    """The rows of a statement that nobody keeps."""
    return Written(*statement).ask()


def possible(ids: Iterable[int]) -> list[int]:
    """Those of them that a row may have: an address holds any number."""
    return [pk for pk in ids if pk <= LARGEST]


def require_plain(build: Build) -> None:
    if build.__closure__:
        raise TypeError(f"{build}: what it closes over would be missing in the key")


def here(model: type[Model]) -> Any:
    """The record that a statement is about, of which nothing is known but that its key is HERE."""
    return model.from_db(None, [model._meta.pk.attname], [HERE])  # type: ignore[union-attr]


@dataclass(frozen=True)
class Written:
    """SQL with its parameters, those places among them where the present moment stands, and the queryset that reads its
    answer, if it was one; without SQL no row can ever be meant."""

    sql: str
    params: tuple[Any, ...]
    rows: Any = None
    compiler: Any = None
    converters: Any = None
    moments: frozenset[int] = frozenset()
    is_prepared: bool = False

    def ask(self, ids: Sequence[int] = (), pk: int = 0, texts: Sequence[str] = ()) -> list[Any]:
        if not self.sql:
            return []
        statement = self._filled(ids, pk, texts)
        if self.rows is None:
            with (prepared.CONNECTION if self.is_prepared else connection).cursor() as cursor:
                cursor.execute(*statement)
                return cursor.fetchall()  # type: ignore[no-any-return]
        queryset = _copy_of(self.rows)
        queryset._query = prepared.Asked(self._bound(statement))
        answer = list(queryset._iterable_class(queryset))
        if self.rows._prefetch_related_lookups:
            prefetch_related_objects(answer, *self.rows._prefetch_related_lookups)
        return answer

    @property
    def can_be_prepared(self) -> bool:
        """Where it is always the same text about a few rows. What goes through many is planned each time: whose rows they
        are has to be known then, as a list of departments that comes apart is gone through for every row."""
        is_stable = not any(str(place) in self.sql for place in (IDS, HERE))
        is_about_few = self.rows is None or any(value in ([IDS], HERE, *TEXTS) for value in self.params)
        return is_stable and is_about_few and prepared.is_possible(self.sql, self.params)

    def _filled(self, ids: Sequence[int], pk: int, texts: Sequence[str]) -> SQL:
        sql, params = self.sql, list(self.params)
        if ids:
            listed = named_in(ids)
            sql = sql.replace(str(IDS), listed)
            # As one text: of a list the driver asks the type of each number.
            params = [f"{{{listed}}}" if value == [IDS] else value for value in params]
        if pk:
            sql = sql.replace(str(HERE), str(int(pk)))
            params = [pk if value == HERE else value for value in params]
        for place, text in enumerate(texts):
            params = [text if value == TEXTS[place] else value for value in params]
        if self.moments:
            now = _moment()
            for place in self.moments:
                params[place] = now
        return sql, tuple(params)

    def _bound(self, statement: SQL) -> Any:
        """The compiler on this thread's connection, with the statement it need not write again."""
        compiler = copy(self.compiler)
        compiler.connection = prepared.CONNECTION if self.is_prepared else connection
        compiler.as_sql = lambda *_args, **_options: statement
        compiler.get_converters = lambda _expressions: self.converters
        return compiler


def _copy_of(queryset: Any) -> Any:
    """`copy` would fetch its rows first."""
    other = object.__new__(type(queryset))
    other.__dict__.update(queryset.__dict__)
    return other


def _write_twice(build: Callable[[], Any]) -> tuple[Written, frozenset[int] | None]:
    """The statement, and the places where it holds the moment; None where another moment makes another statement."""
    with clock.at(clock.now()):
        written, first = _write(build), _moment()
    with clock.at(clock.now() + timedelta(microseconds=1)):
        again, second = _write(build), _moment()
    if written.sql != again.sql or len(written.params) != len(again.params):
        return written, None
    pairs = list(zip(written.params, again.params, strict=True))
    moments = frozenset(place for place, (one, other) in enumerate(pairs) if one != other)
    is_sure = all(pairs[place] == (first, second) for place in moments)
    return written, moments if is_sure else None


def _moment() -> Any:
    return connection.ops.adapt_datetimefield_value(clock.now())


def _write(build: Callable[[], Any]) -> Written:
    made = build()
    if isinstance(made, tuple):
        sql, params = made
        return Written(sql, tuple(params))
    made = made.all()
    compiler = made.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return Written("", ())
    columns = [column for column, *_sql in compiler.select[: compiler.col_count]]
    query = compiler.query  # from here on it only says what the columns of the answer are
    query.where, query.combined_queries, query.order_by, query.alias_map = WhereNode(), (), (), {}
    compiler.quote_cache = {}
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
