"""Quotes as tests need them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from core import clock
from sales.models import Quote
from sales.services.quote import save_quote
from sales.services.quote_approval import put_approved, submit_quote
from tests import factories
from tests.catalog.things import make_product


def line(product: Any = None, quantity: Any = 100, price: Any = None, **facts: Any) -> dict[str, Any]:
    return {
        "product": product if product is not None else make_product(list_price="113", lead_days=30),
        "quantity": Decimal(str(quantity)),
        "price": None if price is None else Decimal(str(price)),
        **facts,
    }


def make_quote(customer: Any, by: Any, *lines: dict[str, Any], **facts: Any) -> Quote:
    """A draft through the service; without lines it offers one product at its list price."""
    facts.setdefault("contact", customer.contacts.first() or factories.make_contact(customer))
    facts.setdefault("valid_until", clock.today() + timedelta(days=30))
    quote = Quote(customer=customer, **facts)
    return save_quote(quote, by=by, lines=list(lines) or [line()])


def make_approved(customer: Any, by: Any, approver: Any, *lines: dict[str, Any], **facts: Any) -> Quote:
    quote = submit_quote(make_quote(customer, by, *lines, **facts), by=by)
    return put_approved(quote, by=approver)
