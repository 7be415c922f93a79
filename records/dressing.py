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
    rows = _dressed(rows, record, columns)
    return rows.with_may(user, *record.marks) if record.marks else rows


def named(record: RecordType, columns: Sequence[Column], user: Any, ids: Sequence[int]) -> list[Any]:
    """The rows with these ids, in their order, with all that the columns read; by a statement that is written once for
    all readers, where the columns are those that the record declares."""
    asking = [column for column in columns if column.related or column.by is not None]
    if all(column in record.columns for column in asking):
        rows = written.rows(_named, record, tuple(asking), ids=ids)
        marks.mark(user, rows, record.marks)
    else:  # custom fields name people and customers as far as this reader sees them
        rows = dress(record.model._default_manager.filter(pk__named=ids), record, columns, user).order_by()
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids if pk in found]


def _named(ids: Sequence[int], record: RecordType, columns: Sequence[Column]) -> Any:
    return _dressed(record.model._default_manager.filter(pk__named=ids), record, columns).order_by()


def _dressed(rows: Any, record: RecordType, columns: Sequence[Column]) -> Any:
    asked = marks.reads(record.model, record.marks) if record.marks else []
    paths = {path for column in columns for path in column.related}
    paths |= {path.rpartition("__")[0] for path in asked}
    if paths:
        rows = briefly(rows, *sorted(paths), also=asked)
    if record.annotate is not None:
        rows = record.annotate(rows)
    return with_computed(rows, columns)
