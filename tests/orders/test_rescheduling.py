"""The delivery of a placed order is rescheduled: with a reason, what has gone stays, and all that reads it follows."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.errors import DomainError
from core.models import ActionLog
from orders.models import Order, OrderLineSchedule, ScheduleChange
from orders.services.erp_orders import placed
from orders.services.order_deeds import hold_order
from orders.services.reminding import remind_of_orders
from orders.services.rescheduling import reschedule_order
from reminders.models import Notification
from tests import factories
from tests.orders.orders import D, make_order, make_placed, only_line, prepared, shipped
from tests.sales.quotes import line
from tests.test_concurrency import at_once, refusals
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def on(days: int) -> Any:
    return clock.today() + timedelta(days=days)


def parts(*given: tuple[int, Any]) -> list[Any]:
    return [(on(days), D(str(part))) for days, part in given]


def make_scheduled(customer: Any, by: Any, *given: tuple[int, Any], **facts: Any) -> Order:
    facts.setdefault("ordered_on", on(-60))
    return make_placed(customer, by, line(quantity=100, schedule=parts(*given)), **facts)


def write(order: Order, by: Any, *given: tuple[int, Any], reason: str = "客户停线", **facts: Any) -> Order:
    return reschedule_order(order, by=by, reason=reason, lines={only_line(order).pk: parts(*given)}, **facts)


def refusal(*args: Any, **facts: Any) -> str:
    with pytest.raises(DomainError) as caught:
        write(*args, **facts)
    return caught.value.code


def schedule_of(order: Order) -> list[tuple[int, Any]]:
    rows = OrderLineSchedule.objects.alive().filter(line__order=order).order_by("due_on")
    return [((row.due_on - clock.today()).days, row.quantity) for row in rows]


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_days_and_quantities_change_with_a_reason_that_is_kept(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (10, 40), (40, 60))
    write(order, cast.manager, (20, 30), (50, 30), (80, 40))
    assert schedule_of(order) == [(20, 30), (50, 30), (80, 40)] and only_line(order).due_on == on(20)
    change = ScheduleChange.objects.get()
    assert (change.reason, change.by) == ("客户停线", cast.manager)
    assert change.before == f"{on(10)} 40\n{on(40)} 60" and change.after.endswith(f"{on(80)} 40")
    assert Notification.objects.filter(recipient=cast.rep, text__contains="客户停线").exists()
    noted = ActionLog.objects.get(verb="orders.order_rescheduled")
    assert noted.data["reason"] == "客户停线" and noted.data["positions"] == [1]
    with pytest.raises(TypeError):
        change.save()


def test_one_day_is_parted_and_put_together_again(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep, due_on=on(30))
    write(order, cast.rep, (10, 50), (30, 50))
    assert schedule_of(order) == [(10, 50), (30, 50)]
    order = write(order, cast.rep, (45, 100))
    assert schedule_of(order) == [] and only_line(order).due_on == on(45) and order.due_on == on(45)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([(20, 99)], "schedule_sum"),
        ([(20, 100), (20, 0)], "bad_schedule"),
        ([(20, 120), (30, -20)], "bad_schedule"),
        ([(20, 50), (20, 50)], "bad_schedule"),
        ([], "bad_schedule"),
        ([(-5, 40), (40, 60)], "past"),
        ([(10, 40), (40, 60)], "nothing"),
        ([(day, 1) for day in range(1, 101)], "bad_schedule"),
    ],
)
def test_what_does_not_hold_is_refused(cast: Any, customer: Any, given: Any, code: str) -> None:
    order = make_scheduled(customer, cast.rep, (10, 40), (40, 60))
    assert refusal(order, cast.rep, *given) == code
    assert schedule_of(order) == [(10, 40), (40, 60)] and not ScheduleChange.objects.exists()


def test_a_reason_is_asked(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (10, 40), (40, 60))
    assert refusal(order, cast.rep, (20, 100), reason=" ") == "required"


def test_what_has_gone_stays_on_its_day(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (-10, 40), (40, 60))
    shipped(order, cast.rep, 50)  # forty of the first day, ten of the second
    assert refusal(order, cast.rep, (-10, 30), (40, 70)) == "gone"
    assert refusal(order, cast.rep, (50, 100)) == "gone"
    assert refusal(order, cast.rep, (-10, 40), (40, 9), (60, 51)) == "gone"
    assert refusal(order, cast.rep, (-10, 40), (20, 10), (40, 50)) == "gone"
    assert refusal(order, cast.rep, (-10, 45), (40, 55)) == "gone"
    write(order, cast.rep, (-10, 40), (40, 10), (60, 50))
    assert only_line(order).due_on == on(60)


def test_an_overdue_part_of_which_nothing_has_gone_is_put_off(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (-10, 40), (40, 60))
    write(order, cast.rep, (15, 40), (40, 60))
    assert only_line(order).due_on == on(15)


@pytest.mark.parametrize("status", ["draft", "closed", "cancelled"])
def test_only_what_is_placed_and_open_is_rescheduled(cast: Any, customer: Any, status: str) -> None:
    order = make_order(customer, cast.rep) if status == "draft" else make_placed(customer, cast.rep)
    if status != "draft":
        Order.objects.filter(pk=order.pk).update(status=status)
    assert refusal(order, cast.rep, (20, 100)) == "forbidden_move"


def test_on_hold_it_may_be_put_off(cast: Any, customer: Any) -> None:
    order = hold_order(make_placed(customer, cast.rep), by=cast.rep, reason="客户停线")
    assert write(order, cast.rep, (60, 100)).status == "held"


def test_lines_of_other_orders_are_refused(cast: Any, customer: Any) -> None:
    order, other = make_placed(customer, cast.rep), make_placed(customer, cast.rep)
    with pytest.raises(DomainError) as caught:
        reschedule_order(order, by=cast.rep, reason="x", lines={only_line(other).pk: parts((60, 100))})
    assert caught.value.code == "foreign"


def test_reminders_follow_the_new_day(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep, due_on=on(30))
    with clock.at(on(23)):
        said = remind_of_orders(on(23))["reminded"]
    write(order, cast.rep, (60, 100))
    with clock.at(on(25)):
        assert remind_of_orders(on(25))["reminded"] == 0
    again = [remind_of_orders(on(days))["reminded"] for days in range(52, 61)]
    assert sum(again) >= said


def test_what_is_being_prepared_is_due_anew(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep, due_on=on(30))
    shipment = prepared(order, cast.rep, 40)
    write(order, cast.rep, (60, 100))
    shipment.refresh_from_db()
    assert shipment.due_on == on(60)


def test_the_erp_is_told_with_the_next_call(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (10, 40), (40, 60))
    with clock.at(clock.now() + timedelta(minutes=1)):
        first = placed(cast.rep)
        assert placed(cast.rep, first["cursor"])["items"] == []
    with clock.at(clock.now() + timedelta(minutes=5)):
        write(order, cast.rep, (30, 40), (40, 60))
    with clock.at(clock.now() + timedelta(minutes=9)):
        (told,) = placed(cast.rep, first["cursor"])["items"]
    assert told["number"] == order.number and told["lines"][0]["due_on"] == on(30).isoformat()
    assert [part["quantity"] for part in told["lines"][0]["schedule"]] == ["40.0000", "60.0000"]


def test_the_page_asks_refuses_at_the_field_and_shows_the_change(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (10, 40), (40, 60))
    client, url = client_of(cast.rep), reverse("orders:order_reschedule", args=[order.pk])
    assert url in client.get(order.get_absolute_url()).content.decode()
    shown = client.get(url).content.decode()
    assert f"{on(10)} 40" in shown
    name = f"line_{only_line(order).pk}"
    given = {"version": order.version, "reason": "<b>停线</b>", name: f"{on(20)} 40\n{on(40)} 61"}
    refused = client.post(url, given)
    assert refused.status_code == 422 and f"{on(40)} 61" in refused.content.decode()
    assert client.post(url, {**given, name: "bald"}).status_code == 422
    assert client.post(url, {**given, name: f"{on(20)} 40\n{on(40)} 60"}).status_code == 302
    page = client.get(order.get_absolute_url()).content.decode()
    assert "&lt;b&gt;停线" in page and f"{on(20)}" in page


def test_who_may_not_change_the_order_does_not_reschedule_it(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    url = reverse("orders:order_reschedule", args=[order.pk])
    assert client_of(cast.finance).post(url, {}).status_code == 403
    assert client_of(cast.other_rep).post(url, {}).status_code == 404


def test_who_comes_second_is_told(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    seen = order.version
    write(order, cast.rep, (60, 100), version=seen)
    assert refusal(order, cast.manager, (70, 100), version=seen) == "conflict"


@pytest.mark.slow
@pytest.mark.xdist_group("races")
@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_leave_one_schedule(cast: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="order").update(is_active=False)
    order = make_placed(factories.make_customer("东岭重卡", cast.rep), cast.rep)
    assert cast.manager
    outcomes = at_once(
        lambda: write(order, cast.rep, (60, 100), version=order.version),
        lambda: write(order, cast.manager, (70, 50), (80, 50), version=order.version),
    )
    assert [each.code for each in refusals(outcomes)] == ["conflict"]
    assert ScheduleChange.objects.count() == 1 and schedule_of(order) in ([], [(70, 50), (80, 50)])


@pytest.mark.slow
@pytest.mark.xdist_group("races")
@pytest.mark.django_db(transaction=True)
def test_a_shipment_and_a_new_schedule_at_once_agree_in_the_end(cast: Any) -> None:
    from orders.services.shipment import ship

    ProcessDefinition.objects.filter(doc_type="order").update(is_active=False)
    order = make_scheduled(factories.make_customer("东岭重卡", cast.rep), cast.rep, (1, 40), (40, 60))
    shipment = prepared(order, cast.rep, 40)
    outcomes = at_once(
        lambda: ship(shipment, by=cast.rep), lambda: write(order, cast.rep, (30, 40), (50, 60))
    )
    assert [each.code for each in refusals(outcomes)] in ([], ["gone"])
    row = only_line(order)
    assert row.shipped == 40 and row.due_on in (on(40), on(50))


def test_the_api_reschedules_by_line(cast: Any, customer: Any) -> None:
    order = make_scheduled(customer, cast.rep, (10, 40), (40, 60))
    client = client_of(cast.rep)
    url = f"/api/v1/orders/{order.pk}/reschedule"
    row = {"line": only_line(order).pk, "schedule": [{"due_on": on(25).isoformat(), "quantity": "100"}]}

    def post(**given: Any) -> Any:
        return client.post(url, json.dumps(given), content_type="application/json")

    for bad in ("x", [{**row, "price": 1}], [row, row], [{"line": "1; drop", "schedule": []}], {}):
        assert post(reason="停线", lines=bad).status_code == 422
    answer = post(reason="停线", lines=[row])
    assert answer.status_code == 200, answer.content
    assert schedule_of(order) == [] and only_line(order).due_on == on(25)
