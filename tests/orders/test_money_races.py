"""Two clerks at once: a receipt and a plan never give more than they have."""

from decimal import Decimal
from typing import Any

import pytest

from core import clock
from orders.models import Invoice, Order, OrderLine, PaymentPlan, Receipt
from orders.services import invoice
from orders.services.allocation import Share, allocate, take_back
from orders.services.invoice_back import red_invoice
from orders.services.payment_plan import plans_of_order
from tests import factories
from tests.test_concurrency import at_once, refusals
from workflow.models import ProcessDefinition

from .money import accept, make_order, make_plan, make_receipt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("races")]


def test_two_clerks_share_out_one_receipt_only_once(cast: Any) -> None:
    customer = factories.make_customer("青屿造船", cast.rep)
    plans = [make_plan(customer, cast.finance, 800) for _turn in range(2)]
    money = make_receipt(customer, cast.finance, 1000)
    outcomes = at_once(
        *[
            lambda plan=plan: allocate(  # type: ignore[misc]
                Receipt.objects.get(pk=money.pk), [Share(Decimal(800), plan)], by=cast.finance
            )
            for plan in plans
        ]
    )
    assert [refusal.code for refusal in refusals(outcomes)] == ["too_much"]
    money.refresh_from_db()
    paid = sum(plan.received for plan in PaymentPlan.objects.filter(customer=customer))
    assert (money.allocated, paid) == (800, 800)


def test_a_matching_is_taken_back_once(cast: Any) -> None:
    customer = factories.make_customer("青屿造船", cast.rep)
    plan = make_plan(customer, cast.finance, 800)
    money = make_receipt(customer, cast.finance, 1000)
    (row,) = allocate(money, [Share(Decimal(800), plan)], by=cast.finance)
    outcomes = at_once(*[lambda: take_back(row, by=cast.finance, reason="配错了") for _clerk in range(2)])
    assert len(refusals(outcomes)) == 1
    money.refresh_from_db()
    assert money.allocated == 0


@pytest.fixture
def without_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="invoice").update(is_active=False)


def accepted_order(cast: Any) -> Order:
    customer = factories.make_customer("青屿造船", cast.rep, usci="91350100M000100Y43")
    order = make_order(customer, 1130)
    accept(order, 100)
    return order


def approved(order: Order, cast: Any, **quantities: Any) -> Invoice:
    made = invoice.request_invoice(by=cast.rep, order=order, kind="normal", **quantities)
    return invoice.approve_invoice(invoice.submit_invoice(made, by=cast.rep), by=cast.finance)


def test_what_was_accepted_is_billed_once_by_two_who_ask_at_once(cast: Any, without_process: None) -> None:
    order = accepted_order(cast)
    outcomes = at_once(
        *[lambda: invoice.request_invoice(by=cast.rep, order=order, kind="normal") for _clerk in range(2)]
    )
    assert [refusal.code for refusal in refusals(outcomes)] == ["nothing"]
    assert OrderLine.objects.get(order=order).invoiced == 100 and Invoice.objects.count() == 1


def test_one_number_of_the_tax_system_stands_on_one_of_two_invoices(cast: Any, without_process: None) -> None:
    order = accepted_order(cast)
    line = OrderLine.objects.get(order=order).pk
    bills = [approved(order, cast, quantities={line: Decimal(50)}) for _part in range(2)]
    outcomes = at_once(
        *[
            lambda bill=bill: invoice.issue_invoice(  # type: ignore[misc]
                bill, by=cast.finance, invoice_no="24500001", issued_on=clock.today()
            )
            for bill in bills
        ]
    )
    assert [refusal.code for refusal in refusals(outcomes)] == ["taken"]
    assert Invoice.objects.filter(invoice_no="24500001").count() == 1


def test_two_red_invoices_at_once_take_back_no_more_than_was_billed(cast: Any, without_process: None) -> None:
    order = accepted_order(cast)
    bill = invoice.issue_invoice(
        approved(order, cast), by=cast.finance, invoice_no="24500002", issued_on=clock.today()
    )
    outcomes = at_once(
        *[
            lambda number=number: red_invoice(  # type: ignore[misc]
                Invoice.objects.get(pk=bill.pk),
                by=cast.finance,
                reason="开错了",
                invoice_no=number,
                issued_on=clock.today(),
            )
            for number in ("R1", "R2")
        ]
    )
    assert len(refusals(outcomes)) == 1
    bill.refresh_from_db()
    assert (bill.status, bill.taken_back) == ("red", bill.gross_amount)
    assert OrderLine.objects.get(order=order).invoiced == 0


def test_two_parts_billed_at_once_are_both_due(cast: Any, without_process: None) -> None:
    customer = factories.make_customer("青屿造船", cast.rep, usci="91350100M000100Y43")
    order = make_order(customer, 1130, {"kind": "monthly", "percent": 100, "event": "invoice", "days": 30})
    accept(order, 100)
    plans_of_order(order, cast.rep)
    line = OrderLine.objects.get(order=order).pk
    bills = [approved(order, cast, quantities={line: Decimal(part)}) for part in (40, 60)]
    outcomes = at_once(
        *[
            lambda bill=bill: invoice.issue_invoice(  # type: ignore[misc]
                bill, by=cast.finance, invoice_no=f"2450{bill.pk}", issued_on=clock.today()
            )
            for bill in bills
        ]
    )
    assert refusals(outcomes) == []
    plans = PaymentPlan.objects.filter(order=order)
    assert not plans.filter(status="waiting").exists()
    assert sum(plan.amount for plan in plans) == 1130
