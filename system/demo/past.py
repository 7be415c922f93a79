"""The orders of the year before, as the company took them over from its books: delivered, billed and nearly all paid.

They only make volume, so they are written at once; what the demonstration shows at work goes through the services.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from typing import Any

from catalog.models import Product
from contacts.models import Contact, Customer
from core import clock
from core.operation import acting_as
from core.vat import split_vat
from orders.models import (
    Acceptance,
    AcceptanceLine,
    Invoice,
    InvoiceLine,
    Order,
    OrderLine,
    PaymentPlan,
    Receipt,
    ReceiptAllocation,
    Shipment,
    ShipmentEvent,
    ShipmentLine,
)
from orders.selectors.order_money import part_value
from orders.terms import due_day
from records import bulk
from records.services import numbering

from .chance import Chance
from .inquiries import day_at

PARTED = 0.25  # of them went in two parts
OLDEST, NEWEST = 390, 110  # days before the demonstration
UNTIL = 20  # what is due since then is paid as the rest of the demonstration is
CARRIERS = [("road", "德邦物流"), ("road", "顺丰快运"), ("rail", "中铁快运"), ("sea", "中远海运")]
METHODS = ["transfer", "transfer", "transfer", "bank_draft", "trade_draft"]
SUBJECTS = ["季度补货", "新机型配套", "备件订单", "坞修备件", "年度框架下单"]
REASON = "上线时由原账套结转"


class Past:
    """Rows of many documents that hang together, gathered first and written model by model."""

    def __init__(self, chance: Chance, customers: list[Customer], products: list[Product], by: Any) -> None:
        self.chance, self.customers, self.products, self.by = chance, customers, products, by
        self.rows: dict[type[Any], list[Any]] = defaultdict(list)
        self.days: dict[int, date] = {}
        self.events: list[ShipmentEvent] = []
        people = Contact.objects.filter(is_deleted=False, status="active").order_by("-pk")
        self.contacts = {person.customer_id: person for person in people}

    def build(self, how_many: int) -> None:
        with acting_as(self.by):
            for place in range(how_many):
                self._order(place, how_many)
            self._number()
            with clock.at(day_at(self.chance, self.chance.as_of - timedelta(days=NEWEST))):
                for model in (
                    Order, OrderLine, Shipment, ShipmentLine, Acceptance, AcceptanceLine, PaymentPlan, Invoice,
                    InvoiceLine, Receipt, ReceiptAllocation,
                ):  # fmt: skip
                    bulk.create(model, self.rows[model], self.by, REASON)
                ShipmentEvent.objects.bulk_create(self.events, batch_size=500)

    def _add(self, row: Any, day: date) -> Any:
        row.created_at = day_at(self.chance, day)
        if hasattr(row, "owner_id"):
            row.created_by_id = row.owner_id
        self.days[id(row)] = day
        self.rows[type(row)].append(row)
        return row

    def _workday(self, day: date) -> date:
        return self.chance.workday(day, forward=True)

    def _order(self, place: int, how_many: int) -> None:
        rng = self.chance.of("past_order", place)
        customer = self.customers[place * 7 % len(self.customers)]
        ago = OLDEST - place * (OLDEST - NEWEST) // how_many
        day = self.chance.workday(self.chance.as_of - timedelta(days=ago))
        of_customer = {
            "customer": customer,
            "owner_id": customer.owner_id,
            "department_id": customer.department_id,
        }
        order = Order(
            **of_customer,
            contact=self.contacts.get(customer.pk),
            market_type=customer.market_type,
            subject=rng.choice(SUBJECTS),
            po_no=f"PO{day:%y%m}{place:03d}P",
            ordered_on=day,
            due_on=day + timedelta(days=30),
            delivery_place=f"{customer.city or '客户'}工厂收货处",
            submitted_by_id=customer.owner_id,
            submitted_at=day_at(self.chance, day),
            placed_at=day_at(self.chance, day),
        )
        self._add(order, day)
        lines = [
            self._line(order, number, product, rng, day)
            for number, product in enumerate(rng.sample(self.products, rng.choice([2, 3, 3, 4])), 1)
        ]
        _add_up(order, lines)
        order.base_amount = order.gross_amount
        parts = 2 if rng.random() < PARTED else 1
        ends = []
        for part in range(parts):
            left = self._workday(day + timedelta(days=20 + 14 * part))
            half = parts == 2 and part == 0
            going = [
                (
                    line,
                    (line.quantity / 2).quantize(Decimal(1), ROUND_DOWN)
                    if half
                    else line.quantity - line.shipped,
                )
                for line in lines
            ]
            ends.append(self._part(order, going, part + 1, left, of_customer, rng))
        paid_on = [end for end in ends if end is not None]
        order.status = Order.Status.PRODUCING
        if len(paid_on) == parts:
            order.status, order.ended_on = Order.Status.CLOSED, max(paid_on)

    def _line(self, order: Order, place: int, product: Product, rng: Any, day: date) -> OrderLine:
        line = OrderLine(
            order=order,
            place=place,
            product=product,
            description=product.name,
            uom=product.uom,
            quantity=(product.moq or Decimal(1)) * rng.choice([2, 3, 4, 6]),
            price=product.list_price,
            discount=Decimal(rng.choice([0, 3, 5])),
            vat_rate=product.vat_rate,
            due_on=order.due_on,
            price_origin=REASON,
        )
        line.reckon(tax_included=True)
        self._add(line, day)
        return line

    def _part(
        self,
        order: Order,
        going: list[tuple[OrderLine, Decimal]],
        place: int,
        left: date,
        of_customer: dict[str, Any],
        rng: Any,
    ) -> date | None:
        """One delivery with all that follows from it; says when it was paid, if it is."""
        arrived = self._workday(left + timedelta(days=6))
        accepted = self._workday(arrived + timedelta(days=2))
        mode, carrier = rng.choice(CARRIERS)
        shipment = Shipment(
            **of_customer,
            receiver=order.contact,
            mode=mode,
            carrier=carrier,
            waybill=f"{left:%Y%m%d}{rng.randrange(10**6):06d}",
            from_place="钦州工厂 2 号库",
            to_place=order.delivery_place,
            shipped_at=day_at(self.chance, left),
            etd=left,
            eta=left + timedelta(days=7),
            due_on=order.due_on,
            signed_at=day_at(self.chance, arrived),
            signed_by=str(order.contact or "收货员"),
            status=Shipment.Status.SIGNED,
        )
        self._add(shipment, left)
        for day, status, where in (
            (left, "shipped", shipment.from_place),
            (arrived, "signed", shipment.to_place),
        ):
            self.events.append(
                ShipmentEvent(
                    shipment=shipment,
                    kind="status",
                    status=status,
                    at=day_at(self.chance, day),
                    place=where[:120],
                    by_id=order.owner_id,
                )
            )
        acceptance = Acceptance(
            **of_customer,
            shipment=shipment,
            accepted_on=accepted,
            contact=order.contact,
            document_no=f"YS{accepted:%y%m%d}{rng.randrange(1000):03d}",
            status=Acceptance.Status.DONE,
        )
        self._add(acceptance, accepted)
        invoice, billed = self._invoice(order, of_customer, accepted), []
        for line, quantity in going:
            before, line.shipped = line.shipped, line.shipped + quantity
            line.delivered = line.accepted = line.invoiced = line.shipped
            sent = ShipmentLine(
                shipment=shipment, place=line.place, order_line=line, quantity=quantity, delivered=quantity,
                accepted=quantity,
            )  # fmt: skip
            self._add(sent, left)
            self._add(AcceptanceLine(acceptance=acceptance, shipment_line=sent, accepted=quantity), accepted)
            net, tax, gross = split_vat(part_value(line, before, line.shipped), line.vat_rate)
            bill = InvoiceLine(
                invoice=invoice, place=len(billed) + 1, order_line=line, product=line.product,
                description=line.description, quantity=quantity, price=line.gross / line.quantity,
                vat_rate=line.vat_rate, net=net, tax=tax, gross=gross,
            )  # fmt: skip
            billed.append(self._add(bill, invoice.issued_on or accepted))
        _add_up(invoice, billed)
        invoice.base_amount = invoice.gross_amount
        plan = PaymentPlan(
            **of_customer,
            order=order,
            place=place,
            kind=PaymentPlan.Kind.ACCEPTANCE,
            event="acceptance",
            event_on=accepted,
            posted_on=accepted,
            days=30,
            percent=Decimal(100),
            amount=invoice.gross_amount,
        )
        plan.due_on = due_day(plan, accepted)
        plan.status = PaymentPlan.Status.DUE
        self._add(plan, self.days[id(order)])
        return self._paid(plan, invoice, of_customer, rng)

    def _invoice(self, order: Order, of_customer: dict[str, Any], accepted: date) -> Invoice:
        customer: Customer = of_customer["customer"]
        issued = self._workday(accepted + timedelta(days=3))
        count = len(self.rows[Invoice]) + 1
        invoice = Invoice(
            **of_customer,
            order=order,
            kind=Invoice.Kind.E_SPECIAL if customer.usci else Invoice.Kind.E_PLAIN,
            title=customer.name,
            tax_no=customer.usci or "",
            invoice_no=f"{issued:%y}452000000{count:09d}",
            issued_on=issued,
            delivered_on=self._workday(issued + timedelta(days=1)),
            status=Invoice.Status.DELIVERED,
            requested_by_id=order.owner_id,
            approved_by=self.by,
        )
        self._add(invoice, accepted)
        return invoice

    def _paid(
        self, plan: PaymentPlan, invoice: Invoice, of_customer: dict[str, Any], rng: Any
    ) -> date | None:
        due: Any = plan.due_on
        day = self._workday(due + timedelta(days=rng.randrange(-3, 24)))
        if due >= self.chance.as_of - timedelta(days=UNTIL) or day >= self.chance.as_of:
            return None
        method = rng.choice(METHODS)
        receipt = Receipt(
            **of_customer,
            received_on=day,
            method=method,
            amount=plan.amount,
            allocated=plan.amount,
            base_amount=plan.amount,
            payer=of_customer["customer"].name,
            status=Receipt.Status.MATCHED,
            confirmed_by=self.by,
            confirmed_at=day_at(self.chance, day),
        )
        if method in Receipt.DRAFTS:
            receipt.draft_due_on = day + timedelta(days=180)
            receipt.draft_no = f"{len(self.rows[Receipt]):08d}"
        self._add(receipt, day)
        plan.received = invoice.received = plan.amount
        plan.status = PaymentPlan.Status.PAID
        matching = ReceiptAllocation(
            receipt=receipt, plan=plan, invoice=invoice, amount=plan.amount, allocated_on=day
        )
        self._add(matching, day)
        return day

    def _number(self) -> None:
        """The numbers of each kind in the order of their days, drawn month by month."""
        for model, code in ((Order, "order"), (Shipment, "shipment"), (Acceptance, "acceptance"),
                            (Invoice, "invoice"), (Receipt, "receipt")):  # fmt: skip
            rows = sorted(self.rows[model], key=lambda row: self.days[id(row)])
            for _month, group in groupby(rows, key=lambda row: self.days[id(row)].replace(day=1)):
                found = list(group)
                with clock.at(day_at(self.chance, self.days[id(found[0])])):
                    for row, number in zip(found, numbering.next_numbers(code, len(found)), strict=True):
                        row.number = number
        for plan in self.rows[PaymentPlan]:
            plan.number = f"{plan.order.number}-{plan.place}"


def _add_up(document: Any, lines: Iterable[Any]) -> None:
    rows = list(lines)
    document.net_amount = sum((line.net for line in rows), Decimal(0))
    document.tax_amount = sum((line.tax for line in rows), Decimal(0))
    document.gross_amount = document.net_amount + document.tax_amount
