"""The pages of orders and goods: written on one page, shipped, received and accepted with one hand, seen day by day."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from orders.models import Acceptance, CreditLimit, Order, ReturnOrder, Shipment
from orders.selectors.orders_due import orders_rows, shipments_rows
from orders.selectors.transit import DAYS, timeline
from orders.services.order import from_contract
from orders.services.shipment_way import expect
from tests import factories
from tests.catalog.things import make_product
from tests.contracts.things import make_executing
from tests.orders.orders import make_placed, only_line, row_of, shipped
from tests.sales.test_quote_pages import Caller
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="order").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def page_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_order_is_written_placed_shipped_received_and_accepted_on_its_pages(
    cast: Any, customer: Any
) -> None:
    product, client = make_product(list_price="113"), page_of(cast.rep)
    today = clock.today()
    typed = {
        "customer": customer.pk, "ordered_on": today.isoformat(), "due_on": (today + timedelta(days=9)).isoformat(),
        "currency": "CNY", "tax_included": "on", "line-0-product": product.pk, "line-0-quantity": "1,00",
        "line-0-tolerance": "5", "submit": "1",
    }  # fmt: skip
    answer = client.post(reverse("orders:order_create"), typed)
    order = Order.objects.get()
    assert answer["Location"] == reverse("orders:order_submit", args=[order.pk])
    client.post(answer["Location"])
    order.refresh_from_db()
    row = only_line(order)
    assert (order.status, row.quantity, row.tolerance) == ("placed", 100, 5)
    form = client.get(reverse("orders:shipment_create"), {"order": order.pk})
    assert f'name="line-{row.pk}-quantity" value="100"' in form.content.decode()
    client.post(
        reverse("orders:shipment_create"),
        {"customer": customer.pk, "to_place": "三号门", "mode": "road", f"line-{row.pk}-quantity": "60",
         f"line-{row.pk}-batch_no": "B1", f"line-{row.pk}-certificate_no": "MTC-1"},
    )  # fmt: skip
    shipment = Shipment.objects.get()
    pk = row_of(shipment).pk
    for verb, given in (
        ("ship", {"waybill": "SF1"}),
        ("sign", {"signed_by": "老李", f"line-{pk}-delivered": "60"}),
        ("accept", {f"line-{pk}-accepted": "58", f"line-{pk}-refused": "2", f"line-{pk}-reason": "划伤"}),
        ("take_back", {"disposition": "replace", "reason": "defect", f"line-{pk}-quantity": "2"}),
    ):
        answer = client.post(reverse(f"orders:shipment_{verb}", args=[shipment.pk]), given)
        assert answer.status_code == 302, (verb, answer.content.decode()[-3000:])
    row.refresh_from_db()
    assert (row.shipped, row.delivered, row.accepted) == (60, 60, 58)
    assert Acceptance.objects.count() == 1 and ReturnOrder.objects.get().status == "draft"


def test_what_is_refused_stands_on_the_page_in_words(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    row = only_line(order)
    given = {"customer": customer.pk, "to_place": "门", "mode": "road", f"line-{row.pk}-quantity": "101"}
    answer = page_of(cast.rep).post(reverse("orders:shipment_create"), given)
    assert answer.status_code == 422 and "101" in answer.content.decode()
    assert not Shipment.objects.exists()


def test_the_timeline_puts_each_shipment_on_its_days_and_the_late_ones_first(
    cast: Any, customer: Any
) -> None:
    today = clock.today()
    order = make_placed(customer, cast.rep)
    shipped(order, cast.rep, 10, eta=today + timedelta(days=3))
    late = expect(shipped(order, cast.rep, 10), by=cast.rep, eta=order.due_on + timedelta(days=1))
    bars = timeline(Shipment.objects.all())["bars"]
    assert bars[0]["row"] == late and bars[0]["ends_after"] and bars[0]["is_late"]
    assert (bars[1]["start"], bars[1]["span"]) == (5, 4)
    assert all(1 <= bar["start"] and bar["start"] + bar["span"] - 1 <= DAYS for bar in bars)
    body = page_of(cast.rep).get(reverse("orders:transit")).content.decode()
    assert str(late) in body and "style=" not in body.split("transit-scroll")[1].split("</main>")[0]


def test_late_goods_and_orders_that_are_due_are_ones_own_work(cast: Any, customer: Any) -> None:
    soon = clock.today() + timedelta(days=5)
    order = make_placed(customer, cast.rep, due_on=soon)
    assert list(orders_rows(cast.rep)) == [order] and not orders_rows(cast.colleague).exists()
    late = expect(shipped(order, cast.rep, 10), by=cast.rep, eta=soon + timedelta(days=1))
    assert list(shipments_rows(cast.rep)) == [late]


def test_the_figures_of_the_credit_limit_are_read_by_few(cast: Any, customer: Any) -> None:
    CreditLimit.objects.create(customer=customer, amount=7654)
    order = make_placed(customer, cast.rep)
    assert order.status == "approving"
    address = order.get_absolute_url()
    assert "7,654" not in page_of(cast.rep).get(address).content.decode()
    assert "7,654" in page_of(cast.manager).get(address).content.decode()


def test_a_program_ships_and_accepts(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    shipment = shipped(order, cast.rep, 60)
    api, pk = Caller(cast.rep), row_of(shipment).pk
    status, told = api.call("post", f"shipments/{shipment.pk}/sign", {"lines": [{"id": pk, "lost": 1}]})
    assert (status, told.get("status")) == (200, "signed"), told
    status, told = api.call(
        "post", f"shipments/{shipment.pk}/accept", {"lines": [{"id": pk, "accepted": 60}]}
    )
    assert status in {409, 422} and told["code"] == "too_much"
    status, told = api.call("post", f"shipments/{shipment.pk}/accept", {})
    assert status == 200
    assert only_line(order).accepted == 59


def test_the_editor_of_a_call_off_reckons_with_what_the_contract_says(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    order = from_contract(contract, by=cast.rep)
    line = only_line(order)
    typed = {
        "contract": contract.pk, "ordered_on": order.ordered_on.isoformat(), "due_on": order.due_on.isoformat(),
        "currency": "CNY", "tax_included": "on", "line-0-id": line.pk, "line-0-contract_line": line.contract_line_id,
        "line-0-quantity": "60", "line-1-contract_line": "987654", "line-1-quantity": "1", "line-1-price": "1",
    }  # fmt: skip
    answer = page_of(cast.rep).post(reverse("orders:order_check_saved", args=[order.pk]), typed)
    assert answer.status_code == 200
    assert "6,780.00" in answer.content.decode()  # the price of the contract, where none was written
    assert [bool(row.get("problem")) for row in answer.context["rows"]].count(True) == 1
