"""Two clerks at once: a receipt and a plan never give more than they have."""

from decimal import Decimal
from typing import Any

import pytest

from orders.models import PaymentPlan, Receipt
from orders.services.allocation import Share, allocate, take_back
from tests import factories
from tests.test_concurrency import at_once, refusals

from .money import make_plan, make_receipt

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
