"""Invoices: what was accepted is billed once, by somebody else's leave; void on paper alone, else red."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Customer
from core import clock
from core.errors import DomainError
from orders.models import Invoice, Order, OrderLine, PaymentPlan
from orders.services import invoice as service
from orders.services.allocation import Share, allocate
from orders.services.invoice_back import red_invoice, void_invoice
from tests import factories
from workflow.models import ProcessVersion

from .money import accept, make_order, make_receipt

pytestmark = pytest.mark.django_db
MONTHLY = {"kind": "monthly", "percent": 100, "event": "invoice", "days": 60, "from_month_end": True}


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep, usci="91350100M000100Y43")


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessVersion.objects.filter(definition__doc_type="invoice").update(status="retired")


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def issued(cast: Any, order: Order, number: str = "2544", **facts: Any) -> Invoice:
    texts = {name: facts.pop(name) for name in ("kind", "quantities") if name in facts}
    invoice = service.request_invoice(by=cast.rep, order=order, **texts)
    service.submit_invoice(invoice, by=cast.rep)
    service.approve_invoice(invoice, by=cast.finance)
    facts.setdefault("issued_on", clock.today())
    return service.issue_invoice(invoice, by=cast.finance, invoice_no=number, **facts)


def test_what_is_accepted_and_not_billed_is_proposed(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 113000)
    line = accept(order, 98)
    assert service.proposed_lines(order) == {line.pk: Decimal(98)}
    invoice = service.request_invoice(by=cast.rep, order=order)
    assert (invoice.gross_amount, invoice.title) == (Decimal("110740.00"), "青屿造船")
    line.refresh_from_db()
    assert (line.invoiced, service.proposed_lines(order)) == (98, {})
    assert refusal(service.request_invoice, by=cast.rep, order=order).code == "nothing"


def test_more_than_accepted_is_not_billed(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 113000)
    line = accept(order, 98)
    refused = refusal(service.request_invoice, by=cast.rep, order=order, quantities={line.pk: Decimal(99)})
    assert (refused.code, "98" in refused.message) == ("too_much", True)


def test_the_parts_of_a_line_add_up_to_it(cast: Any, customer: Customer) -> None:
    order = make_order(customer, "100.00", quantity=3)
    line = accept(order, 3)
    found = [
        service.request_invoice(by=cast.rep, order=order, quantities={line.pk: Decimal(1)}).gross_amount
        for _turn in range(3)
    ]
    assert found == [Decimal("33.33"), Decimal("33.34"), Decimal("33.33")]


def test_the_head_is_the_sum_of_the_lines(cast: Any, customer: Customer) -> None:
    order = make_order(customer, "33.33", quantity=1)
    first = OrderLine.objects.get(order=order)
    for place in (2, 3):
        copy = OrderLine(
            order=order, place=place, description="件", quantity=1, price=first.price, due_on=order.due_on
        )
        copy.reckon(tax_included=True, stated=Decimal("33.33"))
        copy.save()
    for line in OrderLine.objects.filter(order=order):
        line.shipped = line.delivered = line.accepted = Decimal(1)
        line.save()
    invoice = service.request_invoice(by=cast.rep, order=order)
    assert (invoice.net_amount, invoice.tax_amount) == (Decimal("88.50"), Decimal("11.49"))
    assert invoice.gross_amount == Decimal("99.99")


def test_nobody_approves_his_own_request(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    accept(order, 100)
    invoice = service.submit_invoice(service.request_invoice(by=cast.finance, order=order), by=cast.finance)
    assert refusal(service.approve_invoice, invoice, by=cast.finance).code == "own_document"


def test_an_invoice_is_issued_only_once_approved(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    accept(order, 100)
    invoice = service.request_invoice(by=cast.rep, order=order)
    given = {"by": cast.finance, "invoice_no": "1", "issued_on": clock.today()}
    assert refusal(service.issue_invoice, invoice, **given).code == "forbidden_move"


def test_issuing_makes_the_monthly_settlement_due(cast: Any, customer: Customer) -> None:
    with clock.at(date(2026, 8, 12)):
        order = make_order(customer, 113000, MONTHLY)
        accept(order, 100)
        issued(cast, order)
    plan = PaymentPlan.objects.get(order=order)
    assert (plan.amount, plan.due_on) == (Decimal(113000), date(2026, 10, 30))


def test_two_invoices_never_have_one_number(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    line = accept(order, 100)
    issued(cast, order, "77", quantities={line.pk: Decimal(50)})
    refused = refusal(issued, cast, order, "77", quantities={line.pk: Decimal(50)})
    assert (refused.code, refused.field) == ("taken", "invoice_no")


def test_a_digital_invoice_is_never_void(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    accept(order, 100)
    invoice = issued(cast, order, kind="e_special")
    assert refusal(void_invoice, invoice, by=cast.finance, reason="抬头错").code == "digital"


def test_a_paper_invoice_is_void_in_its_month_alone(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    line = accept(order, 100)
    invoice = issued(cast, order, kind="special")
    with clock.at(clock.today() + timedelta(days=40)):
        assert refusal(void_invoice, invoice, by=cast.finance, reason="抬头错").code == "another_month"
    assert void_invoice(invoice, by=cast.finance, reason="抬头错").status == "void"
    line.refresh_from_db()
    assert line.invoiced == 0


def test_red_invoices_take_back_parts_that_add_up(cast: Any, customer: Customer) -> None:
    order = make_order(customer, "100.00", quantity=3)
    line = accept(order, 3)
    invoice = issued(cast, order)
    position = invoice.positions.get()
    found = []
    for turn in range(3):
        red = red_invoice(
            invoice, by=cast.finance, reason="退货", invoice_no=f"R{turn}", issued_on=clock.today(),
            quantities={position.pk: Decimal(1)},
        )  # fmt: skip
        found.append((red.net_amount, red.gross_amount))
    invoice.refresh_from_db()
    line.refresh_from_db()
    assert sum(gross for _net, gross in found) == Decimal("-100.00")
    assert sum(net for net, _gross in found) == -invoice.net_amount
    assert (invoice.status, invoice.open_amount, line.invoiced) == ("red", 0, 0)


def test_no_more_is_taken_back_than_was_billed(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    accept(order, 100)
    invoice = issued(cast, order)
    position = invoice.positions.get()
    given = {"by": cast.finance, "reason": "退货", "invoice_no": "R", "issued_on": clock.today()}
    refused = refusal(red_invoice, invoice, quantities={position.pk: Decimal(101)}, **given)
    assert refused.code == "too_much"


def test_what_is_matched_is_taken_back_before_the_red_invoice(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 113000, MONTHLY)
    accept(order, 100)
    invoice = issued(cast, order)
    receipt = make_receipt(customer, cast.finance, 113000)
    plan = PaymentPlan.objects.get(order=order)
    allocate(receipt, [Share(Decimal(113000), plan, invoice)], by=cast.finance)
    given = {"by": cast.finance, "reason": "退货", "invoice_no": "R", "issued_on": clock.today()}
    assert refusal(red_invoice, invoice, **given).code == "has_receipts"


def test_goods_that_came_back_are_not_owed_any_more(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 113000, MONTHLY)
    accept(order, 100)
    invoice = issued(cast, order)
    position = invoice.positions.get()
    red_invoice(
        invoice, by=cast.finance, reason="退货", invoice_no="R", issued_on=clock.today(),
        quantities={position.pk: Decimal(10)}, reduces=True,
    )  # fmt: skip
    assert PaymentPlan.objects.get(order=order).amount == Decimal(101700)


def test_a_request_that_is_withdrawn_frees_its_quantities(cast: Any, customer: Customer) -> None:
    order = make_order(customer)
    line = accept(order, 100)
    invoice = service.request_invoice(by=cast.rep, order=order)
    void_invoice(invoice, by=cast.rep, reason="数量不对")
    assert service.proposed_lines(order) == {line.pk: Decimal(100)}
