"""Which rows reach a user beside owner and department: by his teams, by shares, by a task … Usually few, so a request
that only reads fetches their ids once and remembers them."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Value

from accounts import access
from core import operation, written

from . import sources
from .sources import ReachSource

Asked = tuple[ReachSource, str]
Wanted = tuple[type[models.Model], list[Asked]]
REACH = "reach"  # marks what a request remembers of the ids that widen a reach
MOST_CONSTANTS = 500  # ids that a condition names one by one; beyond, the database looks them up itself


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


def sources_of(model: Any, has_team: bool, action: str) -> list[Asked]:
    """The sources that may widen this reach, each with its own word for the action."""
    return [
        (source, word)
        for source in sources.REACH.get(model._meta.label_lower, ())
        if (has_team or not source.needs_team) and (word := source.word(action))
    ]


def known(user: Any, model: Any, asked: list[Asked]) -> Iterator[tuple[str, set[int] | None, list[Asked]]]:
    """For each way the ids at its end, all by one statement and kept for the rest of a request that only reads; None
    where nothing may be kept or there are too many to name one by one."""
    ways = by_way(model, asked)
    is_reading = operation.current().is_reading
    if is_reading:
        remember(user, [(target(model, way), part) for way, part in ways.items()])
    memory = operation.current().memory
    for way, part in ways.items():
        found = [memory[_key_of(user, target(model, way), each)] for each in part] if is_reading else [None]
        yield way, None if None in found else set().union(*found), part


def _key_of(user: Any, model: Any, asked: Asked) -> Any:
    source, word = asked
    return REACH, model, user.pk, source.rows, word


def remember(user: Any, wanted: list[Wanted]) -> None:
    """Ask for what is not known yet."""
    memory = operation.current().memory
    unknown: list[Wanted] = []
    met: set[Any] = set()
    for model, asked in wanted:
        new = [each for each in asked if (key := _key_of(user, model, each)) not in memory and key not in met]
        met |= {_key_of(user, model, each) for each in new}
        if new:
            unknown.append((model, new))
    if not unknown:
        return
    for (model, asked), found in zip(unknown, ids(user, unknown, MOST_CONSTANTS + 1), strict=True):
        keys = [_key_of(user, model, each) for each in asked]
        memory |= {key: set() if len(found) <= MOST_CONSTANTS else None for key in keys}
        for place, pk in found if len(found) <= MOST_CONSTANTS else ():
            memory[keys[place]].add(pk)
