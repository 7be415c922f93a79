"""The statement that asks which rows reach a user beside owner and department, kept for each user and way."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Value

from accounts import access
from core import written

from .sources import ReachSource

Asked = tuple[ReachSource, str]
Wanted = tuple[type[models.Model], list[Asked]]


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
    asked = tuple((model, tuple((source.rows, word) for source, word in part)) for model, part in wanted)
    key = ids, *access.identity(user), asked, most
    found: list[list[tuple[int, int]]] = [[] for _wanted in wanted]
    for number, place, pk in written.found(key, lambda: _statement(user, wanted, most)):
        found[number].append((place, pk))
    return found


def _statement(user: Any, wanted: list[Wanted], most: int) -> tuple[str, tuple[Any, ...]]:
    parts, params = [], []
    for number, (_model, asked) in enumerate(wanted):
        try:
            sql, values = _rows(user, asked)[:most].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number} AS number, w{number}.* FROM ({sql}) AS w{number}")  # noqa: S608  (the ORM's)
        params += values
    return " UNION ALL ".join(parts), tuple(params)


def _rows(user: Any, asked: list[Asked]) -> Any:
    """(place among the sources, id) of what each source names."""
    parts = []
    for place, (source, word) in enumerate(asked):
        if (granted := source.rows(user, word)) is not None:
            (column,) = granted.query.values_select
            tagged = granted.order_by().annotate(place=Value(place, output_field=models.IntegerField()))
            parts.append(tagged.values_list("place", column))
    if not parts:
        raise EmptyResultSet
    return parts[0].union(*parts[1:])
