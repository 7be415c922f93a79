"""What was last agreed with a customer; the measure of a quotation's price."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core import clock

from ..models import DealPrice


def last_deals(
    customer: Any, products: Iterable[int], *, currency: str, day: date | None = None
) -> dict[int, DealPrice]:
    """Product id → the newest agreed price in this currency up to `day`, for all of them in one statement."""
    rows = DealPrice.objects.alive().filter(
        customer=customer, product__in=list(products), currency=currency, agreed_on__lte=day or clock.today()
    )
    return {row.product_id: row for row in rows.order_by("agreed_on", "id")}
