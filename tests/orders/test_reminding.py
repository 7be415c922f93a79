"""Orders and payments are spoken of in time, once for each step, to those whom it concerns, until the matter is done."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from orders.models import Order, OrderLine
from orders.services.allocation import Share, allocate
from orders.services.reminding import remind_of_orders, remind_of_payments
from reminders.models import Notification
from tests import factories

from .money import make_order, make_plan, make_receipt

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)  # a Wednesday


@pytest.fixture
def customer(cast: Any) -> Any:
    cast.rep.employee.leader = cast.manager.employee
    cast.rep.employee.save()
    return factories.make_customer("青屿造船", cast.rep)


def of(user: Any) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("text", flat=True))


def on(day: date, job: Any) -> int:
    """Everybody reads what he is told at once: what lies unread is not said again in the same words."""
    with clock.at(day):
        said = int(job(day)["reminded"])
        Notification.objects.update(read_at=clock.now())
    return said


def test_an_order_is_spoken_of_seven_and_three_days_ahead_on_the_day_and_then_daily(customer: Any) -> None:
    with clock.at(DAY):
        order = make_order(customer, due_on=date(2026, 12, 2))
    days = [DAY + timedelta(days=offset) for offset in range(21)]
    said = [day for day in days if on(day, remind_of_orders)]
    assert [day.day for day in said] == [25, 27, 2, 3, 4, 7, 8]
    assert len(of(customer.owner)) == len(said)
    assert order.number in of(customer.owner)[0]


def test_an_order_that_is_wholly_shipped_or_on_hold_is_not_spoken_of(customer: Any) -> None:
    with clock.at(DAY):
        shipped, held = make_order(customer, due_on=DAY), make_order(customer, due_on=DAY)
        OrderLine.objects.filter(order=shipped).update(shipped=Decimal(100))
        Order.objects.filter(pk=held.pk).update(status=Order.Status.HELD)
    assert on(DAY, remind_of_orders) == 0


def test_a_reminder_is_said_once_however_often_the_job_runs_and_anew_for_a_new_day(customer: Any) -> None:
    with clock.at(DAY):
        order = make_order(customer, due_on=DAY + timedelta(days=7))
    assert [on(DAY, remind_of_orders) for _again in range(3)] == [1, 0, 0]
    OrderLine.objects.filter(order=order).update(due_on=DAY + timedelta(days=6))
    assert on(DAY, remind_of_orders) == 1


def test_what_falls_on_a_weekend_is_said_on_friday(customer: Any, cast: Any) -> None:
    sunday = date(2026, 11, 22)
    with clock.at(DAY):
        make_plan(customer, cast.finance, 1000, due_on=sunday)
    on(DAY, remind_of_payments)
    assert on(date(2026, 11, 20), remind_of_payments) == 1
    assert [on(sunday - timedelta(days=1), remind_of_payments), on(sunday, remind_of_payments)] == [0, 0]


def test_a_payment_goes_to_the_superior_after_a_week_and_to_finance_after_a_month(
    customer: Any, cast: Any
) -> None:
    money = factories.make_department("CW", cast.company, name="财务部", kind="finance")
    head = factories.make_employee("fin", money, "财务主管")
    money.leader = head.employee
    money.save()
    with clock.at(DAY):
        make_plan(customer, cast.finance, 1000, due_on=DAY)
    said = [on(DAY + timedelta(days=days), remind_of_payments) for days in (0, 1, 2, 7, 8, 15, 30, 31, 60)]
    assert said == [1, 1, 0, 1, 0, 1, 1, 0, 0]
    assert [len(of(user)) for user in (cast.rep, cast.manager, head)] == [5, 3, 1]


def test_a_payment_that_came_in_is_not_spoken_of_any_more(customer: Any, cast: Any) -> None:
    with clock.at(DAY):
        plan = make_plan(customer, cast.finance, 1000, due_on=DAY + timedelta(days=3))
        assert on(DAY, remind_of_payments) == 1
        allocate(make_receipt(customer, cast.finance, 1000), [Share(Decimal(1000), plan)], by=cast.finance)
    assert on(DAY + timedelta(days=5), remind_of_payments) == 0
