"""Orders, shipments, what was accepted and what comes back, at the world's customer."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from orders.models import Acceptance, Order, OrderLine, ReturnOrder, Shipment, ShipmentLine
from orders.services.acceptance import accept
from orders.services.order import save_order
from orders.services.order_placing import submit_order
from orders.services.return_order import save_return
from orders.services.shipment import prepare, ship
from orders.services.shipment_way import sign


class OrderRows:
    """Rows of orders; `customer`, `contact` and `cast` are the world's."""

    def _order(self: Any, subject: str) -> Order:
        day = clock.today()
        order = Order(
            customer=self.customer, contact=self.contact, subject=subject, ordered_on=day,
            due_on=day + timedelta(days=20), po_no="金丝雀采购单",
        )  # fmt: skip
        given = {"description": "金丝雀轴承", "quantity": Decimal(100), "price": Decimal(113)}
        return save_order(order, by=self.cast.rep, lines=[given])

    def _shipment(self: Any, quantity: int) -> Shipment:
        row = OrderLine.objects.get(order=self.order)
        shipment = Shipment(customer=self.customer, to_place="金丝雀码头", waybill="金丝雀运单")
        lines = [{"order_line": row, "quantity": Decimal(quantity)}]
        return prepare(shipment, lines, by=self.cast.rep)

    @cached_property
    def order_draft(self: Any) -> Order:
        return self._order("金丝雀草稿订单")  # type: ignore[no-any-return]

    @cached_property
    def order(self: Any) -> Order:
        return submit_order(self._order("金丝雀订单"), by=self.cast.rep)

    @cached_property
    def shipment_new(self: Any) -> Shipment:
        return self._shipment(5)  # type: ignore[no-any-return]

    @cached_property
    def shipment_under_way(self: Any) -> Shipment:
        return ship(self._shipment(10), by=self.cast.rep)

    @cached_property
    def shipment_received(self: Any) -> Shipment:
        return sign(ship(self._shipment(20), by=self.cast.rep), by=self.cast.rep)

    @cached_property
    def acceptance(self: Any) -> Acceptance:
        row = ShipmentLine.objects.get(shipment=self.shipment_received)
        given = {row.pk: {"accepted": Decimal(10)}}
        return accept(self.shipment_received, by=self.cast.rep, lines=given, document_no="金丝雀签收单")

    @cached_property
    def goods_return(self: Any) -> ReturnOrder:
        row = ShipmentLine.objects.get(shipment=self.shipment_received)
        document = ReturnOrder(
            customer=self.customer, reason="defect", returned_on=clock.today(), notes="金丝雀退货"
        )
        return save_return(document, {row.pk: {"quantity": Decimal(2)}}, by=self.cast.rep)
