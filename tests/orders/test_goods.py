"""Shipped, received, accepted, taken back: what each line counts, what is refused, and the walls in the database."""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from contacts.models import Customer
from core import clock
from core.errors import DomainError
from orders import states
from orders.models import (
    AcceptanceLine,
    Order,
    OrderLine,
    PaymentPlan,
    ReturnOrder,
    Shipment,
    ShipmentBatch,
    ShipmentEvent,
    ShipmentLine,
)
from orders.selectors import progress
from orders.selectors.order_money import accepted_value, returned_value
from orders.services.acceptance import accept, void_acceptance
from orders.services.order_deeds import close_order
from orders.services.return_order import agree_return, finish_return, save_return, void_return
from orders.services.shipment import cancel_shipment, prepare, ship
from orders.services.shipment_way import arrive, deliver, expect, go_on, send_back, sign, track, trouble
from reminders.models import Notification
from tests import factories
from tests.orders.orders import arrived, counts, make_placed, only_line, prepared, row_of, shipped
from tests.sales.quotes import line
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__in=["quote", "order"]).update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep)


@pytest.fixture
def order(cast: Any, customer: Customer) -> Order:
    return make_placed(customer, cast.rep)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def back(
    shipment: Shipment, quantity: Any, by: Any, disposition: str = "replace", **facts: Any
) -> ReturnOrder:
    document = ReturnOrder(
        customer=shipment.customer,
        disposition=disposition,
        reason="defect",
        returned_on=clock.today(),
        **facts,
    )
    return save_return(document, {row_of(shipment).pk: {"quantity": D(str(quantity))}}, by=by)


def taken_back(shipment: Shipment, quantity: Any, by: Any, disposition: str = "replace") -> ReturnOrder:
    return finish_return(agree_return(back(shipment, quantity, by, disposition), by=by), by=by)


def accepted(shipment: Shipment, by: Any, yes: Any, no: Any = 0) -> Any:
    given = {"accepted": D(str(yes)), "refused": D(str(no)), "reason": "划伤" if no else ""}
    return accept(shipment, by=by, lines={row_of(shipment).pk: given})


# -- the whole way -------------------------------------------------------------------------------------------------
def test_of_sixty_shipped_fifty_eight_are_accepted_and_two_come_back_then_forty(
    cast: Any, order: Order
) -> None:
    row = only_line(order)
    first = arrived(order, cast.rep, 60)
    accepted(first, cast.rep, 58, 2)
    taken_back(first, 2, cast.rep, "refund")
    second = arrived(order, cast.rep, 40)
    accept(second, by=cast.rep)
    assert counts(row) == {
        "shipped": 100,
        "delivered": 100,
        "lost": 0,
        "accepted": 98,
        "returned": 2,
        "replaced": 0,
    }
    assert accepted_value(row) == D("11074.00") and returned_value(row) == D("226.00")
    assert progress.label_of([row]) == "accepted"
    PaymentPlan.objects.filter(order=order).update(
        received=D("11300.00"), status="paid", amount=D("11300.00")
    )
    assert close_order(order, by=cast.rep).status == "closed"


def test_what_is_replaced_is_shipped_again_and_then_all_is_accepted(cast: Any, order: Order) -> None:
    row = only_line(order)
    first = arrived(order, cast.rep, 100)
    accepted(first, cast.rep, 98, 2)
    taken_back(first, 2, cast.rep)
    row.refresh_from_db()
    assert row.to_ship == 2 and progress.label_of([row]) == "partly"
    accept(arrived(order, cast.rep, 2), by=cast.rep)
    assert counts(row) == {
        "shipped": 102, "delivered": 102, "lost": 0, "accepted": 100, "returned": 2, "replaced": 2,
    }  # fmt: skip
    assert accepted_value(row) == row.gross


def test_goods_that_were_accepted_and_come_back_are_accepted_no_more(cast: Any, order: Order) -> None:
    row = only_line(order)
    shipment = arrived(order, cast.rep, 100)
    accept(shipment, by=cast.rep)
    document = taken_back(shipment, 3, cast.rep)
    assert counts(row)["accepted"] == 97 and document.positions.get().was_accepted == 3
    accept(arrived(order, cast.rep, 3), by=cast.rep)
    assert counts(row)["accepted"] == 100


def test_what_was_lost_on_the_way_is_shipped_again(cast: Any, order: Order) -> None:
    shipment = arrived(order, cast.rep, 60, lost=5)
    row = only_line(order)
    assert (row.delivered, row.lost, row.in_transit, row.to_ship) == (55, 5, 0, 45)
    assert row_of(shipment).lost == 5


@pytest.mark.parametrize("label", ["none", "partly", "shipped", "delivered", "accepted"])
def test_the_label_of_a_list_is_that_of_the_lines(cast: Any, customer: Customer, label: str) -> None:
    order = make_placed(customer, cast.rep)
    if label == "partly":
        shipped(order, cast.rep, 40)
    elif label == "shipped":
        shipped(order, cast.rep, 100)
    elif label != "none":
        shipment = arrived(order, cast.rep, 100)
        if label == "accepted":
            accept(shipment, by=cast.rep)
    assert progress.label_of([only_line(order)]) == label
    assert Order.objects.annotate(found=progress.delivery_label()).get(pk=order.pk).found == label
    for asked in ("none", "partly", "shipped", "delivered", "accepted", "invoiced", "paid"):
        assert Order.objects.filter(progress.with_label(asked), pk=order.pk).exists() is (asked == label)


# -- preparing and shipping ----------------------------------------------------------------------------------------
def test_more_than_is_left_is_refused_with_the_figures(cast: Any, order: Order) -> None:
    shipped(order, cast.rep, 60)
    prepared(order, cast.rep, 30)
    found = refusal(prepared, order, cast.rep, 11)
    assert found.code == "too_much"
    for figure in ("11", "10", "100", "60", "30"):
        assert figure in found.message


def test_the_tolerance_allows_so_much_more(cast: Any, customer: Customer) -> None:
    order = make_placed(customer, cast.rep, line(tolerance=D(5)))
    assert refusal(prepared, order, cast.rep, "105.0001").code == "too_much"
    assert shipped(order, cast.rep, 105).status == "shipped"
    assert progress.label_of([only_line(order)]) == "shipped"


def test_one_shipment_holds_lines_of_several_orders_of_one_customer(cast: Any, customer: Customer) -> None:
    one, two = make_placed(customer, cast.rep), make_placed(customer, cast.rep)
    lines = [{"order_line": only_line(each), "quantity": D(10)} for each in (one, two)]
    shipment = prepare(Shipment(customer=customer, to_place="港"), lines, by=cast.rep)
    assert shipment.positions.count() == 2 and shipment.due_on == one.due_on
    foreign = make_placed(factories.make_customer("别家", cast.rep), cast.rep)
    wrong = [{"order_line": only_line(foreign), "quantity": D(1)}]
    assert refusal(prepare, Shipment(customer=customer, to_place="港"), wrong, by=cast.rep).code == "foreign"


def test_nothing_is_shipped_of_what_was_not_placed(cast: Any, customer: Customer) -> None:
    from tests.orders.orders import make_order

    assert refusal(prepared, make_order(customer, cast.rep), cast.rep, 1).code == "not_shippable"


def test_a_shipment_of_nothing_is_none(cast: Any, order: Order) -> None:
    assert refusal(prepared, order, cast.rep).code == "no_lines"


def test_only_what_is_being_prepared_is_changed_or_cancelled(cast: Any, order: Order) -> None:
    shipment = prepared(order, cast.rep, 60)
    line_of = {"order_line": only_line(order), "quantity": D(100)}
    assert prepare(shipment, [line_of], by=cast.rep).positions.get().quantity == 100
    ship(shipment, by=cast.rep)
    assert refusal(prepare, shipment, [line_of], by=cast.rep).code == "not_preparing"
    assert refusal(cancel_shipment, shipment, by=cast.rep, reason="不发了").code == "forbidden_move"


def test_batches_with_certificates_are_at_most_the_line(cast: Any, order: Order) -> None:
    row = only_line(order)
    batch = {"batch_no": "B2026-11", "quantity": D(60), "certificate_no": "MTC-881"}
    given = {"order_line": row, "quantity": D(60), "batches": [batch]}
    shipment = prepare(Shipment(customer=order.customer, to_place="港"), [given], by=cast.rep)
    assert ShipmentBatch.objects.get(line__shipment=shipment).certificate_no == "MTC-881"
    given["batches"] = [batch, {"batch_no": "B2", "quantity": D(1)}]
    assert refusal(prepare, shipment, [given], by=cast.rep).code == "batches"


# -- on the way ----------------------------------------------------------------------------------------------------
def test_a_new_arrival_keeps_the_one_before_and_one_after_the_due_day_is_told_at_once(
    cast: Any, order: Order
) -> None:
    first, late = clock.today() + timedelta(days=5), order.due_on + timedelta(days=2)
    shipment = shipped(order, cast.rep, 60, eta=first)
    assert not shipment.is_late
    shipment = expect(shipment, by=cast.rep, eta=late, text="台风")
    event = ShipmentEvent.objects.get(shipment=shipment, kind="eta")
    assert (event.eta_before, event.eta_after, event.text) == (first, late, "台风") and shipment.is_late
    for person in (cast.rep, cast.manager):
        assert Notification.objects.filter(recipient=person, text__contains=shipment.number).exists()
    expect(shipment, by=cast.rep, eta=late)
    assert ShipmentEvent.objects.filter(shipment=shipment, kind="eta").count() == 1


def test_the_way_of_a_shipment_is_written_down_step_by_step(cast: Any, order: Order) -> None:
    shipment = shipped(order, cast.rep, 60)
    assert track(shipment, by=cast.rep, place="南宁").status == "in_transit"
    assert arrive(shipment, by=cast.rep, place="钦州港").status == "arrived"
    assert deliver(shipment, by=cast.rep).status == "delivering"
    assert refusal(trouble, shipment, by=cast.rep, text=" ").code == "required"
    assert trouble(shipment, by=cast.rep, text="车辆故障").status == "trouble"
    assert go_on(shipment, by=cast.rep).status == "in_transit"
    assert sign(shipment, by=cast.rep, signed_by="老李").signed_by == "老李"
    seen = ShipmentEvent.objects.filter(shipment=shipment).order_by("id").values_list("status", flat=True)
    assert list(seen) == [
        "preparing", "shipped", "in_transit", "arrived", "delivering", "trouble", "in_transit", "signed",
    ]  # fmt: skip
    assert refusal(track, shipment, by=cast.rep, place="仓库").code == "not_under_way"


def test_what_was_sent_back_is_to_be_shipped_anew(cast: Any, order: Order) -> None:
    shipment = trouble(shipped(order, cast.rep, 60), by=cast.rep, text="拒收")
    assert send_back(shipment, by=cast.rep, reason="地址错误").status == "sent_back"
    assert only_line(order).to_ship == 100


def test_delivered_and_lost_make_up_what_was_sent(cast: Any, order: Order) -> None:
    shipment = shipped(order, cast.rep, 60)
    pk = row_of(shipment).pk
    found = refusal(sign, shipment, by=cast.rep, lines={pk: {"delivered": D(50), "lost": D(5)}})
    assert found.code == "does_not_add_up" and "60" in found.message and "50" in found.message
    assert refusal(sign, shipment, by=cast.rep, lines={pk: {"delivered": D(61)}}).code == "does_not_add_up"
    sign(shipment, by=cast.rep, lines={pk: {"delivered": D(58)}})
    assert counts(only_line(order))["lost"] == 2


def test_the_states_of_a_shipment_are_those_of_the_table() -> None:
    assert all(states.SHIPMENT[status] for status in Shipment.UNDER_WAY)
    ends = {status for status, allowed in states.SHIPMENT.items() if not allowed}
    assert ends == {"signed", "sent_back", "cancelled"}


# -- accepting and taking back -------------------------------------------------------------------------------------
def test_what_did_not_arrive_is_not_accepted(cast: Any, order: Order) -> None:
    assert refusal(accept, shipped(order, cast.rep, 60), by=cast.rep).code == "not_signed"
    shipment = arrived(order, cast.rep, 40)
    found = refusal(accepted, shipment, cast.rep, 41)
    assert found.code == "too_much" and "41" in found.message and "40" in found.message
    accepted(shipment, cast.rep, 30, 5)
    assert refusal(accepted, shipment, cast.rep, 6).code == "too_much"
    accepted(shipment, cast.rep, 5)
    assert refusal(accept, shipment, by=cast.rep).code == "nothing_left"


def test_turning_down_asks_for_a_reason(cast: Any, order: Order) -> None:
    shipment = arrived(order, cast.rep, 40)
    given = {row_of(shipment).pk: {"accepted": D(30), "refused": D(10)}}
    assert refusal(accept, shipment, by=cast.rep, lines=given).code == "required"


def test_a_void_acceptance_counts_no_more(cast: Any, order: Order) -> None:
    shipment = arrived(order, cast.rep, 40)
    document = accept(shipment, by=cast.rep)
    void_acceptance(document, by=cast.rep, reason="录错")
    assert counts(only_line(order))["accepted"] == 0
    again = accept(shipment, by=cast.rep)
    OrderLine.objects.filter(order=order).update(invoiced=D(40))
    assert refusal(void_acceptance, again, by=cast.rep, reason="录错").code == "invoiced"


def test_no_more_comes_back_than_arrived(cast: Any, order: Order) -> None:
    shipment = arrived(order, cast.rep, 40)
    back(shipment, 30, cast.rep)
    found = refusal(back, shipment, 11, cast.rep)
    assert found.code == "too_much" and "10" in found.message
    void_return(ReturnOrder.objects.get(), by=cast.rep, reason="客户留用")
    assert back(shipment, 40, cast.rep).number.startswith("TH")


def test_acceptance_puts_the_payment_in_force(cast: Any, order: Order) -> None:
    shipment = arrived(order, cast.rep, 100)
    assert not PaymentPlan.objects.filter(order=order, status="due").exists()
    accept(shipment, by=cast.rep)
    assert PaymentPlan.objects.filter(order=order, status="due").exists()


# -- the walls -----------------------------------------------------------------------------------------------------
WALLS: list[tuple[type, dict[str, Any]]] = [
    (OrderLine, {"shipped": 101}),
    (OrderLine, {"shipped": -1}),
    (OrderLine, {"delivered": 61}),
    (OrderLine, {"delivered": 60, "lost": 1}),
    (OrderLine, {"delivered": 10, "accepted": 11}),
    (OrderLine, {"delivered": 10, "returned": 11}),
    (OrderLine, {"delivered": 10, "accepted": 9, "returned": 2}),
    (OrderLine, {"delivered": 10, "returned": 2, "replaced": 3}),
    (OrderLine, {"invoiced": 101}),
    (OrderLine, {"quantity": 0}),
    (ShipmentLine, {"delivered": 61}),
    (ShipmentLine, {"delivered": 60, "lost": 1}),
    (ShipmentLine, {"delivered": 5, "accepted": 6}),
    (ShipmentLine, {"delivered": 5, "accepted": 4, "returned": 2}),
    (ShipmentLine, {"quantity": 0}),
]


@pytest.mark.parametrize(("model", "facts"), WALLS, ids=[f"{m.__name__} {f}" for m, f in WALLS])
def test_the_database_itself_refuses_what_breaks_the_account(
    cast: Any, order: Order, model: Any, facts: dict[str, Any]
) -> None:
    shipment = shipped(order, cast.rep, 60)
    row = only_line(order) if model is OrderLine else row_of(shipment)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**facts)
    sets = ", ".join(f"{name} = {value}" for name, value in facts.items())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {sets} WHERE id = %s", [row.pk])


def one_deed(dice: Random, order: Order, by: Any) -> None:
    """Something that people might try at any moment, with quantities that may be too large."""
    amount = D(dice.randint(1, 70))
    shipments = list(Shipment.objects.filter(customer=order.customer).order_by("pk"))
    some = dice.choice(shipments) if shipments else None
    deed = dice.randrange(9)
    if deed < 2 or some is None:
        shipped(order, by, amount)
    elif deed == 2:
        prepared(order, by, amount)
    elif deed == 3:
        ship(some, by=by)
    elif deed == 4:
        lost = min(D(dice.randint(0, 3)), row_of(some).quantity)
        sign(some, by=by, lines={row_of(some).pk: {"lost": lost}})
    elif deed == 5:
        accepted(some, by, dice.randint(0, 60), dice.randint(0, 5))
    elif deed == 6:
        taken_back(some, dice.randint(1, 8), by, dice.choice(["replace", "repair", "refund", "scrap"]))
    elif deed == 7:
        send_back(trouble(some, by=by, text="故障"), by=by, reason="退回")
    else:
        document = some.acceptances.filter(status="done").order_by("pk").first()
        if document is not None:
            void_acceptance(document, by=by, reason="录错")


@pytest.mark.parametrize("seed", range(6))
def test_no_history_of_an_order_breaks_its_account(cast: Any, customer: Customer, seed: int) -> None:
    """Refused with words or counted right: never an error of the database, never a figure that does not add up."""
    dice = Random(seed)  # noqa: S311
    order = make_placed(customer, cast.rep, line(tolerance=D(dice.choice([0, 5]))))
    for _turn in range(30):
        try:
            one_deed(dice, order, cast.rep)
        except DomainError as refused:
            assert refused.message
        row = only_line(order)
        sent = ShipmentLine.objects.alive().filter(order_line=row)
        gone = [each for each in sent if each.shipment.status not in {"preparing", "cancelled", "sent_back"}]
        assert row.shipped == sum((each.quantity for each in gone), D(0))
        for name in ("delivered", "lost", "accepted", "returned"):
            assert getattr(row, name) == sum((getattr(each, name) for each in sent), D(0)), name
        assert row.shipped <= row.quantity * (1 + row.tolerance / 100) + row.replaced + row.lost
        assert row.accepted + row.returned <= row.delivered <= row.shipped - row.lost
        yes = sum(
            (
                each.accepted
                for each in AcceptanceLine.objects.alive().filter(shipment_line__order_line=row)
                if each.acceptance.status == "done"
            ),
            D(0),
        )
        assert row.accepted <= yes
