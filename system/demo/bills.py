"""What is billed in these weeks, and what became of it: asked for, waiting, given back, issued, void, red.

The statements of the last months go out and are answered; contracts that are carried out end.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from contracts.models import Contract
from contracts.services import course
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from orders.models import AcceptanceLine, Invoice, Order, OrderLine, Statement
from orders.services import invoice as bills
from orders.services.invoice_back import red_invoice, void_invoice
from orders.services.statement import answer_statement, close_statement, send_statement
from orders.terms import months_later

from .chance import Chance
from .inquiries import day_at
from .ownership import before_processes

# How far each of them has come, the oldest order first; what is accepted beyond these can still be billed.
COURSES = [
    "delivered", "red", "delivered", "issued", "asked", "issued", "void", "approved", "returned", "waiting",
    "delivered", "asked", "waiting", "approved", "returned",
]  # fmt: skip
ANSWERED = 3  # so many customers between two that answer
DISPUTES = ["上月 28 日的一笔回款未计入", "一批退货应扣减，请核对"]
ENDED = 4


def build_bills(chance: Chance, people: dict[str, Any]) -> int:
    finance = people["E023"].user
    ways = list(COURSES)
    for order in _accepted():
        # Who owns an order may have given its customer away since; then the next one goes this way.
        with suppress(DomainError), transaction.atomic():
            _bill(chance, finance, order, ways[0])
            ways.pop(0)
        if not ways:
            break
    _ended(chance, people["E003"].user)
    return int(Invoice.objects.count())


def _accepted() -> list[Order]:
    """Orders of which something was accepted and nobody has billed it."""
    open_lines = OrderLine.objects.filter(accepted__gt=F("invoiced"), is_deleted=False).values("order")
    rows = Order.objects.filter(pk__in=open_lines, owner__is_active=True, is_deleted=False)
    return list(rows.select_related("owner", "customer").order_by("pk"))


def _bill(chance: Chance, finance: Any, order: Order, way: str) -> None:
    rows = AcceptanceLine.objects.filter(shipment_line__order_line__order=order, acceptance__status="done")
    since = rows.order_by("-acceptance__accepted_on").values_list("acceptance__accepted_on", flat=True)[0]
    late = chance.workday(chance.as_of - timedelta(days=2))
    asked = max(since, late) if way in {"asked", "waiting", "returned", "void", "approved"} else since
    owner = order.owner
    kinds = Invoice.Kind
    kind = kinds.PLAIN if way == "void" else kinds.E_SPECIAL if order.customer.usci else kinds.E_PLAIN
    with acting_as(owner), clock.at(day_at(chance, asked)):
        row = bills.request_invoice(by=owner, order=order, kind=kind)
        if way == "asked":
            return
        if way == "waiting":  # with those whom the drawn process asks
            bills.submit_invoice(row, by=owner)
            return
        with before_processes("invoice"):
            bills.submit_invoice(row, by=owner)
    # What is void is so within the month, so on the very day.
    day = chance.workday(asked + timedelta(days=2), forward=True) if way != "void" else chance.as_of
    day = chance.workday(min(day, chance.as_of))
    with acting_as(finance), clock.at(day_at(chance, day)):
        if way == "returned":
            bills.hand_back(row, by=finance, reason="税号与营业执照不一致，请核对后重提")
            return
        row = bills.approve_invoice(row, by=finance)
        if way == "approved":
            return
        number = f"{day:%y}45200100{order.pk:010d}"
        row = bills.issue_invoice(row, by=finance, invoice_no=number, issued_on=day)
        if way == "void":
            void_invoice(row, by=finance, reason="客户要求改开专用发票")
            return
        if way == "issued":
            return
        row = bills.deliver_invoice(row, by=finance, delivered_on=day, sent_to="客户财务邮箱")
    if way == "red":
        later = chance.workday(min(day + timedelta(days=6), chance.as_of))
        with acting_as(finance), clock.at(day_at(chance, later)):
            red_invoice(
                row,
                by=finance,
                reason="购方信息有误，红冲后重开",
                invoice_no=f"{number[:-1]}R",
                issued_on=later,
            )


def answer_statements(chance: Chance, made_on: date, back: int, finance: Any) -> None:
    """The statements of the month before go out; the older they are, the further they have come."""
    month = months_later(made_on, -1)
    rows = Statement.objects.filter(month=month, status=Statement.Status.DRAFT).order_by("pk")
    sent_on = min(chance.workday(made_on + timedelta(days=2), forward=True), chance.as_of)
    heard_on = min(chance.workday(made_on + timedelta(days=9), forward=True), chance.as_of)
    for place, row in enumerate(rows):
        if place % ANSWERED:
            continue
        with acting_as(finance):
            with clock.at(day_at(chance, sent_on)):
                row = send_statement(row, by=finance)
            if not back and place % 2:
                continue
            is_disputed = place // ANSWERED % 5 == 2
            with clock.at(day_at(chance, heard_on)):
                if is_disputed:
                    says = DISPUTES[place // ANSWERED % len(DISPUTES)]
                    answer_statement(row, by=finance, status=Statement.Status.DISPUTED, answer=says)
                    continue
                row = answer_statement(row, by=finance, status=Statement.Status.CONFIRMED)
                if back > 1:
                    close_statement(row, by=finance)


def _ended(chance: Chance, manager: Any) -> None:
    """Framework contracts under which nothing is open any more: carried out, the oldest of them closed."""
    rows = Contract.objects.alive().filter(status="executing", kind="framework", owner__is_active=True)
    day = chance.workday(chance.as_of - timedelta(days=4))
    for place, contract in enumerate(rows.select_related("owner").order_by("start_on", "pk")[:ENDED]):
        with acting_as(contract.owner), clock.at(day_at(chance, day)), suppress(DomainError):
            contract = course.complete_contract(contract, by=contract.owner)
            if place < ENDED // 2:
                course.close_contract(contract, by=manager)
