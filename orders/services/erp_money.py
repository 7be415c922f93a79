"""Money that came in, as the ERP or the bank's file reports it; finance still confirms each receipt."""

from typing import Any

from django.utils.translation import gettext as _

from contacts.models import Customer

from ..models import Receipt
from .erp import KINDS, Kind, made
from .erp_payload import Content
from .receipt import register_receipt


def receipt(content: Content, key: str, by: Any) -> dict[str, Any]:
    code = content.text("customer", is_required=True)
    customer = Customer.objects.visible_to(by).filter(code=code).first()
    if customer is None:
        raise content.wrong("customer", _("There is no customer %(code)s.") % {"code": code}, "unknown")
    facts = {
        "received_on": content.day("received_on", is_required=True),
        "method": content.choice("method", [str(method) for method in Receipt.Method]),
        "amount": content.number("amount", is_required=True),
        "currency": content.text("currency", most=3) or "CNY",
        "rate": content.number("rate"),
        "draft_no": content.text("draft_no", most=60),
        "draft_due_on": content.day("draft_due_on"),
        "payer": content.text("payer", most=120),
        "bank_reference": content.text("bank_reference", most=80),
        "notes": content.text("notes", most=200),
    }
    content.finish()
    given = {name: value for name, value in facts.items() if value is not None}
    return made("receipts", register_receipt(by=by, customer=customer, external_key=key, **given))


KINDS["receipt"] = Kind(Receipt, "add", receipt)
