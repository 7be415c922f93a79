"""My homepage names my contracts that are to be signed or end soon, and what my customers owe; nobody else's."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User, UserRole
from contracts.selectors.contracts_due import contracts_rows
from core import clock
from orders.models import OrderLine
from orders.selectors.orders_due import orders_due, orders_rows
from orders.selectors.payments_due import payments_rows
from tests import factories
from tests.orders.money import make_contract, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("青屿造船", cast.rep)


def days(count: int) -> Any:
    return clock.today() + timedelta(days=count)


def test_contracts_to_sign_and_those_that_end_within_a_month(cast: Any, customer: Any) -> None:
    ending = make_contract(customer, end_on=days(20), status="executing")
    to_sign = make_contract(customer, status="confirmed", signed_on=None)
    make_contract(customer, end_on=days(60), status="executing")
    old = make_contract(customer, end_on=days(5), status="executing")
    make_contract(customer, renews=old, status="signed")
    assert set(contracts_rows(cast.rep)) == {ending, to_sign}
    assert not contracts_rows(cast.colleague).exists()


def test_payments_that_are_late_or_due_within_a_week(cast: Any, customer: Any) -> None:
    late, soon = (make_plan(customer, cast.finance, 1000, due_on=days(count)) for count in (-3, 6))
    make_plan(customer, cast.finance, 1000, due_on=days(9))
    assert set(payments_rows(cast.rep)) == {late, soon}
    assert not payments_rows(cast.colleague).exists()


def test_both_stand_on_the_homepage(cast: Any, customer: Any, sign_in: Any, htmx: Any) -> None:
    contract = make_contract(customer, end_on=days(20), status="executing")
    plan = make_plan(customer, cast.finance, 1000, due_on=days(-3))
    client = sign_in(cast.rep)
    page = client.get("/?part=after&scope=me", headers=htmx).content.decode()
    assert contract.get_absolute_url() in page and plan.get_absolute_url() in page


def test_an_order_says_which_day_has_passed_for_what_is_not_yet_shipped(cast: Any, customer: Any) -> None:
    order = make_plan(customer, cast.finance, 1000).order
    first = OrderLine.objects.get(order=order)
    OrderLine.objects.filter(pk=first.pk).update(due_on=days(-9), shipped=first.quantity)
    first.pk, first.place, first.shipped, first.due_on = None, 2, 0, days(-2)
    first.save()
    (due,) = orders_due(cast.rep)
    assert (due.open_due, due.is_late) == (days(-2), True)


def test_who_may_no_longer_see_such_records_is_named_none(cast: Any, customer: Any) -> None:
    make_contract(customer, end_on=days(20), status="executing")
    plan = make_plan(customer, cast.finance, 1000, due_on=days(-3))
    OrderLine.objects.filter(order=plan.order).update(due_on=days(2))
    own = (contracts_rows, payments_rows, orders_rows)
    assert all(rows(cast.rep).exists() for rows in own)
    UserRole.objects.filter(user=cast.rep).delete()
    former = User.objects.get(pk=cast.rep.pk)
    assert not any(rows(former).exists() for rows in own)
