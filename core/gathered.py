"""Traces that many writes of one transaction leave (history, action log, words for search), written together at its end.

For what builds thousands of rows at once through the services: each trace by itself is a statement, together they
are one for five hundred. A service that refuses takes its traces back with its savepoint, as ever. Nobody may read
traces inside the block: they are not there yet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models

BATCH = 500
Write = Callable[[list[Any]], None]
_is_on: ContextVar[bool] = ContextVar("gathered", default=False)


class _Trace:
    """Hangs where what follows a commit hangs, so that a savepoint which is rolled back takes it along."""

    __slots__ = ("thing", "write")

    def __init__(self, write: Write | None, thing: Any) -> None:
        self.write, self.thing = write, thing

    def __call__(self) -> None:
        raise AssertionError("written at the end of the block, before the commit")


def is_on() -> bool:
    return _is_on.get()


def insert(row: models.Model) -> None:
    """Write a new row that only tells of others: now, or with its like at the end of the block."""
    if is_on():
        connection.on_commit(_Trace(None, row))
    else:
        row.save(force_insert=True)


def insert_many(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    if is_on():
        for row in rows:
            connection.on_commit(_Trace(None, row))
    else:
        model._default_manager.bulk_create(rows, batch_size=BATCH)


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
        found = [entry[1] for entry in connection.run_on_commit]
        connection.run_on_commit = [
            entry for entry in connection.run_on_commit if not isinstance(entry[1], _Trace)
        ]
    rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    things: dict[Write, list[Any]] = defaultdict(list)
    for trace in found:
        if isinstance(trace, _Trace):
            if trace.write is None:
                rows[type(trace.thing)].append(trace.thing)
            else:
                things[trace.write].append(trace.thing)
    for model, gathered in rows.items():
        model._default_manager.bulk_create(gathered, batch_size=BATCH)
    for write, gathered in things.items():
        write(gathered)
