"""Nonsense and greed are refused in words on every road to money and goods: page, API, ERP. Never an error, never a row."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import FxRate
from contacts.models import Customer
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from orders.models import PaymentPlan, Receipt, ReceiptAllocation, Shipment, Statement
from orders.services.allocation import Share, allocate
from orders.services.payment_plan import create_plan
from orders.services.period import close_period, first_of
from orders.services.receipt import register_receipt
from tests import factories
from tests.api.test_notices_api import Api
from tests.orders.test_erp import send
from workflow.models import ProcessDefinition

from .money import make_plan, make_receipt
from .orders import make_placed, only_line

pytestmark = pytest.mark.django_db
BAD = ["0", "-1", "NaN", "sNaN", "Infinity", "1e30", "0.001", "1e-9", "9" * 40, "１０e", "--1", "1000.01"]
REFUSED = {400, 409, 422}


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__in=["quote", "order", "invoice"]).update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, code="KH-7")


def untouched(*rows: Any) -> None:
    for row in rows:
        before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        row.refresh_from_db()
        assert before == {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


# ---- matching more than there is


def test_no_amount_beyond_the_balance_is_matched_by_any_road(
    cast: Any, customer: Customer, sign_in: Any
) -> None:
    plan = make_plan(customer, cast.finance, 1000)
    money = make_receipt(customer, cast.finance, 5000)
    plan.refresh_from_db()
    money.refresh_from_db()
    page: Client = sign_in(cast.finance)
    api = Api(cast.finance)
    for bad in BAD:
        answer = page.post(reverse("orders:receipt_match", args=[money.pk]), {f"paymentplan_{plan.pk}": bad})
        assert answer.status_code in REFUSED, (bad, answer.status_code)
        answer = api.call("POST", f"/api/v1/receipts/{money.pk}/match", {"plan": plan.pk, "amount": bad})
        assert answer.status_code in REFUSED, (bad, answer.content)
    for bad in (0, -1, 1e30, True, [], {}, None, 1000.01):
        answer = api.call("POST", f"/api/v1/receipts/{money.pk}/match", {"plan": plan.pk, "amount": bad})
        assert answer.status_code in REFUSED, (bad, answer.content)
    for amount in (Decimal("0.001"), Decimal("NaN"), Decimal("1000.01"), Decimal(0), Decimal(-5)):
        with pytest.raises(DomainError):
            allocate(money, [Share(amount, plan)], by=cast.finance)
    with pytest.raises(DomainError):  # each within, together beyond
        allocate(money, [Share(Decimal(600), plan), Share(Decimal(600), plan)], by=cast.finance)
    untouched(plan, money)
    assert not ReceiptAllocation.objects.exists()


def test_a_receipt_pays_nobody_elses_debts_and_none_in_another_currency(
    cast: Any, customer: Customer
) -> None:
    other = make_plan(factories.make_customer(owner=cast.other_rep), cast.finance, 1000)
    dollars = make_plan(customer, cast.finance, 1000, kind="opening", currency="USD", rate=Decimal(7))
    money = make_receipt(customer, cast.finance, 5000)
    api = Api(cast.finance)
    for plan in (other, dollars):
        answer = api.call("POST", f"/api/v1/receipts/{money.pk}/match", {"plan": plan.pk, "amount": "10"})
        assert answer.status_code in REFUSED, answer.content
    untouched(other, dollars)


# ---- receipts and plans that cannot be


def bad_receipts() -> list[dict[str, Any]]:
    today = clock.today()
    amounts = [{"amount": bad} for bad in BAD if bad != "1000.01"]
    return [
        *amounts,
        {"received_on": f"{today + timedelta(days=1)}"},
        {"received_on": "2026-02-30"},
        {"received_on": f"{today - timedelta(days=400)}"},  # a closed month
        {"currency": "USD"},  # no rate
        {"currency": "USD", "rate": "-7"},
        {"currency": "USD", "rate": "NaN"},
        {"currency": "USD", "rate": "0"},
        {"currency": "USD", "rate": "999999999999", "amount": "999999999999"},
        {"currency": "XXX"},
        {"method": "magic"},
        {"method": "bank_draft"},
    ]


def test_no_receipt_that_cannot_be_is_registered_by_any_road(
    cast: Any, customer: Customer, sign_in: Any
) -> None:
    close_period(first_of(clock.today() - timedelta(days=400)), by=cast.finance)
    machine = factories.make_employee(role="erp", department=cast.east, username="erp")
    page: Client = sign_in(cast.finance)
    api = Api(cast.finance)
    good = {"received_on": f"{clock.today()}", "amount": "100", "currency": "CNY", "method": "transfer"}
    for turn, bad in enumerate(bad_receipts()):
        given = good | bad
        answer = page.post(reverse("orders:receipt_create"), {"customer": customer.pk, "rate": "", **given})
        assert answer.status_code in REFUSED, (bad, answer.status_code)
        answer = api.call("POST", "/api/v1/receipts", {"customer": customer.pk, **given})
        assert answer.status_code in REFUSED, (bad, answer.content)
        said = send(machine, "receipt", f"R-{turn}", customer="KH-7", **given)
        assert said["status"] in {"failed", "refused"} and said["error"]["code"] != "failed", (bad, said)
    assert not Receipt.objects.exists()


def test_services_refuse_what_no_form_has_looked_at(cast: Any, customer: Customer) -> None:
    FxRate.objects.create(currency="USD", base="CNY", day=clock.today(), rate=Decimal(7))
    for amount in ("0", "-1", "NaN", "Infinity", "1e30", "0.001"):
        with pytest.raises(DomainError):
            register_receipt(
                by=cast.finance, customer=customer, amount=Decimal(amount), received_on=clock.today()
            )
        with pytest.raises(DomainError):
            create_plan(
                by=cast.finance,
                customer=customer,
                kind="opening",
                amount=Decimal(amount),
                due_on=clock.today(),
            )
    for rate in ("-7", "0", "NaN", "999999999999"):
        facts = {"amount": Decimal("99999999999"), "currency": "USD", "rate": Decimal(rate)}
        with pytest.raises(DomainError):
            register_receipt(by=cast.finance, customer=customer, received_on=clock.today(), **facts)
        with pytest.raises(DomainError):
            create_plan(by=cast.finance, customer=customer, kind="opening", due_on=clock.today(), **facts)


def test_no_plan_that_cannot_be_is_written(cast: Any, customer: Customer, sign_in: Any) -> None:
    page: Client = sign_in(cast.finance)
    api = Api(cast.finance)
    good = {"customer": customer.pk, "kind": "opening", "currency": "CNY", "due_on": f"{clock.today()}"}
    for bad in ({"amount": bad} for bad in BAD if bad != "1000.01"):
        answer = page.post(reverse("orders:payment_plan_create"), good | bad)
        assert answer.status_code in REFUSED, (bad, answer.status_code)
        answer = api.call("POST", "/api/v1/payment-plans", good | bad)
        assert answer.status_code in REFUSED, (bad, answer.content)
    answer = api.call("POST", "/api/v1/payment-plans", {**good, "amount": "5", "currency": "USD"})
    assert answer.status_code in REFUSED, answer.content
    assert not PaymentPlan.objects.exists()


# ---- goods


def test_no_more_than_was_ordered_is_shipped_by_any_road(cast: Any, customer: Customer, sign_in: Any) -> None:
    order = make_placed(customer, cast.rep)
    line = only_line(order)
    machine = factories.make_employee(role="erp", department=cast.east, username="erp")
    page: Client = sign_in(cast.rep)
    api = Api(cast.rep)
    for turn, bad in enumerate(["0", "-1", "NaN", "1e30", "100.0001", "101", "0.00001", "Infinity"]):
        head = {"customer": customer.pk, "to_place": "三号门", "mode": "truck"}
        answer = page.post(reverse("orders:shipment_create"), {**head, f"line-{line.pk}-quantity": bad})
        assert answer.status_code in REFUSED, (bad, answer.status_code)
        rows = [{"order_line": line.pk, "quantity": bad}]
        answer = api.call("POST", "/api/v1/shipments", {**head, "lines": rows})
        assert answer.status_code in REFUSED, (bad, answer.content)
        lines = [{"order": order.number, "line": 1, "quantity": bad}]
        with acting_as(machine):
            said = send(machine, "shipment", f"S-{turn}", to_place="三号门", lines=lines)
        assert said["status"] in {"failed", "refused"} and said["error"]["code"] != "failed", (bad, said)
    assert not Shipment.objects.exists()
    untouched(line)


# ---- statements


def test_a_statement_is_sent_disputed_sent_again_confirmed_and_closed_by_page(
    cast: Any, customer: Customer, sign_in: Any
) -> None:
    facts = {"owner": cast.rep, "department": customer.department}
    account = Statement.objects.create(
        customer=customer, number="DZ1", month=clock.today().replace(day=1), **facts
    )
    page: Client = sign_in(cast.finance)

    def post(verb: str, **given: Any) -> tuple[int, str]:
        answer = page.post(reverse(f"orders:statement_{verb}", args=[account.pk]), given)
        account.refresh_from_db()
        return answer.status_code, account.status

    assert post("answer", status="confirmed")[1] == "draft"  # nobody has seen it
    assert post("send") == (302, "sent")
    assert post("answer", status="disputed")[1] == "sent"  # says what
    assert post("answer", status="disputed", answer="少记一笔退货") == (302, "disputed")
    assert post("close")[1] == "disputed"
    assert post("send") == (302, "sent")
    assert post("answer", status="confirmed") == (302, "confirmed")
    assert post("close") == (302, "closed")
    assert post("answer", status="disputed", answer="doch nicht")[1] == "closed"
    reader: Client = sign_in(cast.rep)
    assert reader.post(reverse("orders:statement_send", args=[account.pk])).status_code == 403
