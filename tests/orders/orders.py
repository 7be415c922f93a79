"""Orders and shipments as tests need them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from core import clock
from orders.models import Order, OrderLine, Shipment, ShipmentLine
from orders.services.order import save_order
from orders.services.order_placing import submit_order
from orders.services.shipment import prepare, ship
from orders.services.shipment_way import sign
from tests.sales.quotes import line

D = Decimal


def make_order(customer: Any, by: Any, *lines: dict[str, Any], **facts: Any) -> Order:
    """A draft through the service; without lines it orders a hundred pieces of one product at 113."""
    facts.setdefault("ordered_on", clock.today())
    facts.setdefault("due_on", clock.today() + timedelta(days=30))
    return save_order(Order(customer=customer, **facts), by=by, lines=list(lines) or [line()])


def make_placed(customer: Any, by: Any, *lines: dict[str, Any], **facts: Any) -> Order:
    return submit_order(make_order(customer, by, *lines, **facts), by=by)


def only_line(order: Order) -> OrderLine:
    return OrderLine.objects.alive().get(order=order)


def prepared(order: Order, by: Any, *quantities: Any, **facts: Any) -> Shipment:
    """A shipment of so many of each of the order's lines."""
    facts.setdefault("to_place", "东岭二厂 3 号门")
    rows = OrderLine.objects.alive().filter(order=order).order_by("place")
    wanted = [
        {"order_line": row, "quantity": D(str(quantity))}
        for row, quantity in zip(rows, quantities, strict=False)
        if quantity
    ]
    return prepare(Shipment(customer=order.customer, **facts), wanted, by=by)


def shipped(order: Order, by: Any, *quantities: Any, **facts: Any) -> Shipment:
    return ship(prepared(order, by, *quantities, **facts), by=by)


def arrived(order: Order, by: Any, *quantities: Any, lost: Any = 0, **facts: Any) -> Shipment:
    shipment = shipped(order, by, *quantities, **facts)
    first = ShipmentLine.objects.filter(shipment=shipment).order_by("place").first()
    return sign(shipment, by=by, lines={first.pk: {"lost": D(str(lost))}} if lost else None)


def row_of(shipment: Shipment) -> ShipmentLine:
    return ShipmentLine.objects.alive().get(shipment=shipment)


def counts(line: OrderLine) -> dict[str, Decimal]:
    line.refresh_from_db()
    return {
        name: getattr(line, name)
        for name in ("shipped", "delivered", "lost", "accepted", "returned", "replaced")
    }
