"""Rows with what the columns of a list read of them: related records by name, annotations, what the reader may do."""

from collections.abc import Iterable, Sequence
from typing import Any

from core import written
from core.brief import briefly
from core.tables import Column

from . import marks
from .record_type import RecordType


def with_computed(rows: Any, columns: Iterable[Column | None]) -> Any:
    """Add the expressions that columns show and sort by without being columns of the table."""
    known = (column for column in columns if column is not None)
    added = {column.sort or column.name: column.by() for column in known if column.by is not None}
    return rows.annotate(**added) if added else rows


def annotated(rows: Any, record: RecordType, user: Any) -> Any:
    """Add what the record type declares beside its columns, and what the reader may do."""
    rows = record.annotate(rows) if record.annotate is not None else rows
    return rows.with_may(user, *record.marks) if record.marks else rows


def dress(rows: Any, record: RecordType, columns: Sequence[Column], user: Any) -> Any:
    """The queryset with all that these columns read."""
    rows = _dressed(rows, record, columns, _paths(columns), record.marks)
    return rows.with_may(user, *record.marks) if record.marks else rows


def named(record: RecordType, columns: Sequence[Column], user: Any, ids: Sequence[int]) -> list[Any]:
    """The rows with these ids, in their order, with all that the columns read."""
    asking = [column for column in columns if column.related or column.by is not None]
    if all(column in record.columns for column in asking):
        return for_all(record, user, ids, columns=asking, paths=_paths(asking), words=record.marks)
    # Custom fields name people and customers as far as this reader sees them.
    rows = dress(record.model._default_manager.filter(pk__named=ids), record, columns, user).order_by()
    return _in_order(rows, ids)


def for_all(
    record: RecordType,
    user: Any,
    ids: Sequence[int],
    *,
    columns: Sequence[Column] = (),
    paths: Iterable[str] = (),
    prefetch: Iterable[str] = (),
    words: Sequence[str] = (),
) -> list[Any]:
    """The rows with these ids, in their order, by a statement that is kept for all readers; what this one may do of
    `words` is marked on them afterwards."""
    shape = record, tuple(columns), tuple(sorted(paths)), tuple(prefetch), tuple(words)
    rows = written.rows(_named, *shape, ids=ids)
    marks.mark(user, rows, words)
    return _in_order(rows, ids)


def _named(
    ids: Sequence[int],
    record: RecordType,
    columns: Sequence[Column],
    paths: Sequence[str],
    prefetch: Sequence[str],
    words: Sequence[str],
) -> Any:
    rows = record.model._default_manager.filter(pk__named=ids)
    rows = _dressed(rows, record, columns, paths, words).order_by()
    return rows.prefetch_related(*prefetch) if prefetch else rows


def _dressed(
    rows: Any, record: RecordType, columns: Sequence[Column], paths: Iterable[str], words: Sequence[str]
) -> Any:
    asked = marks.reads(record.model, words) if words else []
    related = {*paths, *(path.rpartition("__")[0] for path in asked)} - {""}
    if related:
        rows = briefly(rows, *sorted(related), also=asked)
    if record.annotate is not None:
        rows = record.annotate(rows)
    return with_computed(rows, columns)


def _paths(columns: Iterable[Column]) -> set[str]:
    return {path for column in columns for path in column.related}


def _in_order(rows: Iterable[Any], ids: Sequence[int]) -> list[Any]:
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids if pk in found]
