"""Payment plans: what terms make of an amount, which event makes which part due, and when it is overdue."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from contacts.models import Customer
from core import clock
from core.errors import DomainError
from orders.models import PaymentPlan
from orders.selectors.payment_terms import off_by
from orders.services import payment_plan as service
from orders.services.plan_events import happened, plans_of_cancelled
from orders.terms import due_day, month_end, months_later, split
from tests import factories

from .money import make_contract, make_order, make_plan

THIRTIES = (
    {"kind": "advance", "percent": 30, "event": "order"},
    {"kind": "shipment", "percent": 30, "event": "shipment"},
    {"kind": "acceptance", "percent": 30, "event": "acceptance", "days": 30},
    {"kind": "retention", "percent": 10, "event": "acceptance", "months": 12},
)
MONTHLY = {"kind": "monthly", "percent": 100, "event": "invoice", "days": 60, "from_month_end": True}


def money(*amounts: str) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize("percents", [("33.33", "33.33", "33.34"), ("33.3333",) * 3, ("33.33",) * 3])
def test_the_last_part_takes_the_tail(percents: tuple[str, ...]) -> None:
    found = split(Decimal(1_000_000), money(*percents))
    assert found == money("333333.33", "333333.33", "333333.34")


def test_shares_that_are_not_all_leave_the_rest_out() -> None:
    assert split(Decimal("100.01"), money("30", "40")) == money("30.00", "40.01")


def test_a_month_ends_and_sixty_days_go_by() -> None:
    term = SimpleNamespace(from_month_end=True, months=0, days=60)
    assert due_day(term, date(2026, 8, 12)) == date(2026, 10, 30)


def test_months_end_with_their_last_day() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 30), 12) == date(2027, 11, 30)
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep)


def states(**of: Any) -> list[tuple[str, Decimal]]:
    rows = PaymentPlan.objects.filter(**of).order_by("place")
    return [(row.status, row.amount) for row in rows]


pytestmark = pytest.mark.django_db


def test_placing_an_order_makes_its_plans_and_its_advance_is_due(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 1_000_000, *THIRTIES)
    happened(order, "order", date(2026, 10, 8), by=cast.rep)
    first = PaymentPlan.objects.get(order=order, place=1)
    assert (first.number, first.owner, first.posted_on) == (f"{order.number}-1", cast.rep, date(2026, 10, 8))
    waiting = [row.status for row in PaymentPlan.objects.filter(order=order, place__gt=1)]
    assert waiting == ["waiting"] * 3
    assert off_by(order) == 0


def test_the_plans_of_an_order_are_made_once(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 1_000_000, *THIRTIES)
    for _turn in range(2):
        happened(order, "order", clock.today(), by=cast.rep)
    assert len(states(order=order)) == 4


def test_a_part_that_is_shipped_makes_its_part_due(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 1_000_000, *THIRTIES)
    happened(order, "order", clock.today(), by=cast.rep)
    happened(order, "shipment", clock.today(), by=cast.rep, amount=Decimal(600_000))
    rows = PaymentPlan.objects.filter(order=order, event="shipment").order_by("place")
    assert [(row.status, row.amount) for row in rows] == [
        ("due", Decimal(180_000)),
        ("waiting", Decimal(120_000)),
    ]
    happened(order, "shipment", clock.today(), by=cast.rep, amount=Decimal(400_000))
    assert {row.status for row in rows.all()} == {"due"}
    assert off_by(order) == 0


def test_a_rest_of_cents_goes_with_the_last_part(cast: Any, customer: Customer) -> None:
    order = make_order(customer, "100.00", {"kind": "acceptance", "percent": "100", "event": "acceptance"})
    for amount in ("33.33", "33.33", "33.33"):
        happened(order, "acceptance", clock.today(), by=cast.rep, amount=Decimal(amount))
    assert states(order=order) == [
        ("due", Decimal("33.33")),
        ("due", Decimal("33.33")),
        ("due", Decimal("33.34")),
    ]


def test_acceptance_starts_the_year_of_the_retention_money(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 1_000_000, *THIRTIES)
    happened(order, "acceptance", date(2026, 10, 31), by=cast.rep)
    kept = PaymentPlan.objects.get(order=order, kind="retention")
    assert (kept.due_on, kept.event_on) == (date(2027, 10, 31), date(2026, 10, 31))


def test_a_single_contract_carries_its_payment_whatever_is_ordered(cast: Any, customer: Customer) -> None:
    contract = make_contract(customer, 1_000_000, {"percent": 30, "event": "signing"}, *THIRTIES[1:])
    service.plans_of_contract(contract, cast.rep)
    assert len(states(contract=contract)) == 4
    order = make_order(customer, 1_000_000, contract=contract)
    happened(order, "order", clock.today(), by=cast.rep)
    happened(order, "shipment", clock.today(), by=cast.rep)
    assert states(order=order) == []
    assert [status for status, _amount in states(contract=contract)] == ["due", "due", "waiting", "waiting"]


def test_a_framework_keeps_its_advance_and_leaves_the_rest_to_its_orders(
    cast: Any, customer: Customer
) -> None:
    contract = make_contract(
        customer, 2_000_000, {"percent": 20, "event": "signing"}, {"percent": 80, "event": "acceptance"},
        kind="framework",
    )  # fmt: skip
    service.plans_of_contract(contract, cast.rep)
    assert states(contract=contract) == [("due", Decimal(400_000))]
    order = make_order(customer, 500_000, contract=contract)
    happened(order, "order", clock.today(), by=cast.rep)
    assert states(order=order) == [("waiting", Decimal(400_000))]
    assert off_by(order) == 0


def test_a_framework_without_an_amount_leaves_all_to_its_orders(cast: Any, customer: Customer) -> None:
    contract = make_contract(
        customer,
        0,
        {"percent": 20, "event": "signing"},
        {"percent": 80, "event": "acceptance"},
        kind="framework",
    )
    service.plans_of_contract(contract, cast.rep)
    order = make_order(customer, 500_000, contract=contract)
    happened(order, "order", clock.today(), by=cast.rep)
    assert states(contract=contract) == []
    assert states(order=order) == [("due", Decimal(100_000)), ("waiting", Decimal(400_000))]


def test_a_local_contract_without_terms_follows_its_master(cast: Any, customer: Customer) -> None:
    master = make_contract(customer, 0, MONTHLY, kind="master")
    local = make_contract(customer, 0, kind="local", master=master)
    order = make_order(customer, 500_000, contract=local)
    happened(order, "invoice", date(2026, 8, 12), by=cast.rep, amount=Decimal(500_000))
    plan = PaymentPlan.objects.get(order=order)
    assert (plan.due_on, plan.posted_on) == (date(2026, 10, 30), date(2026, 8, 12))


def test_plans_that_do_not_come_to_the_amount_are_warned_of(cast: Any, customer: Customer) -> None:
    order = make_order(
        customer, 1_000_000, {"percent": 30, "event": "order"}, {"percent": 60, "event": "shipment"}
    )
    happened(order, "order", clock.today(), by=cast.rep)
    assert off_by(order) == Decimal(-100_000)
    make_plan(customer, cast.finance, 100_000, order=order)
    assert off_by(order) == 0


def test_a_plan_is_overdue_the_day_after_and_the_job_changes_it_once(cast: Any, customer: Customer) -> None:
    due = date(2026, 10, 31)
    with clock.at(date(2026, 10, 1)):
        plan = make_plan(customer, cast.finance, 565_000, due)
    assert service.overdue_plans(due) == {"overdue": 0}
    assert service.overdue_plans(due + timedelta(days=1)) == {"overdue": 1}
    assert service.overdue_plans(due + timedelta(days=1)) == {"overdue": 0}
    plan.refresh_from_db()
    assert (plan.status, plan.days_overdue(date(2026, 11, 1))) == ("overdue", 1)


def test_an_opening_balance_stands_without_order_and_contract(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 100_000, kind="opening")
    assert plan.number and plan.owner == cast.rep
    with pytest.raises(DomainError) as refused:
        service.create_plan(by=cast.finance, customer=customer, amount=Decimal(1), due_on=clock.today())
    assert refused.value.field == "order", refused.value.field


def test_a_cancelled_order_takes_its_plans_along(cast: Any, customer: Customer) -> None:
    order = make_order(customer, 1_000_000, *THIRTIES)
    happened(order, "order", clock.today(), by=cast.rep)
    assert plans_of_cancelled(order, by=cast.rep) == 4
    assert {status for status, _amount in states(order=order)} == {"void"}


def test_what_was_paid_on_is_not_called_void(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 1000)
    plan.received, plan.status = Decimal(1), "partly"
    plan.save()
    with pytest.raises(DomainError, match=r"1\.00"):
        service.void_plan(plan, by=cast.finance, reason="写错")
