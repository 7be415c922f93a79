"""Which fields a record type gives and takes over the API, as data: names, JSON types and values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils import timezone

from accounts import access
from core.brief import briefly
from core.tables import Column, plain
from records.dressing import for_all, with_computed
from records.masking import MASKS
from records.record_type import RecordType

from . import custom

# Fields without a mask that only holders of a further right read.
GUARDED = {"contacts.contact": {"address": "reveal", "notes": "sensitive"}}
STAMPS = ("created_at", "updated_at", "version")
# What these hold is JSON as it stands.
AS_IT_STANDS = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)
JSON_TYPES: list[tuple[type[models.Field], dict[str, Any]]] = [
    (models.BooleanField, {"type": ["boolean", "null"]}),
    (models.DecimalField, {"type": ["string", "null"], "description": "a decimal number"}),
    (models.IntegerField, {"type": ["integer", "null"]}),
    (models.FloatField, {"type": ["number", "null"]}),
    (models.DateTimeField, {"type": ["string", "null"], "format": "date-time"}),
    (models.DateField, {"type": ["string", "null"], "format": "date"}),
    (models.JSONField, {}),
]


@dataclass(frozen=True)
class Given:
    """One field of an answer; `read(row)` gives its JSON value."""

    name: str
    read: Callable[[Any], Any]
    schema: dict[str, Any]
    field: str
    select: tuple[str, ...] = ()
    prefetch: str = ""


def json_value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else plain(value)


@cache
def given(record_name: str) -> tuple[Given, ...]:
    """The fields of a record type in their order: id, what its declaration names, then the stamps."""
    from records.record_type import RECORD_TYPES

    record = RECORD_TYPES[record_name]
    personal = set(getattr(record.model, "PERSONAL", ()))
    names = [name for name in _declared(record) if name not in personal]
    have = {field.name for field in record.model._meta.concrete_fields}
    names += [name for name in STAMPS if name in have]
    return tuple(item for name in dict.fromkeys(["id", *names]) for item in _items(record, name))


def _declared(record: RecordType) -> Iterable[str]:
    if record.api_fields:
        return record.api_fields
    own = {field.name for field in record.model._meta.concrete_fields}
    return [column.name for column in record.columns if column.name in own]


def _items(record: RecordType, name: str) -> list[Given]:
    """A relation gives its id and, beside it, what people call it."""
    field = None if record.api_columns else _model_field(record.model, name)
    if field is None:
        column = record.column(name)
        if column is None:
            needs = getattr(record.model, "PREFETCHED", {}).get(name, "")
            return [Given(name, lambda row: json_value(getattr(row, name)), {}, name, prefetch=needs)]
        return [
            Given(name, lambda row: json_value(column.value(row)), {}, column.field or name, column.related)
        ]
    if field.many_to_many:
        return [
            Given(
                name,
                lambda row: [target.pk for target in getattr(row, name).all()],
                {"type": "array", "items": {"type": "integer"}},
                name,
                prefetch=name,
            )
        ]
    if isinstance(field, models.ForeignKey):
        return [
            Given(name, attrgetter(field.attname), {"type": ["integer", "null"]}, name),
            Given(
                f"{name}_label",
                lambda row: str(target) if (target := getattr(row, name)) is not None else None,
                {"type": ["string", "null"]},
                name,
                select=_label_path(field, name),
            ),
        ]
    if isinstance(field, AS_IT_STANDS):
        return [Given(name, attrgetter(name), _schema(field), name)]
    return [Given(name, lambda row: json_value(getattr(row, name)), _schema(field), name)]


def _label_path(field: Any, name: str) -> tuple[str, ...]:
    """What the text of a relation reads; an employee's is the name of his account."""
    label = field.related_model._meta.label_lower
    return (f"{name}__user",) if label == "accounts.employee" else (name,)


def _model_field(model: type[models.Model], name: str) -> Any:
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.name == name:
            return field
    return None


def _schema(field: Any) -> dict[str, Any]:
    for kind, schema in JSON_TYPES:
        if isinstance(field, kind):
            return dict(schema)
    return {"type": ["string", "null"]}


class Reader:
    """Turns rows of one record type into JSON for one caller: policies obeyed, channels masked."""

    def __init__(self, record: RecordType, user: Any) -> None:
        self.record = record
        self.user = user
        modes = access.field_modes(user, record.model._meta.label_lower)
        known = [*given(record.name), *custom.given(record, user)]
        self.fields = [item for item in known if modes.get(item.field) != "hidden"]
        self.fields = [self._without_closed(item) for item in self.fields if self._may_read(item)]
        self.always_masked = {name for name, mode in modes.items() if mode == "masked"}
        self.channels = set(getattr(record.model, "CHANNELS", ()))
        self.guarded = GUARDED.get(record.model._meta.label_lower, {})
        closable = {*self.channels, *self.always_masked, *self.guarded}
        is_masked_by_row = hasattr(record.model, "masked_now")
        self.ways = [
            (item, is_masked_by_row or item.field in closable)  # whether each row has to be asked
            for item in self.fields
        ]

    def _without_closed(self, item: Given) -> Given:
        """Lines given within their record go without what policies close of them."""
        relation = item.prefetch.split("__")[0]
        if not relation or relation == item.name:
            return item
        line = self.record.model._meta.get_field(relation).related_model
        closed = access.closed_fields(self.user, line._meta.label_lower)
        if not closed:
            return item
        return replace(
            item,
            read=lambda row: [
                {name: value for name, value in given.items() if name not in closed}
                for given in item.read(row)
            ],
        )

    def _may_read(self, item: Given) -> bool:
        column = self.record.column(item.field)
        return column is None or not column.permission or self.user.has_perm(column.permission)

    def rows(self, ids: list[int]) -> list[Any]:
        """The rows with these ids, in their order, with what the fields read: a hundred cost as many queries as three."""
        if not self._custom:
            asked = {"columns": self._own, "paths": self._select, "prefetch": self._prefetch}
            return for_all(self.record, self.user, ids, words=self._words, **asked)
        found = {row.pk: row for row in self.dress(self.record.rows(self.user).filter(pk__named=ids))}
        return [found[pk] for pk in ids if pk in found]

    def dress(self, rows: Any) -> Any:
        """The same for a queryset."""
        rows = self.record.annotate(rows) if self.record.annotate is not None else rows
        rows = rows.with_may(self.user, *self._words) if self._words else rows
        rows = with_computed(rows, [*self._own, *self._custom])
        rows = briefly(rows, *sorted(self._select)) if self._select else rows
        return rows.prefetch_related(*self._prefetch) if self._prefetch else rows

    @property
    def _words(self) -> list[str]:
        """What of this caller's rights the fields ask of each row."""
        return sorted({*self.guarded.values(), *(["reveal"] if self.channels else [])})

    @property
    def _own(self) -> list[Column]:
        columns = [self.record.column(item.name) for item in given(self.record.name) if item in self.fields]
        return [column for column in columns if column is not None and column.by is not None]

    @property
    def _custom(self) -> list[Column]:
        """Columns of settings, whose expressions name people and customers as far as this caller sees them."""
        shown = {item.field for item in self.fields}
        return [column for column in custom.columns(self.record, self.user) if column.name in shown]

    @property
    def _select(self) -> set[str]:
        return {path for item in self.fields for path in item.select}

    @property
    def _prefetch(self) -> list[str]:
        return [item.prefetch for item in self.fields if item.prefetch]

    def told(self, row: Any) -> set[str]:
        """The fields of a dressed row that this caller reads in full."""
        return {item.field for item in self.fields if self._is_open(item.field, row)}

    def _is_open(self, name: str, row: Any) -> bool:
        if name in getattr(row, "masked_now", ()) or name in self.always_masked:
            return False
        if name in self.channels and not row.may_reveal:
            return False
        action = self.guarded.get(name)
        return not action or bool(getattr(row, f"may_{action}"))

    def json(self, row: Any) -> dict[str, Any]:
        return {
            item.name: self._value(item, row) if is_asked else item.read(row) for item, is_asked in self.ways
        }

    def _value(self, item: Given, row: Any) -> Any:
        value = item.read(row)
        if not value:
            return value
        if item.field in getattr(row, "masked_now", ()):
            return MASKS[item.field](str(value))
        if item.field in self.channels and (item.field in self.always_masked or not row.may_reveal):
            return MASKS[item.field](str(value))
        if item.field in self.always_masked:
            return None
        action = self.guarded.get(item.field)
        return None if action and not getattr(row, f"may_{action}") else value


def may_delete(record: RecordType) -> bool:
    """What can lie in the recycle bin can be deleted, and what has a way of its own."""
    return record.delete is not None or any(
        field.name == "is_deleted" for field in record.model._meta.concrete_fields
    )
