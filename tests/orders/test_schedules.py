"""Delivery schedules of order lines: what may be written, what is due next, and what is proposed to be shipped."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.errors import DomainError
from orders.filters.order import late
from orders.models import Order, OrderLineSchedule
from orders.schedule import due_by, next_due, parts_in, written_out
from orders.services.erp_orders import placed
from orders.services.order import delete_order, save_order
from orders.services.shipment_way import send_back, trouble
from tests import factories
from tests.orders.orders import D, make_order, make_placed, only_line, prepared, shipped
from tests.sales.quotes import line

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def on(days: int) -> Any:
    return clock.today() + timedelta(days=days)


def scheduled(*parts: tuple[int, Any], quantity: Any = 100, **facts: Any) -> dict[str, Any]:
    return line(quantity=quantity, schedule=[(on(days), D(str(part))) for days, part in parts], **facts)


def parts_of(order: Order) -> list[tuple[int, Any]]:
    rows = OrderLineSchedule.objects.alive().filter(line__order=order).order_by("due_on")
    return [((row.due_on - clock.today()).days, row.quantity) for row in rows]


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(customer: Any, **more: Any) -> dict[str, Any]:
    head = {
        "customer": customer.pk,
        "ordered_on": on(0),
        "due_on": on(30),
        "currency": "CNY",
        "tax_included": "on",
    }
    row = {"line-0-description": "轴承", "line-0-quantity": "100", "line-0-price": "113"}
    return {**{name: str(value) for name, value in head.items()}, **row, **more}


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-01 40\n2027-4-1 60",
        "2027/03/01：40；2027/04/01：60",
        "2027年3月1日 40\n\n2027.4.1, 60",
        "2027-03-01×40;2027-04-01×60",
    ],
)
def test_days_and_quantities_are_read_as_people_write_them(text: str) -> None:
    assert written_out(parts_in(text)) == "2027-03-01 40\n2027-04-01 60"


@pytest.mark.parametrize(
    "text", ["40", "2027-13-01 4", "2027-02-30 4", "2027-03-01", "2027-03-01 viel", "明天 3"]
)
def test_what_is_no_day_and_quantity_is_refused(text: str) -> None:
    with pytest.raises(DomainError):
        parts_in(text)


def test_the_next_part_is_the_first_that_has_not_gone() -> None:
    parts = [(on(1), D(30)), (on(5), D(70))]
    assert [next_due(parts, D(gone)) for gone in (0, 29, 30, 99, 100)] == [on(1), on(1), on(5), on(5), on(5)]
    assert [due_by(parts, D(gone), on(1)) for gone in (0, 10, 30, 100)] == [30, 20, 0, 0]


def test_parts_are_kept_in_order_and_the_line_is_due_with_the_first(cast: Any, customer: Any) -> None:
    order = make_order(customer, cast.rep, scheduled((20, 70), (10, 30)))
    assert parts_of(order) == [(10, 30), (20, 70)] and only_line(order).due_on == on(10)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (((10, 30), (20, 60)), "schedule_sum"),
        (((10, 130), (20, -30)), "bad_schedule"),
        (((10, 0), (20, 100)), "bad_schedule"),
        (((10, 50), (10, 50)), "bad_schedule"),
        (((-1, 50), (10, 50)), "due_before_order"),
        (((10, "33.33333"), (20, "66.66667")), "bad_number"),
    ],
)
def test_parts_that_do_not_make_the_line_are_refused(cast: Any, customer: Any, parts: Any, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_order(customer, cast.rep, scheduled(*parts))
    assert refused.value.code == code and not Order.objects.exists()


def test_a_line_that_says_nothing_of_its_parts_keeps_them_and_they_must_still_fit(
    cast: Any, customer: Any
) -> None:
    order = make_order(customer, cast.rep, scheduled((10, 30), (20, 70)))
    pk = only_line(order).pk
    save_order(order, by=cast.rep, lines=[line(id=pk)])
    assert parts_of(order) == [(10, 30), (20, 70)] and only_line(order).due_on == on(10)
    with pytest.raises(DomainError) as refused:
        save_order(order, by=cast.rep, lines=[line(id=pk, quantity=90)])
    assert refused.value.code == "schedule_sum"
    save_order(order, by=cast.rep, lines=[line(id=pk, schedule=[])])
    assert parts_of(order) == []


def test_parts_go_with_their_line_and_with_their_order(cast: Any, customer: Any) -> None:
    order = make_order(customer, cast.rep, scheduled((10, 30), (20, 70)))
    save_order(order, by=cast.rep, lines=[scheduled((5, 100))])
    assert parts_of(order) == [(5, 100)]
    delete_order(order, by=cast.rep)
    assert not OrderLineSchedule.objects.alive().exists()


def test_what_was_shipped_moves_the_due_day_and_what_comes_back_moves_it_again(
    cast: Any, customer: Any
) -> None:
    order = make_placed(customer, cast.rep, scheduled((1, 30), (20, 70)))
    with_first = shipped(order, cast.rep, 30)
    assert only_line(order).due_on == on(20)
    assert (with_first.due_on - clock.today()).days == 1
    trouble(with_first, by=cast.rep, text="车祸")
    send_back(with_first, by=cast.rep, reason="地址错误")
    assert only_line(order).due_on == on(1)
    shipped(order, cast.rep, 100)
    assert only_line(order).due_on == on(20)


def test_an_order_is_late_when_its_next_part_is(cast: Any, customer: Any, time_machine: Any) -> None:
    order = make_placed(customer, cast.rep, scheduled((1, 30), (20, 70)))
    time_machine.move_to(clock.now() + timedelta(days=3))
    assert Order.objects.filter(late()).exists()
    shipped(order, cast.rep, 30)
    assert not Order.objects.filter(late()).exists()


def test_what_is_due_next_is_proposed_to_be_shipped(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep, scheduled((1, 30), (20, 70)))
    client, url = client_of(cast.rep), reverse("orders:shipment_create") + f"?order={order.pk}"
    field = f'name="line-{only_line(order).pk}-quantity" value="%s"'
    assert field % 30 in client.get(url).content.decode()
    prepared(order, cast.rep, 30)
    assert field % 70 in client.get(url).content.decode()


def test_parts_are_written_and_shown_on_the_pages(cast: Any, customer: Any) -> None:
    client = client_of(cast.rep)
    given = typed(customer, **{"line-0-schedule": f"{on(10)} 30\n{on(20)} 70"})
    assert client.post(reverse("orders:order_create"), given).status_code == 302
    order = Order.objects.get()
    assert parts_of(order) == [(10, 30), (20, 70)]
    assert f"{on(20)} · 70" in client.get(order.get_absolute_url()).content.decode()
    edit = client.get(reverse("orders:order_edit", args=[order.pk])).content.decode()
    assert f"{on(10)} 30\n{on(20)} 70</textarea>" in edit
    wrong = typed(customer, **{"line-0-schedule": f"{on(10)} 30"})
    answer = client.post(reverse("orders:order_create"), wrong)
    assert answer.status_code == 422 and f"{on(10)} 30</textarea>" in answer.content.decode()
    told = client.post(reverse("orders:order_check"), wrong).content.decode()
    assert "30" in told and "100" in told


def test_programs_read_and_write_parts_and_the_erp_is_told(
    cast: Any, customer: Any, time_machine: Any
) -> None:
    client = client_of(cast.rep)
    parts = [{"due_on": on(10).isoformat(), "quantity": "30"}, {"due_on": on(20).isoformat(), "quantity": 70}]
    body = {
        "customer": customer.pk,
        "ordered_on": on(0).isoformat(),
        "due_on": on(30).isoformat(),
        "lines": [{"description": "轴承", "quantity": "100", "price": "1", "schedule": parts}],
    }
    answer = client.post("/api/v1/orders", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    pk = answer.json()["id"]
    found = client.get(f"/api/v1/orders/{pk}").json()["lines"][0]["schedule"]
    assert [(row["due_on"], D(row["quantity"])) for row in found] == [
        (on(10).isoformat(), 30),
        (on(20).isoformat(), 70),
    ]
    body["lines"][0]["schedule"] = [{"due_on": "bald", "quantity": 1}]
    assert client.post("/api/v1/orders", json.dumps(body), content_type="application/json").status_code == 422
    assert (
        client.post(f"/api/v1/orders/{pk}/submit", "{}", content_type="application/json").status_code == 200
    )
    time_machine.move_to(clock.now() + timedelta(minutes=1))
    (told,) = placed(cast.rep)["items"]
    assert [row["due_on"] for row in told["lines"][0]["schedule"]] == [on(10).isoformat(), on(20).isoformat()]
