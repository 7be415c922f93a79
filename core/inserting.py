"""New rows written by the hundred as plain values: by COPY on PostgreSQL, by one repeated statement on SQLite.

`bulk_create` asks each field of each row three questions and writes a statement with a place for every value, which
costs many times what the database itself needs for the rows. This is for rows that are known to be new and sound.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models


def create(model: type[models.Model], objs: Sequence[models.Model]) -> None:
    """As `bulk_create`: the objects carry their keys afterwards."""
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql" or not _is_simple(model):
        model._default_manager.bulk_create(objs, batch_size=len(objs) or None)
        return
    fields: Any = model._meta.local_concrete_fields
    for obj in objs:
        obj._prepare_related_fields_for_save(operation_name="bulk_create")  # type: ignore[attr-defined]
    new = [obj for obj in objs if obj.pk is None]
    for obj, key in zip(new, _keys(model, len(new)), strict=True):
        obj.pk = key
    names = [field.attname for field in fields]
    insert(model, names, ([obj.__dict__[name] for name in names] for obj in objs))
    for obj in objs:
        obj._state.adding, obj._state.db = False, DEFAULT_DB_ALIAS


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write `rows`, each the values of the columns `names` (attribute names); the others have their defaults.

    Nobody learns the keys that the database gives them.
    """
    connection = connections[
        DEFAULT_DB_ALIAS
    ]  # itself: each question to the proxy of the same name takes its time
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    left = [field for field in fields.values() if field.attname not in names and not field.primary_key]
    chosen: list[Any] = [*(fields[name] for name in names), *left]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in left]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in chosen)
    table = connection.ops.quote_name(model._meta.db_table)
    held = [(_plain_type(field.__class__), field) for field in chosen[: len(names)]]
    values: Any = (
        [
            value if value is None or type(value) is plain else field.get_db_prep_save(value, connection)
            for value, (plain, field) in zip(row, held, strict=True)
        ]
        + defaults
        for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            places = ", ".join(["%s"] * len(chosen))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)  # noqa: S608
            return
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
        ):
            for row in values:
                copy.write_row(row)


@lru_cache(maxsize=256)
def _plain_type(kind: Any) -> type | None:
    """The type of values that a column of this kind takes as they are, with nothing to be asked first."""
    if issubclass(kind, models.BooleanField):
        return bool
    if issubclass(kind, models.IntegerField | models.ForeignKey):
        return int
    return str if issubclass(kind, models.CharField | models.TextField) else None


@lru_cache(maxsize=256)
def _is_simple(model: type[models.Model]) -> bool:
    """Whether a row of the model is its attributes and no more: one table, nothing that a field adds while saving."""
    fields = model._meta.local_concrete_fields
    usual: Callable[..., Any] = models.Field.pre_save
    dated = (models.DateField, models.TimeField)
    return (
        not model._meta.parents
        and isinstance(model._meta.pk, models.AutoField)
        and type(model._default_manager.all()).bulk_create is models.QuerySet.bulk_create
        and all(
            (type(field).pre_save is usual or (isinstance(field, dated) and not _is_dated_alone(field)))
            and not field.has_db_default()
            and not field.generated
            for field in fields
        )
    )


def _is_dated_alone(field: Any) -> bool:
    return bool(field.auto_now or field.auto_now_add)


def _keys(model: type[models.Model], count: int) -> list[int]:
    if not count:
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    key: Any = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(model._meta.db_table), key.column, count],
        )
        return [found for (found,) in cursor.fetchall()]


__all__ = ["create", "insert"]
