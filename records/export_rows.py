"""The cells of a long export without its records: one statement reads what the columns name, part by part.

Ten thousand records of forty fields take a second to be made in Python; the texts of eleven columns take a tenth of it.
Columns that want the whole row (`Column.reads` is empty) are told from rows, as on the page.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from core.brief import briefly
from core.operation import acting_as
from core.tables import Column, plain

PART = 2_000
MOST_NAMES = 20_000  # of related rows, remembered from part to part
AS_THEY_ARE = frozenset({str, int, float})


def can_be_told(rows: Any, columns: Sequence[Column]) -> bool:
    """Whether every column says what it reads, and reads nothing but fields and annotations of these rows."""
    fields = {field.attname: field for field in rows.model._meta.concrete_fields}
    plain_names = {name for name, field in fields.items() if not field.is_relation or field.primary_key}
    known = plain_names | set(rows.query.annotations)

    def is_told(column: Column) -> bool:
        if column.names:
            return column.reads[0] in fields
        return bool(column.reads) and known.issuperset(column.reads)

    return all(is_told(column) for column in columns)


def told(rows: Any, columns: Sequence[Column], user: Any) -> Iterator[list[Any]]:
    """The lines of the export, in the order of the rows and in constant memory."""
    paths = list(dict.fromkeys(path for column in columns for path in column.reads))
    names: dict[str, dict[Any, str]] = {column.names: {} for column in columns if column.names}
    found = iter(rows.values_list(*paths).iterator(chunk_size=PART))
    while part := list(islice(found, PART)):
        read = dict(zip(paths, zip(*part, strict=True), strict=True))
        # A stream is read after its request has ended; what columns show depends on who reads.
        with acting_as(user):
            cells = [_cells(rows.model, column, read, names) for column in columns]
        yield from map(list, zip(*cells, strict=True))


def _cells(
    model: Any, column: Column, read: dict[str, Any], names: dict[str, dict[Any, str]]
) -> Sequence[Any]:
    """The values of one column, for a part of the rows."""
    values = read[column.reads[0]]
    if column.names:
        known = _named(model, column.names, values, names[column.names])
        return [known.get(value, "") for value in values]
    if column.told is not None:
        return _each_once(model, column.told, [read[path] for path in column.reads])
    return [value if type(value) in AS_THEY_ARE else plain(value) for value in values]


def _each_once(model: Any, tell: Callable[..., Any], given: list[Sequence[Any]]) -> list[Any]:
    """What is told of equal values is told once."""
    rows = list(zip(*given, strict=True))
    known = {row: plain(tell(model, *row)) for row in set(rows)}
    return [known[row] for row in rows]


def _named(model: Any, relation: str, keys: Sequence[Any], known: dict[Any, str]) -> dict[Any, str]:
    """The texts of related rows; asked of those that no earlier part has named."""
    if len(known) > MOST_NAMES:
        known.clear()
    known[None] = ""
    missing = set(keys) - known.keys()
    if missing:
        field = model._meta.get_field(relation)
        key = field.target_field.attname
        rows = field.related_model._base_manager.filter(**{f"{key}__in": missing})
        known |= {getattr(row, key): str(row) for row in briefly(rows, own=True)}
    return known
