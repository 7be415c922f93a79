"""Orders and money in a customer's stream: in one order with all the rest, each once, amounts by field rights."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType

from accounts.models import FieldPolicy, UserRole
from contacts.models import Customer
from contacts.selectors import timeline
from core import clock
from orders.models import CollectionStep, Order, PaymentPlan
from tests import factories

from .money import make_order, make_plan, make_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep)


def all_of(customer: Customer, user: Any) -> list[timeline.Item]:
    """The whole stream, page by page."""
    page = timeline.stream(customer, user)
    items = list(page.items)
    while page.older:
        page = timeline.stream(customer, user, cursor=page.older)
        items += page.items
    return items


def test_older_orders_and_money_come_page_by_page_each_once_and_in_order(
    cast: Any, customer: Customer
) -> None:
    now = clock.now()
    for place in range(12):
        day = clock.today() - timedelta(days=5 * place)
        order = make_order(customer, 1000 + place)
        Order.objects.filter(pk=order.pk).update(placed_at=now - timedelta(days=5 * place, hours=1))
        make_receipt(customer, cast.finance, 500 + place, received_on=day)
        factories.make_follow_up(customer, cast.rep, text=f"第{place}次", at=now - timedelta(days=5 * place))
    items = all_of(customer, cast.rep)
    assert len({(item.icon, item.pk) for item in items}) == len(items)
    told = [item for item in items if item.icon in {"shopping-cart", "cash", "phone"}]
    assert len(told) == 36
    assert [item.at_moment for item in items] == sorted((item.at_moment for item in items), reverse=True)


def test_what_has_a_day_alone_is_told_without_an_hour(cast: Any, customer: Customer) -> None:
    day = clock.today() - timedelta(days=20)
    make_receipt(customer, cast.finance, 500, received_on=day)
    (item,) = [item for item in all_of(customer, cast.rep) if item.icon == "cash"]
    assert item.at == item.at_full == f"{day:%Y-%m-%d}"


def test_late_payments_and_steps_of_collection_are_told(cast: Any, customer: Customer) -> None:
    plan = make_plan(customer, cast.finance, 800, clock.today() - timedelta(days=3))
    PaymentPlan.objects.filter(pk=plan.pk).update(status="overdue")
    CollectionStep.objects.create(plan=plan, stage="call", text="答应周五付款", by=cast.finance)
    told = " | ".join(f"{item.what} {item.body}" for item in all_of(customer, cast.rep))
    assert plan.number in told and "CNY 800.00" in told and "答应周五付款" in told


def test_who_sees_no_receipts_is_told_of_none(cast: Any, customer: Customer) -> None:
    make_receipt(customer, cast.finance, 500)
    assert not [item for item in all_of(customer, cast.agent) if item.icon == "cash"]


def test_an_amount_that_a_policy_closes_is_not_told(cast: Any, customer: Customer) -> None:
    make_receipt(customer, cast.finance, 98765)
    for link in UserRole.objects.filter(user=cast.rep):
        FieldPolicy.objects.create(
            role=link.role,
            entity=ContentType.objects.get_by_natural_key("orders", "receipt"),
            field="amount",
            mode="hidden",
        )
    (item,) = [item for item in all_of(customer, cast.rep) if item.icon == "cash"]
    assert "98,765" not in f"{item.what} {item.body}"
