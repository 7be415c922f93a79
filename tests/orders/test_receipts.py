"""Receipts: confirmed by finance, matched within two balances, taken back, bounced; the rest is credit."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import FxRate
from contacts.models import Customer
from core import clock
from core.errors import DomainError
from orders.models import Receipt
from orders.services import allocation, period
from orders.services import receipt as service
from orders.services.allocation import Share, allocate, proposed, take_back
from tests import factories

from .money import make_plan, make_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def test_a_receipt_counts_only_when_finance_has_confirmed_it(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 1000)
    receipt = make_receipt(customer, cast.finance, 1000, confirmed=False)
    refused = refusal(allocate, receipt, [Share(Decimal(1000), plan)], by=cast.finance)
    assert refused.code == "not_confirmed"
    service.confirm_receipt(receipt, by=cast.finance)
    allocate(receipt, [Share(Decimal(1000), plan)], by=cast.finance)
    plan.refresh_from_db()
    receipt.refresh_from_db()
    assert (plan.status, receipt.status, receipt.rest) == ("paid", "matched", 0)


def test_a_rep_registers_no_receipt(cast: Any, customer: Customer) -> None:
    assert refusal(make_receipt, customer, cast.rep, 1000, confirmed=False).code == "forbidden"


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"amount": Decimal(0)}, "not_positive", "amount"),
        ({"received_on": date(2099, 1, 1)}, "in_future", "received_on"),
        ({"method": "bank_draft"}, "required", "draft_due_on"),
        ({"currency": "USD"}, "no_fx_rate", "currency"),
    ],
)
def test_what_is_missing_or_impossible_is_refused(
    cast: Any, customer: Customer, wrong: dict[str, Any], code: str, field: str
) -> None:
    given = {"amount": 1000, **wrong}
    refused = refusal(make_receipt, customer, cast.finance, confirmed=False, **given)
    assert refused.field == field
    assert code in {refused.code, "in_future"}


def test_a_currency_is_worth_what_its_rate_of_the_day_says(cast: Any, customer: Customer) -> None:
    FxRate.objects.create(currency="USD", base="CNY", day=clock.today(), rate=Decimal("7.1"))
    receipt = make_receipt(customer, cast.finance, "1250.00", currency="USD")
    assert receipt.base_amount == Decimal("8875.00")


def test_nothing_is_posted_into_a_closed_month(cast: Any, customer: Customer) -> None:
    last = clock.today().replace(day=1) - timedelta(days=1)
    period.close_period(last, by=cast.finance)
    refused = refusal(make_receipt, customer, cast.finance, 1000, confirmed=False, received_on=last)
    assert (refused.code, refused.field) == ("period_closed", "received_on")
    period.open_period(last, by=cast.finance, reason="漏记一笔")
    assert make_receipt(customer, cast.finance, 1000, received_on=last).status == "confirmed"


def test_a_month_that_runs_is_not_closed(cast: Any) -> None:
    assert refusal(period.close_period, clock.today(), by=cast.finance).code == "not_over"


def test_a_matching_exceeds_neither_the_plan_nor_the_receipt(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 1000)
    big = make_receipt(customer, cast.finance, 5000)
    assert "1,000.00" in refusal(allocate, big, [Share(Decimal("1000.01"), plan)], by=cast.finance).message
    small = make_receipt(customer, cast.finance, 300)
    assert "300.00" in refusal(allocate, small, [Share(Decimal("300.01"), plan)], by=cast.finance).message
    allocate(small, [Share(Decimal(300), plan)], by=cast.finance)
    plan.refresh_from_db()
    assert (plan.status, plan.open_amount) == ("partly", Decimal(700))


def test_several_shares_of_one_matching_share_one_rest(cast: Any, customer: Customer) -> None:
    plans = [make_plan(customer, cast.finance, 800) for _turn in range(2)]
    receipt = make_receipt(customer, cast.finance, 1000)
    shares = [Share(Decimal(800), plan) for plan in plans]
    assert refusal(allocate, receipt, shares, by=cast.finance).code == "too_much"
    receipt.refresh_from_db()
    assert receipt.allocated == 0


def test_what_is_paid_beyond_stays_credit(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 1000)
    receipt = make_receipt(customer, cast.finance, 1500)
    allocate(receipt, proposed(receipt), by=cast.finance)
    plan.refresh_from_db()
    receipt.refresh_from_db()
    assert (plan.status, receipt.status, receipt.rest) == ("paid", "partly", Decimal(500))


def test_the_oldest_due_day_is_paid_first(cast: Any, customer: Customer) -> None:
    today = clock.today()
    late = make_plan(customer, cast.finance, 700, today + timedelta(days=5))
    early = make_plan(customer, cast.finance, 500, today - timedelta(days=5))
    receipt = make_receipt(customer, cast.finance, 600)
    assert [(share.plan, share.amount) for share in proposed(receipt)] == [(early, 500), (late, 100)]


def test_another_customers_plan_and_another_currency_are_refused(cast: Any, customer: Customer) -> None:
    other = factories.make_customer("别家", cast.rep)
    plan = make_plan(other, cast.finance, 1000)
    receipt = make_receipt(customer, cast.finance, 1000)
    assert refusal(allocate, receipt, [Share(Decimal(1), plan)], by=cast.finance).code == "foreign"
    dollars = make_plan(customer, cast.finance, 1000, kind="opening", currency="USD", rate=Decimal(7))
    assert refusal(allocate, receipt, [Share(Decimal(1), dollars)], by=cast.finance).code == "other_currency"


def test_a_matching_is_taken_back_with_a_reason_and_only_once(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 1000, clock.today() - timedelta(days=3))
    receipt = make_receipt(customer, cast.finance, 1000)
    (row,) = allocate(receipt, [Share(Decimal(1000), plan)], by=cast.finance)
    assert refusal(take_back, row, by=cast.finance, reason=" ").field == "reason"
    take_back(row, by=cast.finance, reason="配错了")
    plan.refresh_from_db()
    receipt.refresh_from_db()
    assert (plan.status, plan.received, receipt.status, receipt.rest) == ("overdue", 0, "confirmed", 1000)
    assert refusal(take_back, row, by=cast.finance, reason="再来").code == "reversed"


def test_a_draft_that_bounces_takes_all_its_matchings_back(cast: Any, customer: Customer) -> None:
    plans = [make_plan(customer, cast.finance, 400) for _turn in range(2)]
    due = clock.today() + timedelta(days=180)
    receipt = make_receipt(customer, cast.finance, 1000, method="trade_draft", draft_due_on=due)
    allocate(receipt, proposed(receipt), by=cast.finance)
    service.bounce_receipt(receipt, by=cast.finance, reason="出票人拒付")
    receipt.refresh_from_db()
    assert (receipt.status, receipt.allocated) == ("bounced", 0)
    for plan in plans:
        plan.refresh_from_db()
        assert (plan.status, plan.received) == ("due", 0)
    assert allocation.ReceiptAllocation.objects.filter(receipt=receipt, reversed_at=None).count() == 0


def test_a_draft_is_cashed_once_and_does_not_bounce_then(cast: Any, customer: Customer) -> None:
    due = clock.today() + timedelta(days=180)
    receipt = make_receipt(customer, cast.finance, 1000, method="bank_draft", draft_due_on=due)
    service.cash_draft(receipt, by=cast.finance, cashed_on=clock.today())
    assert refusal(service.cash_draft, receipt, by=cast.finance, cashed_on=clock.today()).code == "cashed"
    assert refusal(service.bounce_receipt, receipt, by=cast.finance, reason="?").code == "cashed"


def test_numbers_of_receipts_have_no_gaps(cast: Any, customer: Customer) -> None:
    first = make_receipt(customer, cast.finance, 1000)
    refusal(make_receipt, customer, cast.finance, 0, confirmed=False)
    second = make_receipt(customer, cast.finance, 1000)
    assert int(second.number[-5:]) == int(first.number[-5:]) + 1


def test_what_is_confirmed_is_neither_changed_nor_called_void(cast: Any, customer: Customer) -> None:
    receipt = make_receipt(customer, cast.finance, 1000)
    assert refusal(service.update_receipt, receipt, by=cast.finance, amount=Decimal(2)).code == "confirmed"
    assert refusal(service.void_receipt, receipt, by=cast.finance, reason="?").code == "forbidden_move"
    assert Receipt.objects.get(pk=receipt.pk).amount == 1000
