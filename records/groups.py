"""A list in groups: one per value of a select field, with its count; each loads its rows when it is opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from core.row_ids import row_id
from core.tables import Column

MOST = 200
EMPTY = "~"  # stands in the URL for rows without a value


@dataclass(frozen=True)
class Group:
    key: str
    label: str
    count: int
    rows_url: str
    open_url: str
    is_open: bool


class Grouping:
    """The groups of a list's rows by the values of one column."""

    def __init__(self, column: Column, listing: Any) -> None:
        self.column = column
        self.listing = listing
        self.model = listing.record.model
        self.field = self.model._meta.get_field(column.group)

    @property
    def opened(self) -> str:
        return str(self.listing.query.get("open", ""))

    @property
    def here(self) -> str:
        """The group whose rows are asked for; empty where none is."""
        return str(self.listing.query.get("in") or self.opened)

    def within(self, rows: Any, key: str) -> Any:
        """The rows of one group; of none where the key means nothing."""
        name = self.field.name
        if key == EMPTY:
            return rows.filter(self._empty)
        if self.field.is_relation:
            return rows.filter(**{name: pk}) if (pk := row_id(key)) is not None else rows.none()
        try:
            value = self.field.to_python(key)
        except ValidationError:
            return rows.none()
        return rows.none() if "\x00" in key else rows.filter(**{name: value})

    @property
    def _empty(self) -> Q:
        nothing = Q(**{f"{self.field.name}__isnull": True})
        return (
            nothing if self.field.is_relation or not self._is_text else nothing | Q(**{self.field.name: ""})
        )

    @property
    def _is_text(self) -> bool:
        return self.field.get_internal_type() in {"CharField", "TextField"}

    @cached_property
    def counts(self) -> list[tuple[Any, int]]:
        """Value and count in one statement, the largest first; values that say nothing are one group."""
        found = self._count()
        empty = sum(count for value, count in found if value in (None, ""))
        told = [(value, count) for value, count in found if value not in (None, "")]
        return [*self._in_order(told), *([(None, empty)] if empty else [])]

    def _count(self) -> list[tuple[Any, int]]:
        rows = self.listing.rows.order_by().values_list(self.field.attname)
        return list(rows.annotate(total=Count("pk")).order_by("-total", self.field.attname)[: MOST + 1])

    def _in_order(self, found: list[tuple[Any, int]]) -> list[tuple[Any, int]]:
        """A field with fixed choices keeps their order."""
        places = {value: place for place, (value, _label) in enumerate(self.field.flatchoices)}
        return sorted(found, key=lambda pair: places.get(pair[0], len(places))) if places else found

    @property
    def is_cut(self) -> bool:
        return len(self.counts) > MOST

    def groups(self) -> Iterator[Group]:
        made_url = self.listing.url
        labels = self._labels([value for value, _count in self.counts[:MOST]])
        for value, count in self.counts[:MOST]:
            key = EMPTY if value is None else str(value)
            is_open = key == self.opened
            yield Group(
                key=key,
                label=labels.get(value, "–"),
                count=count,
                rows_url=made_url(**{"part": "group", "in": key, "open": None, "page": None}),
                open_url=made_url(open=None if is_open else key, page=None),
                is_open=is_open,
            )

    @property
    def next_rows_url(self) -> str:
        """The next rows of the group that is open."""
        page = self.listing.page + 1
        made: str = self.listing.url(**{"part": "group", "in": self.here, "open": None, "page": page})
        return made

    def _labels(self, values: list[Any]) -> dict[Any, str]:
        """How the column shows each value; related rows are fetched together."""
        known = [value for value in values if value is not None]
        if self.field.is_relation:
            return {pk: str(row) for pk, row in self._related(known).items()}
        rows = {value: self.model(**{self.field.attname: value}) for value in known}
        return {value: str(self.column.value(row) or value) for value, row in rows.items()}

    def _related(self, keys: list[Any]) -> dict[Any, Any]:
        manager = self.field.related_model._default_manager
        to_one = [
            field.name
            for field in self.field.related_model._meta.concrete_fields
            if field.one_to_one and not field.null
        ]  # an employee is named by his account
        return manager.select_related(*to_one).in_bulk(keys)
