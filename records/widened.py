"""The statement that asks which rows reach a user beside owner and department, written once for each user and way.

To put half a dozen querysets together costs more than to run them, and from request to request nothing in them differs
but the moment. So the statement is written at a moment that never was, kept, and run with that of now.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Value

from accounts import access
from core import clock

from .sources import ReachSource

Asked = tuple[ReachSource, str]
Wanted = tuple[type[models.Model], list[Asked]]
MOMENT = datetime(1907, 3, 5, 7, 11, 13, 171923, tzinfo=UTC)
YEAR = f"{MOMENT.year}-"
MOST_KEPT = 1000


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters, and where among them the moment or its day stands."""

    sql: str = ""
    params: tuple[Any, ...] = ()
    moments: tuple[tuple[int, int], ...] = ()

    def now(self) -> list[Any]:
        """The parameters, with this moment."""
        params, present = list(self.params), _present()
        for place, which in self.moments:
            params[place] = present[which]
        return params


_kept: dict[Any, Statement] = {}


def by_way(model: Any, asked: list[Asked]) -> dict[str, list[Asked]]:
    """The sources by the path that leads from the rows to what they name: `customer__`, or nothing for the rows."""
    ways: dict[str, list[Asked]] = {}
    for source, word in asked:
        ways.setdefault(f"{source.through}__" if source.through else "", []).append((source, word))
    return ways


def target(model: Any, way: str) -> Any:
    return model._meta.get_field(way.removesuffix("__")).related_model if way else model


def ids(user: Any, wanted: list[Wanted], most: int) -> list[list[tuple[int, int]]]:
    """For each model and its sources (place among the sources, id) of the widened rows, at most so many; all by one
    statement."""
    found: list[list[tuple[int, int]]] = [[] for _wanted in wanted]
    statements = [
        (number, statement)
        for number, (model, asked) in enumerate(wanted)
        if (statement := _statement(user, model, asked, most)).sql
    ]
    if statements:
        sql = " UNION ALL ".join(
            f"SELECT {number} AS number, w{number}.* FROM ({statement.sql}) AS w{number}"  # noqa: S608  (the ORM's)
            for number, statement in statements
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for _number, statement in statements for value in statement.now()])
            for number, place, pk in cursor.fetchall():
                found[number].append((place, pk))
    return found


def _statement(user: Any, model: type[models.Model], asked: list[Asked], most: int) -> Statement:
    key = (
        ContentType.objects.get_for_model(model).pk,
        user.pk,
        tuple((source.rows, word) for source, word in asked),
        tuple(access.department_chain(user)),
        frozenset(access.grants_of(user).items()),
        most,
    )
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        with clock.at(MOMENT):
            _kept[key] = _written(user, asked, most)
    return _kept[key]


def _written(user: Any, asked: list[Asked], most: int) -> Statement:
    parts = []
    for place, (source, word) in enumerate(asked):
        if (granted := source.rows(user, word)) is not None:
            (column,) = granted.query.values_select
            tagged = granted.order_by().annotate(place=Value(place, output_field=models.IntegerField()))
            parts.append(tagged.values_list("place", column))
    if not parts:
        return Statement()
    try:
        sql, params = parts[0].union(*parts[1:])[:most].query.sql_with_params()
    except EmptyResultSet:
        return Statement()
    then = _present()
    moments = tuple((place, then.index(value)) for place, value in enumerate(params) if value in then)
    # As text a day begins with its year; numbers and paths may well contain those four digits.
    others = [v for v in params if not isinstance(v, int) and str(v).startswith(YEAR) and v not in then]
    if others:
        raise ValueError(f"{others}: a source compares with the moment or with today, never with another day")
    return Statement(sql, tuple(params), moments)


def _present() -> list[Any]:
    """The moment and the day, as the database takes them."""
    ops = connection.ops
    return [ops.adapt_datetimefield_value(clock.now()), ops.adapt_datefield_value(clock.today())]
