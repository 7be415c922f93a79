"""Two people ship, receive or accept the same goods in the same moment: one of them is told the figures."""

from decimal import Decimal
from typing import Any

import pytest

from orders.models import Order, OrderLine, ShipmentLine
from orders.services.acceptance import accept
from orders.services.order_placing import submit_order
from orders.services.shipment import ship
from orders.services.shipment_way import sign
from tests import factories
from tests.orders.orders import arrived, make_order, make_placed, only_line, prepared, row_of, shipped
from tests.test_concurrency import ROUNDS, at_once, refusals
from workflow.models import ProcessDefinition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("races")]
D = Decimal


@pytest.fixture
def customer(cast: Any) -> Any:
    ProcessDefinition.objects.filter(doc_type="order").update(is_active=False)
    _people = (cast.rep, cast.manager, cast.colleague)
    return factories.make_customer("东岭重卡", cast.rep)


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_shipments_of_one_line_at_once_never_take_more_than_is_left(
    cast: Any, customer: Any, turn: int
) -> None:
    order = make_placed(customer, cast.rep)
    outcomes = at_once(*[lambda: prepared(order, cast.rep, 60) for _clerk in range(2)])
    refused = refusals(outcomes)
    assert [each.code for each in refused] == ["too_much"]
    row = only_line(order)
    assert sum(each.quantity for each in ShipmentLine.objects.alive().filter(order_line=row)) == 60


@pytest.mark.parametrize("turn", ROUNDS)
def test_one_shipment_leaves_once(cast: Any, customer: Any, turn: int) -> None:
    order = make_placed(customer, cast.rep)
    shipment = prepared(order, cast.rep, 60)
    outcomes = at_once(*[lambda: ship(shipment, by=cast.rep) for _clerk in range(2)])
    assert [each.code for each in refusals(outcomes)] == ["forbidden_move"]
    assert only_line(order).shipped == 60


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_shipments_received_at_once_are_both_counted(cast: Any, customer: Any, turn: int) -> None:
    order = make_placed(customer, cast.rep)
    one, two = shipped(order, cast.rep, 60), shipped(order, cast.rep, 40)
    assert not refusals(at_once(lambda: sign(one, by=cast.rep), lambda: sign(two, by=cast.rep)))
    assert only_line(order).delivered == 100


@pytest.mark.parametrize("turn", ROUNDS)
def test_the_same_goods_are_accepted_once(cast: Any, customer: Any, turn: int) -> None:
    shipment = arrived(make_placed(customer, cast.rep), cast.rep, 100)
    given = {row_of(shipment).pk: {"accepted": D(60)}}
    outcomes = at_once(*[lambda: accept(shipment, by=cast.rep, lines=given) for _clerk in range(2)])
    assert [each.code for each in refusals(outcomes)] == ["too_much"]
    assert OrderLine.objects.get(shipment_lines__shipment=shipment).accepted == 60


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_orders_at_once_do_not_pass_one_credit_limit(cast: Any, customer: Any, turn: int) -> None:
    from orders.models import CreditLimit

    CreditLimit.objects.create(customer=customer, amount=D(15000))
    one, two = make_order(customer, cast.rep), make_order(customer, cast.rep)
    assert not refusals(
        at_once(lambda: submit_order(one, by=cast.rep), lambda: submit_order(two, by=cast.rep))
    )
    assert sorted(Order.objects.values_list("status", flat=True)) == ["approving", "placed"]
