"""Traces that many writes of one transaction leave (history, action log, words for search), written together at its end.

For what builds thousands of rows at once through the services: each trace by itself is a statement, together they
are one for five hundred. A service that refuses takes its traces back with its savepoint, as ever. Nobody may read
traces inside the block: they are not there yet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models

from . import inserting

BATCH = 500
Write = Callable[[list[Any]], None]
_is_on: ContextVar[bool] = ContextVar("gathered", default=False)


class _Trace:
    """Waits among what follows the commit: what stands there Django drops with a savepoint that is rolled back."""

    __slots__ = ("how", "thing")

    def __init__(self, how: type[models.Model] | Write, thing: Any) -> None:
        self.how, self.thing = how, thing

    def __call__(self) -> None:
        raise AssertionError("written at the end of the block, before the commit")


def is_on() -> bool:
    return _is_on.get()


def insert(row: models.Model) -> None:
    """Write a new row that only tells of others: now, or with its like at the end of the block."""
    if is_on():
        connection.on_commit(_Trace(type(row), row))
    else:
        row.save(force_insert=True)


def insert_many(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write such rows, each the values of the columns `names`, as `insert` writes one."""
    if is_on():
        for row in rows:
            insert(model(**dict(zip(names, row, strict=True))))
    else:
        inserting.insert(model, names, rows)


def later(write: Write, thing: Any) -> None:
    """Give `thing` to `write` with all the others at the end of the block; only inside one."""
    connection.on_commit(_Trace(write, thing))


@contextmanager
def together() -> Iterator[None]:
    """Inside a transaction: traces left in the block are written at its end, if it ends well."""
    if is_on():
        yield
        return
    assert connection.in_atomic_block  # noqa: S101  (without a transaction nothing could be taken back)
    token = _is_on.set(True)
    try:
        yield
    finally:
        _is_on.reset(token)
        left = _taken()
    for how, things in left.items():
        if isinstance(how, type):
            _insert(how, things)
        else:
            how(things)


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    fields: Any = model._meta.local_concrete_fields
    names = [field.attname for field in fields if not isinstance(field, models.AutoField)]
    inserting.insert(model, names, ([getattr(row, name) for name in names] for row in rows))


def _taken() -> dict[type[models.Model] | Write, list[Any]]:
    """The traces that still stand, by how they are written; what else follows the commit stays."""
    left: dict[type[models.Model] | Write, list[Any]] = defaultdict(list)
    others = []
    for entry in connection.run_on_commit:
        if isinstance(entry[1], _Trace):
            left[entry[1].how].append(entry[1].thing)
        else:
            others.append(entry)
    connection.run_on_commit = others
    return left
