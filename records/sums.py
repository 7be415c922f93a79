"""The sums below a list: over all rows that the filters leave, in one statement, and never silently of a part."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from core.tables import Column, show


@dataclass(frozen=True)
class Foot:
    """One cell of the table's foot; `is_first` heads the row."""

    column: Column
    text: str
    is_first: bool


def has_sums(columns: list[Column]) -> bool:
    return any(column.total for column in columns)


def figures(rows: Any, columns: list[Column], most: int | None) -> dict[str, Any]:
    """How many rows there are (`rows`, counted no further than `most`) and their sums, in one statement."""
    summed = {
        f"sum_{column.name}": Sum(column.by() if column.by is not None else column.total)
        for column in columns
        if column.total
    }
    return dict(rows.order_by()[:most].aggregate(rows=Count("pk"), **summed))


def foot_of(listing: Any) -> list[Foot]:
    """The foot of a list's table; without figures where its rows are more than were counted.

    Empty where no shown column can be summed.
    """
    if not has_sums(listing.columns):
        return []
    found = None if listing.is_capped else listing.figures
    return [
        Foot(
            column,
            _text(found.get(f"sum_{column.name}"), listing.rows.model, column)
            if column.total and found is not None
            else "",
            is_first=place == 0,
        )
        for place, column in enumerate(listing.columns)
    ]


def _text(figure: Any, model: Any, column: Column) -> str:
    """With the decimals of its field, which a database may drop."""
    if isinstance(figure, Decimal):
        places = column.places
        if places is None:
            places = getattr(model._meta.get_field(column.total), "decimal_places", None) or 0
        figure = figure.quantize(Decimal(1).scaleb(-places))
    return str(show(figure))
