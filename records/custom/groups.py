"""Groups of a list by a custom field: as by any other, only that the value is reckoned from `ext`."""

from typing import Any

from django.db.models import Count, Q

from core.row_ids import row_id

from ..groups import EMPTY, MOST, Grouping
from . import definitions, kinds
from .kinds import Kind


class CustomGrouping(Grouping):
    def __init__(self, column: Any, listing: Any) -> None:
        self.column = column
        self.listing = listing
        self.model = listing.record.model
        self.definition = definitions.keyed(definitions.of(listing.record.name))[column.name]

    @property
    def _stored(self) -> str:
        return f"ext__{self.definition.name}"

    def within(self, rows: Any, key: str) -> Any:
        if key == EMPTY:
            return rows.filter(self._empty)
        value: Any = key
        if self.definition.kind == Kind.YES_NO:
            value = {"True": True, "False": False}.get(key)
        elif self.definition.kind in kinds.REFERENCES:
            value = row_id(key)
        return rows.none() if value is None or "\x00" in key else rows.filter(**{self._stored: value})

    @property
    def _empty(self) -> Q:
        return ~Q(ext__has_key=self.definition.name)

    def _count(self) -> list[tuple[Any, int]]:
        rows = self.listing.rows.order_by().values_list(self._stored)
        found: list[tuple[Any, int]] = list(rows.annotate(total=Count("pk")).order_by("-total")[: MOST + 1])
        return found

    def _in_order(self, found: list[tuple[Any, int]]) -> list[tuple[Any, int]]:
        places = {item: place for place, item in enumerate(kinds.option_labels(self.definition))}
        return sorted(found, key=lambda pair: places.get(pair[0], len(places))) if places else found

    def _labels(self, values: list[Any]) -> dict[Any, str]:
        from core.tables import show

        known = [value for value in values if value is not None]
        if self.definition.kind in kinds.REFERENCES:
            return kinds.named(self.definition, known, self.listing.user)
        return {value: str(show(kinds.spoken(self.definition, value))) for value in known}
