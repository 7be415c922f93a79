"""Orders, contracts and money as tests need them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contracts.models import Contract, PaymentTerm
from core import clock
from core.vat import split_vat
from orders.models import Order, OrderLine, OrderPaymentTerm, PaymentPlan, Receipt
from orders.services.payment_plan import create_plan
from orders.services.receipt import confirm_receipt, register_receipt
from tests import factories


def amounts(gross: Any) -> dict[str, Decimal]:
    net, tax, whole = split_vat(Decimal(str(gross)), Decimal(13))
    return {"net_amount": net, "tax_amount": tax, "gross_amount": whole, "base_amount": whole}


def make_contract(customer: Any, gross: Any = 0, *terms: dict[str, Any], **facts: Any) -> Contract:
    today = clock.today()
    facts = {
        "number": f"HT{factories.number():05d}",
        "name": "供货合同",
        "market_type": customer.market_type,
        "start_on": today,
        "end_on": today + timedelta(days=365),
        "signed_on": today,
        "status": "signed",
        "owner": customer.owner,
        "department": customer.department,
    } | facts
    contract = Contract.objects.create(customer=customer, **amounts(gross), **facts)
    for place, term in enumerate(terms, 1):
        PaymentTerm.objects.create(contract=contract, place=place, **term)
    return contract


def make_order(customer: Any, gross: Any = 113000, *terms: dict[str, Any], **facts: Any) -> Order:
    """Of one line, one hundred pieces."""
    today = clock.today()
    quantity = Decimal(str(facts.pop("quantity", 100)))
    facts = {
        "number": f"DD{factories.number():05d}",
        "market_type": customer.market_type,
        "ordered_on": today,
        "due_on": today + timedelta(days=30),
        "status": "placed",
        "owner": customer.owner,
        "department": customer.department,
    } | facts
    order = Order.objects.create(customer=customer, **amounts(gross), **facts)
    for place, term in enumerate(terms, 1):
        OrderPaymentTerm.objects.create(order=order, place=place, **term)
    line = OrderLine(
        order=order,
        description="船用中间轴承",
        quantity=quantity,
        price=(Decimal(str(gross)) / quantity).quantize(Decimal("0.000001")),
        due_on=order.due_on,
    )
    line.reckon(tax_included=True, stated=Decimal(str(gross)))
    line.save()
    return order


def make_plan(customer: Any, by: Any, amount: Any, due_on: date | None = None, **facts: Any) -> PaymentPlan:
    """A payment that is due, of an order of its own."""
    due = due_on or clock.today() + timedelta(days=30)
    if "contract" not in facts and "order" not in facts and facts.get("kind") != "opening":
        facts["order"] = make_order(customer, amount)
    return create_plan(by=by, customer=customer, amount=Decimal(str(amount)), due_on=due, **facts)


def make_receipt(customer: Any, by: Any, amount: Any, *, confirmed: bool = True, **facts: Any) -> Receipt:
    facts = {"amount": Decimal(str(amount)), "received_on": clock.today(), "method": "transfer"} | facts
    receipt = register_receipt(by=by, customer=customer, **facts)
    return confirm_receipt(receipt, by=by) if confirmed else receipt


def accept(order: Order, quantity: Any) -> OrderLine:
    """So many of its one line have arrived and are accepted."""
    line = OrderLine.objects.get(order=order)
    line.shipped = line.delivered = line.accepted = Decimal(str(quantity))
    line.save()
    return line
