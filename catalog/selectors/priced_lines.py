"""The lines of a document with prices as they stand, and what the price lists say of them.

A document is a `PricedDocument` with a customer whose lines are its `positions`: quote, contract, order.
"""

from collections.abc import Iterable
from typing import Any

from core.errors import DomainError

from ..models.priced import PricedLine
from .pricing import Price, PriceBook

WRITTEN = (
    "product", "description", "part_no", "drawing_no", "drawing_revision", "quantity", "uom", "price", "discount",
    "vat_rate", "lead_days", "delivery_place",
)  # fmt: skip


def line_model(document: Any) -> type[PricedLine]:
    model: type[PricedLine] = type(document)._meta.get_field("positions").related_model
    return model


def living_lines(document: Any) -> list[Any]:
    model = line_model(document)
    rows = model.objects.alive().filter(**{model.DOCUMENT: document}).select_related("product")
    # Put in order here: of rows with their products a database's order costs more than the few lines it sorts.
    return sorted(rows.order_by(), key=lambda line: (line.place, line.pk))


def lines_in_force(document: Any) -> list[dict[str, Any]]:
    """The saved lines as they would be written again."""
    names = (*WRITTEN, *line_model(document).WRITTEN_TOO)
    found = []
    for row in living_lines(document):
        stated = {"amount": row.amount} if row.amount != row.computed() else {}
        found.append({"id": row.pk, **{name: getattr(row, name) for name in names}, **stated})
    return found


def book_for(document: Any, lines: Iterable[Any]) -> PriceBook:
    products = [line.product for line in lines if line.product is not None]
    return PriceBook(document.customer, products, currency=document.currency)


def answer_of(book: PriceBook, line: Any) -> Price | DomainError | None:
    """The price that the lists give for a line, or their refusal; nothing for a line without a product."""
    if line.product is None:
        return None
    try:
        return book.price(line.product, line.quantity)
    except DomainError as refusal:
        return refusal
