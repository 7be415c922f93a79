"""Prices and availability as programs get them: what, and where it comes from."""

from typing import Any

from accounts import access
from core import clock

from ..models import PriceListLine, Product
from .deviation import shown_percent
from .pricing import Price, PriceBook
from .stock import available_to_promise


def price_answer(product: Product, user: Any, data: dict[str, Any]) -> dict[str, Any]:
    """The price of a product as one JSON object; who reads no price lists gets list prices alone."""
    reads_lists = access.allows(user, "catalog.view_pricelistline")
    book = PriceBook(
        data["customer"] if reads_lists else None,
        [product] if reads_lists else [],
        currency=data["currency"] or "CNY",
        day=data["day"],
    )
    found = book.price(product, data["quantity"])
    return as_json(found)


def as_json(found: Price) -> dict[str, Any]:
    line: PriceListLine | None = found.line
    made = found.price_list
    return {
        "product": found.product.pk,
        "quantity": str(found.quantity),
        "price": str(found.price),
        "net_price": str(found.net_price),
        "gross_price": str(found.gross_price),
        "amount": str(found.amount()),
        "currency": found.currency,
        "tax_included": found.tax_included,
        "vat_rate": str(found.vat_rate),
        "day": found.day.isoformat(),
        "origin": found.origin,
        "price_list": made.pk if made else None,
        "edition": made.edition if made else None,
        "mode": made.mode if made else "list_price",
        "min_qty": str(line.min_qty) if line else None,
        "reference_price": str(line.reference_price) if line and line.reference_price else None,
        "deviation": str(shown_percent(found.deviation)) if found.deviation is not None else None,
        "is_beyond_band": found.is_beyond_band,
        "fx_rate": str(found.fx_rate) if found.fx_rate is not None else None,
        "fx_drift": str(shown_percent(found.fx_drift)) if found.fx_drift is not None else None,
        "is_reprice_due": found.is_reprice_due,
        "is_below_moq": found.is_below_moq,
    }


def availability_answer(product: Product, user: Any, data: dict[str, Any]) -> dict[str, Any]:
    """What can be promised today; nothing for who reads no stock."""
    if not access.allows(user, "catalog.view_stocksnapshot"):
        return {"product": product.pk, "is_known": False}
    found = available_to_promise(product, clock.today())
    return {
        "product": product.pk,
        "is_known": found.is_known,
        "day": found.day.isoformat(),
        "available": str(found.quantity),
        "on_hand": str(found.on_hand),
        "reserved": str(found.reserved),
        "finishing": str(found.finishing),
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "age_hours": found.age_hours,
        "is_stale": found.is_stale,
    }
