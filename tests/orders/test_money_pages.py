"""The pages of money: what finance and those who sell see and do on them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Customer
from core import clock
from orders.models import CollectionStep, Invoice, PaymentPlan, Receipt, Statement
from orders.services.allocation import Share, allocate
from orders.services.invoice import request_invoice
from orders.services.period import is_closed
from orders.terms import months_later
from tests import factories

from .money import accept, make_order, make_plan, make_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep)


@pytest.fixture
def plan(cast: Any, customer: Customer) -> PaymentPlan:
    return make_plan(customer, cast.finance, 1000, clock.today() - timedelta(days=8))


def page(browser: Client, name: str, *args: Any, query: str = "") -> str:
    answer = browser.get(reverse(f"orders:{name}", args=args) + query)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_lists_and_single_pages_show_what_is_owed(
    cast: Any, customer: Customer, plan: PaymentPlan, sign_in: Any
) -> None:
    money = make_receipt(customer, cast.finance, 600)
    order = make_order(customer)
    accept(order, 100)
    bill = request_invoice(by=cast.rep, order=order, kind="plain")
    account = Statement.objects.create(customer=customer, number="DZ1", month=clock.today().replace(day=1))
    browser: Client = sign_in(cast.finance)
    for name, row in (("payment_plan", plan), ("receipt", money), ("invoice", bill), ("statement", account)):
        assert row.number in page(browser, f"{name}_list")
        assert row.number in page(browser, f"{name}_detail", row.pk)
        assert (
            browser.get(reverse(f"orders:{name}_detail", args=[row.pk]) + "?tab=changes").status_code == 200
        )
    assert plan.number in page(browser, "payment_plan_list", query="?scene=overdue")
    assert (
        browser.get(reverse("orders:statement_pdf", args=[account.pk]))["Content-Type"] == "application/pdf"
    )


def test_a_receipt_is_registered_confirmed_and_matched(
    cast: Any, customer: Customer, plan: PaymentPlan, sign_in: Any
) -> None:
    browser: Client = sign_in(cast.finance)
    given = {
        "customer": customer.pk, "received_on": f"{clock.today()}", "amount": "1500", "currency": "CNY",
        "method": "transfer", "rate": "",
    }  # fmt: skip
    answer = browser.post(reverse("orders:receipt_create"), given)
    assert answer.status_code == 302, answer.content.decode()
    money = Receipt.objects.get()
    browser.post(reverse("orders:receipt_confirm", args=[money.pk]))
    asked = page(browser, "receipt_match", money.pk)
    assert f"paymentplan_{plan.pk}" in asked and "1000.00" in asked
    browser.post(reverse("orders:receipt_match", args=[money.pk]), {f"paymentplan_{plan.pk}": "1000"})
    plan.refresh_from_db()
    assert plan.status == "paid"
    row = money.allocations.get()
    browser.post(reverse("orders:matching_take_back", args=[row.pk]), {"reason": "配错了"})
    plan.refresh_from_db()
    assert plan.status == "overdue"


def test_an_invoice_goes_from_request_to_red(cast: Any, customer: Customer, sign_in: Any) -> None:
    from workflow.models import ProcessVersion

    ProcessVersion.objects.filter(definition__doc_type="invoice").update(status="retired")
    order = make_order(customer)
    accept(order, 100)
    rep: Client = sign_in(cast.rep)
    answer = rep.post(reverse("orders:invoice_create"), {"order": order.pk, "kind": "e_plain"})
    assert answer.status_code == 302, answer.content.decode()
    bill = Invoice.objects.get()
    rep.post(reverse("orders:invoice_submit", args=[bill.pk]))
    finance: Client = sign_in(cast.finance)
    finance.post(reverse("orders:invoice_approve", args=[bill.pk]))
    day = f"{clock.today()}"
    finance.post(
        reverse("orders:invoice_issue", args=[bill.pk]), {"invoice_no": "25440001", "issued_on": day}
    )
    bill.refresh_from_db()
    assert (bill.status, bill.title) == ("issued", "青屿造船")
    finance.post(
        reverse("orders:invoice_red", args=[bill.pk]),
        {"invoice_no": "R1", "issued_on": day, "reason": "退货"},
    )
    bill.refresh_from_db()
    assert bill.status == "red"


def test_finance_notes_a_promise_that_the_rep_reads_and_he_changes_no_money(
    cast: Any, plan: PaymentPlan, sign_in: Any
) -> None:
    browser: Client = sign_in(cast.finance)
    later = clock.today() + timedelta(days=3)
    given = {"stage": "call", "text": "答应周五付款", "promised_on": f"{later}", "promised_amount": "1000"}
    browser.post(reverse("orders:payment_plan_collect", args=[plan.pk]), given)
    browser = sign_in(cast.rep)
    assert browser.post(reverse("orders:payment_plan_collect", args=[plan.pk]), given).status_code == 403
    assert CollectionStep.objects.get().promised_amount == Decimal(1000)
    assert "答应周五付款" in page(browser, "payment_plan_detail", plan.pk, query="?tab=collection")
    assert browser.get(reverse("orders:payment_plan_edit", args=[plan.pk])).status_code == 403
    stranger: Client = sign_in(cast.other_rep)
    assert stranger.get(reverse("orders:payment_plan_detail", args=[plan.pk])).status_code == 404


def test_the_customers_page_says_what_he_owes(
    cast: Any, customer: Customer, plan: PaymentPlan, sign_in: Any
) -> None:
    browser: Client = sign_in(cast.rep)
    found = browser.get(customer.get_absolute_url() + "?tab=payments").content.decode()
    assert plan.number in found and "0.10" in found
    assert browser.get(customer.get_absolute_url() + "?tab=invoices").status_code == 200


def test_a_person_shows_what_is_paid_for_the_orders_he_stands_for(
    cast: Any, customer: Customer, plan: PaymentPlan, sign_in: Any
) -> None:
    buyer = factories.make_contact(customer, "陈一舟")
    order = make_order(customer, 500, contact=buyer)
    his = make_plan(customer, cast.finance, 500, order=order)
    money, other = (make_receipt(customer, cast.finance, 200) for _ in range(2))
    allocate(money, [Share(Decimal(200), plan=his)], by=cast.finance)
    browser: Client = sign_in(cast.rep)
    found = browser.get(buyer.get_absolute_url() + "?tab=payments").content.decode()
    assert his.number in found and money.number in found
    assert plan.number not in found and other.number not in found


def test_finance_closes_and_opens_a_month(cast: Any, sign_in: Any) -> None:
    browser: Client = sign_in(cast.finance)
    last = clock.today().replace(day=1) - timedelta(days=1)
    page(browser, "periods")
    browser.post(reverse("orders:periods"), {"month": f"{last}"})
    assert is_closed(last)
    assert browser.post(reverse("orders:periods"), {"month": f"{last}", "is_open": "1"}).status_code == 422
    browser.post(reverse("orders:periods"), {"month": f"{last}", "is_open": "1", "reason": "漏记"})
    assert not is_closed(last)
    assert sign_in(cast.rep).get(reverse("orders:periods")).status_code == 403


def test_the_periods_show_the_last_months_and_what_stands_open_before_them(cast: Any, sign_in: Any) -> None:
    browser: Client = sign_in(cast.finance)
    last = clock.today().replace(day=1) - timedelta(days=1)
    old = months_later(last.replace(day=1), -9)
    browser.post(reverse("orders:periods"), {"month": f"{old}"})
    shown = page(browser, "periods")
    assert (
        f"{last:%Y-%m}<" in shown
        and f"{months_later(old, 1):%Y-%m}<" in shown
        and f"{old:%Y-%m}<" not in shown
    )
    assert f"{old:%Y-%m}<" in page(browser, "periods", query="?all=1")
