"""Documents hold together: no day before what it follows from, no cent lost on the way, nothing posted where the books
are closed, by any road."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import FxRate
from contacts.models import Customer
from core import clock
from core.errors import DomainError
from orders.customer_money import owed
from orders.models import Acceptance, Order, OrderLine, PaymentPlan, ReceiptAllocation, ReturnOrder, Statement
from orders.selectors.ageing import Ageing
from orders.selectors.credit import credit_of
from orders.services import invoice as invoices
from orders.services.acceptance import accept
from orders.services.allocation import Share, allocate
from orders.services.payment_plan import create_plan, update_plan
from orders.services.period import close_period
from orders.services.return_order import agree_return, finish_return, save_return
from orders.services.statement import monthly_statements
from tests import factories
from tests.api.test_notices_api import Api
from tests.sales.quotes import line
from workflow.models import ProcessDefinition

from .money import make_order as make_order_of
from .money import make_plan, make_receipt
from .orders import D, arrived, make_placed, only_line, row_of
from .test_goods import refusal, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__in=["quote", "order", "invoice"]).update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, code="KH-7", usci="91350100M000100Y43")


def billed(order: Order, cast: Any) -> Any:
    rows = OrderLine.objects.get(order=order)
    rows.shipped = rows.delivered = rows.accepted = rows.quantity
    rows.save()
    made = invoices.request_invoice(by=cast.rep, order=order, kind="e_normal")
    return invoices.approve_invoice(invoices.submit_invoice(made, by=cast.rep), by=cast.finance)


# -- cents ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("parts", [(1, 1, 1), (2, 1), (3,)])
def test_a_line_that_came_back_in_parts_leaves_no_cent_in_the_statement(
    cast: Any, customer: Customer, parts: tuple[int, ...]
) -> None:
    order = make_placed(customer, cast.rep, line(quantity=D(3), price=D("33.333333")))
    assert only_line(order).gross == D("100.00")
    shipment = arrived(order, cast.manager, 3)
    accept(shipment, by=cast.manager)
    for part in parts:
        taken_back(shipment, part, cast.manager, "refund")
    with clock.at(clock.today().replace(day=1) + timedelta(days=40)):
        monthly_statements(clock.today())
    statement = Statement.objects.get()
    assert (statement.goods, statement.returns, statement.closing) == (D(100), D(100), D(0))


def test_what_a_customer_owes_is_the_same_on_his_page_in_the_ageing_and_for_his_credit(
    cast: Any, customer: Customer
) -> None:
    FxRate.objects.create(currency="USD", base="CNY", day=clock.today(), rate=D("7.123457"))
    for _number in range(7):
        make_plan(customer, cast.finance, "0.33", kind="opening", currency="USD", rate=D("7.123457"))
    assert owed(customer, cast.finance)["all"] == Ageing(cast.finance).total.total == D("16.45")
    assert credit_of(customer).receivable == D("16.45")
    make_receipt(customer, cast.finance, "0.33", currency="USD", rate=D("7.123457"))
    assert credit_of(customer).receivable == Ageing(cast.finance).total.net == D("14.10")


# -- days ----------------------------------------------------------------------------------------------------------
def test_nothing_is_accepted_or_comes_back_before_it_arrived(cast: Any, customer: Customer) -> None:
    order = make_placed(customer, cast.rep)
    shipment = arrived(order, cast.manager, 10)
    before = clock.today() - timedelta(days=1)
    told = refusal(accept, shipment, by=cast.manager, accepted_on=before)
    assert (told.code, told.field) == ("too_early", "accepted_on")
    answer = Api(cast.manager).call(
        "POST", "/api/v1/acceptances", {"shipment": shipment.pk, "accepted_on": f"{before}"}
    )
    assert answer.status_code in {400, 404, 405, 409, 422} and not Acceptance.objects.exists()
    accept(shipment, by=cast.manager)
    document = ReturnOrder(customer=customer, disposition="refund", reason="defect", returned_on=before)
    told = refusal(save_return, document, {row_of(shipment).pk: {"quantity": D(1)}}, by=cast.manager)
    assert (told.code, told.field) == ("too_early", "returned_on")


def test_goods_that_were_announced_for_later_and_are_here_came_back_today(
    cast: Any, customer: Customer
) -> None:
    order = make_placed(customer, cast.rep)
    shipment = arrived(order, cast.manager, 10)
    accept(shipment, by=cast.manager)
    later = clock.today() + timedelta(days=20)
    document = ReturnOrder(customer=customer, disposition="refund", reason="defect", returned_on=later)
    document = save_return(document, {row_of(shipment).pk: {"quantity": D(1)}}, by=cast.manager)
    done = finish_return(agree_return(document, by=cast.manager), by=cast.manager)
    assert done.returned_on == clock.today()


def test_nothing_is_billed_before_it_was_ordered(cast: Any, customer: Customer) -> None:
    bill = billed(make_order_of(customer, 1000), cast)
    told = refusal(invoices.issue_invoice, bill, by=cast.finance, invoice_no="A1", issued_on=date(2019, 1, 1))
    assert (told.code, told.field) == ("too_early", "issued_on")
    bill.refresh_from_db()
    assert (bill.status, bill.invoice_no) == ("approved", "")


# -- closed books --------------------------------------------------------------------------------------------------
def test_what_happened_in_a_closed_month_is_posted_today_and_due_as_agreed(
    cast: Any, customer: Customer
) -> None:
    order = make_placed(customer, cast.rep)
    last = clock.today().replace(day=1) - timedelta(days=2)
    with clock.at(last):
        shipment = arrived(order, cast.manager, 10)
    close_period(last, by=cast.finance)
    before = Ageing(cast.finance, as_of=last, view="posted").total.total
    accept(shipment, by=cast.manager, accepted_on=last)
    plan = PaymentPlan.objects.get(order=order, event_on=last)
    assert (plan.posted_on, plan.due_on) == (clock.today(), last + timedelta(days=30))
    assert Ageing(cast.finance, as_of=last, view="posted").total.total == before


def test_no_plan_is_posted_in_a_closed_month_or_in_the_future_or_loses_its_due_day(
    cast: Any, customer: Customer
) -> None:
    last, today = clock.today().replace(day=1) - timedelta(days=2), clock.today()
    close_period(last, by=cast.finance)
    for posted, code in ((last, "period_closed"), (today + timedelta(days=1), "future")):
        told = refusal(
            create_plan, by=cast.finance, customer=customer, kind="opening", amount=D(5), due_on=today,
            posted_on=posted,
        )  # fmt: skip
        assert (told.code, told.field) == (code, "posted_on")
    plan = make_plan(customer, cast.finance, 500, kind="opening")
    assert refusal(update_plan, plan, by=cast.finance, due_on=None).field == "due_on"
    api = Api(cast.finance)
    answer = api.call(
        "PATCH", f"/api/v1/payment-plans/{plan.pk}", {"due_on": None}, If_Match=f'"{plan.version}"'
    )
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "due_on"


# -- what pays what --------------------------------------------------------------------------------------------------
def test_one_payment_never_settles_the_plan_of_one_order_and_the_invoice_of_another(
    cast: Any, customer: Customer
) -> None:
    plan = make_plan(customer, cast.finance, 500)
    bill = billed(make_order_of(customer, 1000), cast)
    bill = invoices.issue_invoice(bill, by=cast.finance, invoice_no="A1", issued_on=clock.today())
    money = make_receipt(customer, cast.finance, 700)
    with pytest.raises(DomainError) as caught:
        allocate(money, [Share(Decimal(500), plan, bill)], by=cast.finance)
    assert caught.value.code == "foreign"
    answer = Api(cast.finance).call(
        "POST", f"/api/v1/receipts/{money.pk}/match", {"plan": plan.pk, "invoice": bill.pk, "amount": "500"}
    )
    assert answer.status_code in {409, 422} and not ReceiptAllocation.objects.exists()
    allocate(money, [Share(Decimal(300), plan), Share(Decimal(400), invoice=bill)], by=cast.finance)
    money.refresh_from_db()
    assert money.rest == 0
