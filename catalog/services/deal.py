"""Agreed prices, written down by the contracts and orders that made them; quotes are measured against the last."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from core import actions

from ..models import DealPrice, Product


def note_deal_price(
    *,
    by: Any,
    customer: Any,
    product: Product,
    price: Decimal,
    quantity: Decimal,
    document: str,
    document_no: str,
    agreed_on: date,
    line_no: int = 1,
    currency: str = "CNY",
    tax_included: bool = True,
    valid_to: date | None = None,
) -> DealPrice:
    """Write an agreed price down; noted again for the same line of the same document it is corrected, not doubled."""
    facts = {
        "customer": customer,
        "product": product,
        "price": price,
        "quantity": quantity,
        "agreed_on": agreed_on,
        "currency": currency,
        "tax_included": tax_included,
        "valid_to": valid_to,
    }
    with transaction.atomic():
        rows = DealPrice.objects.alive().select_for_update()
        row = rows.filter(document=document, document_no=document_no, line_no=line_no).first()
        if row is None:
            row = DealPrice(document=document, document_no=document_no, line_no=line_no)
        elif all(getattr(row, name) == value for name, value in facts.items()):
            return row
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
        actions.record(
            "catalog.deal_noted", customer, by=by, product=str(product), document=document_no, line=line_no
        )
    return row
