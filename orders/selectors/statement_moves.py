"""What moves a customer's balance: goods accepted, returns, receipts, claims; each document with its day and amount."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..models import AcceptanceLine, PaymentPlan, Receipt, ReturnLine, StatementLine
from .order_money import part_value

Kind = StatementLine.Kind
# All that is told of a line of an order; nothing else of these wide rows is loaded.
LINE = [
    f"shipment_line__order_line__{name}"
    for name in ("quantity", "gross", "description", "order__currency", "product__code", "product__name")
]
CLAIMS: list[Callable[[Any, date], list["Move"]]] = []


@dataclass(frozen=True)
class Move:
    """One document's part; `amount` is positive for goods, returns and receipts, signed for claims."""

    kind: str
    document_type: str
    document_id: int
    document_no: str
    day: date
    currency: str
    amount: Decimal
    text: str = ""
    quantity: Decimal | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        return self.kind, self.document_type, self.document_id


def add_claims(source: Callable[[Any, date], list[Move]]) -> None:
    """`source(customer, until)` gives agreed claims up to that day: what is added to, or taken off, what he owes."""
    CLAIMS.append(source)


def moves(customer: Any, until: date) -> Iterator[Move]:
    """Everything up to and with that day, as it stands now."""
    yield from _accepted(customer, until)
    yield from _opened(customer, until)
    yield from _returned(customer, until)
    yield from _received(customer, until)
    for source in CLAIMS:
        yield from source(customer, until)


def _accepted(customer: Any, until: date) -> Iterator[Move]:
    """By order line in the order of acceptance, so that the parts of a line add up to it."""
    rows = AcceptanceLine.objects.alive().filter(
        acceptance__customer=customer,
        acceptance__status="done",
        acceptance__is_deleted=False,
        acceptance__accepted_on__lte=until,
        accepted__gt=0,
    )
    rows = rows.select_related(
        "acceptance", "shipment_line__order_line__order", "shipment_line__order_line__product"
    )
    rows = rows.only("accepted", "acceptance__number", "acceptance__accepted_on", *LINE)
    before: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows.order_by("acceptance__accepted_on", "pk"):
        line = row.shipment_line.order_line
        start = before[line.pk]
        before[line.pk] = start + row.accepted
        yield Move(
            Kind.GOODS,
            "orders.acceptanceline",
            row.pk,
            row.acceptance.number,
            row.acceptance.accepted_on,
            line.order.currency,
            part_value(line, start, before[line.pk]),
            line.what,
            row.accepted,
        )


def _opened(customer: Any, until: date) -> Iterator[Move]:
    rows = PaymentPlan.objects.alive().filter(customer=customer, kind="opening", posted_on__lte=until)
    for plan in rows.exclude(status=PaymentPlan.Status.VOID).order_by("posted_on", "pk"):
        yield Move(
            Kind.GOODS,
            "orders.paymentplan",
            plan.pk,
            plan.number,
            plan.posted_on,
            plan.currency,
            plan.amount,
            plan.notes,
        )


def _returned(customer: Any, until: date) -> Iterator[Move]:
    """What had been accepted and came back, by order line as it was accepted: all of a line that came back is the
    amount of the line to the cent. What is delivered instead is accepted anew."""
    rows = ReturnLine.objects.alive().filter(
        return_order__customer=customer,
        return_order__status="done",
        return_order__is_deleted=False,
        return_order__returned_on__lte=until,
        was_accepted__gt=0,
    )
    rows = rows.select_related(
        "return_order", "shipment_line__order_line__order", "shipment_line__order_line__product"
    )
    rows = rows.only("was_accepted", "return_order__number", "return_order__returned_on", *LINE)
    before: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows.order_by("return_order__returned_on", "pk"):
        line = row.shipment_line.order_line
        start = before[line.pk]
        before[line.pk] = start + row.was_accepted
        yield Move(
            Kind.RETURN,
            "orders.returnline",
            row.pk,
            row.return_order.number,
            row.return_order.returned_on,
            line.order.currency,
            part_value(line, start, before[line.pk]),
            line.what,
            row.was_accepted,
        )


def _received(customer: Any, until: date) -> Iterator[Move]:
    rows = Receipt.objects.alive().filter(
        customer=customer, status__in=Receipt.COUNTS, received_on__lte=until
    )
    rows = rows.only("number", "received_on", "currency", "amount", "method")
    for row in rows.order_by("received_on", "pk"):
        yield Move(
            Kind.RECEIPT,
            "orders.receipt",
            row.pk,
            row.number,
            row.received_on,
            row.currency,
            row.amount,
            row.get_method_display(),
        )
