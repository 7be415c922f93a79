"""Several questions asked by one statement."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, DecimalField, F, Func, IntegerField, Model, Q, When

from . import written


def over_all(function: str, column: str, kind: Any, where: Q | None = None) -> Func:
    """MIN, MAX … of a column over all rows, or over those that meet the condition, as a column of a statement about all
    of them; an aggregate of the ORM would be asked at once or divide the rows into groups."""
    what = F(column) if where is None else Case(When(where, then=F(column)))
    return Func(what, function=function, output_field=kind)


def counted(where: Q | None = None) -> Func:
    return over_all("COUNT", "pk", IntegerField(), where)


def summed(column: str) -> Func:
    return over_all("SUM", column, DecimalField())


def ids_together(querysets: Sequence[Any]) -> list[list[int]]:
    """The primary keys of each queryset, in no order; each part is limited and answered by its own index."""
    found: list[list[int]] = [[] for _rows in querysets]
    parts: list[str] = []
    parameters: list[Any] = []
    for place, rows in enumerate(querysets):
        try:
            sql, given = rows.values_list("pk", flat=True).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place} AS place, p{place}.* FROM ({sql}) AS p{place}")  # noqa: S608  (compiled by the ORM)
        parameters += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for place, pk in cursor.fetchall():
                found[place].append(pk)
    return found


def newest_together(parts: Sequence[tuple[Any, Any]], limit: int) -> tuple[str, tuple[Any, ...]]:
    """The statement that asks for the newest rows of several querysets, for `newest` to read; empty where there can be
    none.

    Each part is a queryset (None: it has nothing to say) and the expression of its rows' moments. At equal moments the
    earlier queryset comes first, and within it the later number.
    """
    asked: list[str] = []
    parameters: list[Any] = []
    for place, (rows, moment) in enumerate(parts):
        if rows is None:
            continue
        rows = rows.annotate(stream_at=moment).order_by(F("stream_at").desc(), "-pk")
        try:
            sql, given = rows.values_list("stream_at", "pk")[:limit].query.sql_with_params()
        except EmptyResultSet:
            continue
        part = f"p{place}.stream_at AS at, {place} AS place, p{place}.pk AS pk"
        asked.append(f"SELECT {part} FROM ({sql}) AS p{place}")  # noqa: S608  (compiled by the ORM)
        parameters += given
    if not asked:
        return "", ()
    return f"{' UNION ALL '.join(asked)} ORDER BY at DESC, place, pk DESC LIMIT {limit}", tuple(parameters)


def newest(answer: Sequence[tuple[Any, int, int]]) -> list[tuple[datetime, int, int]]:
    """What such a statement answers: (moment, place of the queryset, primary key), newest first."""
    return [(_moment(at), place, pk) for at, place, pk in answer]


def _moment(found: Any) -> datetime:
    """SQLite answers with the text it keeps, in UTC."""
    at: datetime = datetime.fromisoformat(found) if isinstance(found, str) else found
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def which_have(asked: Sequence[tuple[type[Model], str]], pk: int) -> set[int]:
    """The places of those models of which any row names `pk` in the column; each is answered by that column's index."""
    if not asked:
        return set()
    rows = written.found(
        (which_have, tuple(asked)), lambda: (_which(asked), (written.HERE,) * len(asked)), pk=pk
    )
    return {place for (place,) in rows}


def _which(asked: Sequence[tuple[type[Model], str]]) -> str:
    quote = connection.ops.quote_name
    return " UNION ALL ".join(
        f"SELECT {place} AS place WHERE EXISTS(SELECT 1 FROM {quote(model._meta.db_table)}"  # noqa: S608  (names of ours)
        f" WHERE {quote(_column(model, name))} = %s)"
        for place, (model, name) in enumerate(asked)
    )


def _column(model: type[Model], name: str) -> str:
    return next(str(field.column) for field in model._meta.concrete_fields if field.name == name)
