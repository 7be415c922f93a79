"""What an order is from draft to close: lines, prices, credit, the contract's ceiling, states."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import DealPrice
from contacts.models import Customer
from contracts.models import Contract, ContractLine
from core import clock
from core.errors import DomainError
from orders import states
from orders.models import CreditLimit, Order, OrderLine
from orders.selectors.credit import credit_of
from orders.services.order import delete_order, from_contract, from_quote, save_order
from orders.services.order_deeds import (
    cancel_order,
    close_order,
    hold_order,
    note_progress,
    resume_order,
    start_production,
    transfer_order,
)
from orders.services.order_placing import approve_order, hand_back, submit_order
from reminders.models import Notification
from sales.models import Quote
from sales.services.quote_answer import accept_quote, send_quote
from sales.sources import evidence_of
from tests import factories
from tests.catalog.things import make_product
from tests.orders.orders import make_order, make_placed, only_line, prepared, shipped
from tests.sales.quotes import line, make_approved
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    """Without a published process a holder of the right approves."""
    ProcessDefinition.objects.filter(doc_type__in=["quote", "order"]).update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def make_contract(customer: Any, by: Any, *lines: tuple[Any, Any, Any], **facts: Any) -> Contract:
    """A contract that is being carried out; each line is (product, quantity, price)."""
    today = clock.today()
    facts = {
        "name": "年度供货合同", "kind": "framework", "status": "executing", "start_on": today,
        "end_on": today + timedelta(days=365), "market_type": "external", "owner": by, **facts,
    }  # fmt: skip
    contract = Contract.objects.create(customer=customer, number=f"HT{factories.number():06d}", **facts)
    total = D(0)
    for place, (product, quantity, price) in enumerate(lines, start=1):
        row = ContractLine(
            contract=contract, place=place, product=product, quantity=D(quantity), price=D(price), uom="piece"
        )
        row.reckon(tax_included=True)
        row.save()
        total += row.gross
    contract.gross_amount = total
    contract.save()
    return contract


# -- writing -------------------------------------------------------------------------------------------------------
def test_a_line_without_a_day_is_due_with_its_order_and_prices_come_from_the_catalogue(
    cast: Any, customer: Any
) -> None:
    late = clock.today() + timedelta(days=60)
    order = make_order(customer, cast.rep, line(), line(due_on=late, tolerance=D(5)))
    first, second = OrderLine.objects.filter(order=order).order_by("place")
    assert (first.due_on, first.price, first.tolerance) == (order.due_on, 113, 0)
    assert (second.due_on, second.tolerance) == (late, 5)
    assert order.number.startswith(f"DD{clock.today():%Y%m}")
    assert (order.gross_amount, order.owner, order.department) == (D("22600.00"), cast.rep, cast.east)


def test_the_price_of_the_contract_goes_before_that_of_the_catalogue(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113")
    contract = make_contract(customer, cast.rep, (product, 500, "98.5"))
    order = make_order(customer, cast.rep, line(product, 10), contract=contract)
    row = only_line(order)
    assert (row.price, row.contract_line) == (D("98.5"), contract.positions.get())


def test_what_is_written_in_a_line_stays(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113")
    contract = make_contract(customer, cast.rep, (product, 500, "98.5"))
    order = make_order(customer, cast.rep, line(product, 10, "97"), contract=contract)
    assert only_line(order).price == 97


def test_a_due_day_before_the_order_is_refused(cast: Any, customer: Any) -> None:
    yesterday = clock.today() - timedelta(days=1)
    assert refusal(make_order, customer, cast.rep, due_on=yesterday).field == "due_on"
    assert refusal(make_order, customer, cast.rep, line(due_on=yesterday)).code == "due_before_order"


def test_nothing_of_another_customer_gets_into_an_order(cast: Any, customer: Any) -> None:
    other = factories.make_customer("别家", cast.rep)
    contract = make_contract(other, cast.rep, (make_product(), 10, "9"))
    assert refusal(make_order, customer, cast.rep, contract=contract).code == "foreign"
    mine = make_contract(customer, cast.rep, (make_product(), 10, "9"))
    foreign = line(contract_line=contract.positions.get())
    assert refusal(make_order, customer, cast.rep, foreign, contract=mine).code == "foreign"


def test_an_order_is_in_the_currency_of_its_contract(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, (make_product(), 10, "9"), currency="USD", rate=D(7))
    assert refusal(make_order, customer, cast.rep, contract=contract).field == "currency"


def test_only_a_draft_is_edited_or_deleted(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    assert refusal(save_order, order, by=cast.rep, lines=[line()]).code == "not_draft"
    assert refusal(delete_order, order, by=cast.rep).code == "not_draft"
    draft = make_order(customer, cast.rep)
    delete_order(draft, by=cast.rep)
    assert not Order.objects.alive().filter(pk=draft.pk).exists()


# -- of a quote ----------------------------------------------------------------------------------------------------
def accepted_quote(cast: Any, customer: Any) -> Quote:
    quote = make_approved(customer, cast.rep, cast.manager, line(price=100))
    quote = send_quote(quote, by=cast.rep, channel="hand")
    return accept_quote(quote, by=cast.rep)


def test_an_accepted_quote_becomes_one_order_and_counts_as_turned_when_it_is_placed(
    cast: Any, customer: Any
) -> None:
    quote = accepted_quote(cast, customer)
    order = from_quote(quote, by=cast.rep, po_no="PO-7")
    row = only_line(order)
    assert (row.price, row.quantity, order.po_no) == (100, 100, "PO-7")
    assert row.due_on == clock.today() + timedelta(days=30)
    assert refusal(from_quote, quote, by=cast.rep).code == "has_order"
    submit_order(order, by=cast.rep)
    quote.refresh_from_db()
    assert (quote.status, quote.end_reason) == ("converted", order.number)


def test_a_quote_that_was_not_accepted_becomes_no_order(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    assert refusal(from_quote, quote, by=cast.rep).code == "not_accepted"


# -- placing, credit -----------------------------------------------------------------------------------------------
def test_an_order_within_everything_is_placed_at_once_and_its_prices_are_deals(
    cast: Any, customer: Any
) -> None:
    order = make_placed(customer, cast.rep, line(price=90))
    assert (order.status, order.submitted_by) == ("placed", cast.rep) and order.placed_at
    deal = DealPrice.objects.get(document="order")
    assert (deal.price, deal.document_no, deal.quantity) == (90, order.number, 100)


def test_an_empty_order_is_not_placed(cast: Any, customer: Any) -> None:
    order = save_order(
        Order(customer=customer, ordered_on=clock.today(), due_on=clock.today()), by=cast.rep, lines=[]
    )
    assert refusal(submit_order, order, by=cast.rep).code == "no_lines"


def limit(customer: Any, amount: Any) -> CreditLimit:
    return CreditLimit.objects.create(customer=customer, amount=D(amount))


def test_beyond_the_credit_limit_somebody_else_must_approve(cast: Any, customer: Any) -> None:
    limit(customer, 20000)
    first = make_placed(customer, cast.rep)  # 11,300
    assert first.status == "placed" and credit_of(customer).used == D("11300.00")
    second = make_placed(customer, cast.rep)
    assert second.status == "approving"
    assert refusal(approve_order, second, by=cast.rep).code == "own_document"
    assert approve_order(second, by=cast.manager).status == "placed"
    assert credit_of(customer).used == D("22600.00")


def test_to_the_cent_of_the_limit_nobody_is_asked(cast: Any, customer: Any) -> None:
    limit(customer, "11300.00")
    assert make_placed(customer, cast.rep).status == "placed"


def test_inside_the_group_no_credit_limit_counts(cast: Any) -> None:
    inside = factories.make_customer("铸造分公司", cast.rep, market_type="internal")
    limit(inside, 1)
    assert make_placed(inside, cast.rep, line(price=10)).status == "placed"


def test_what_was_handed_back_is_a_draft_again(cast: Any, customer: Any) -> None:
    limit(customer, 1)
    order = make_placed(customer, cast.rep)
    assert refusal(hand_back, order, by=cast.manager, reason=" ").code == "required"
    assert hand_back(order, by=cast.manager, reason="先收款").status == "draft"


def test_a_process_decides_where_one_is_published(cast: Any, customer: Any) -> None:
    from workflow.models import ProcessRun
    from workflow.services.definition import create_definition, publish_version, replace_steps
    from workflow.structure import Step

    definition = create_definition(by=None, name="订单审批", doc_type="order")
    draft = definition.versions.get()
    step = Step("m", "approve", "经理", {"assignees": [{"rule": "named", "users": [cast.manager.pk]}]})
    replace_steps(draft, [Step("start", "start", "提交", {}), step], by=None)
    publish_version(draft, by=None)
    limit(customer, 1)
    order = make_placed(customer, cast.rep)
    run = ProcessRun.objects.get(doc_type="order")
    assert order.status == "approving" and run.facts_read["is_over_credit"] is True
    assert refusal(approve_order, order, by=cast.manager)


# -- the contract's ceiling ----------------------------------------------------------------------------------------
def test_what_is_placed_counts_against_the_contract_and_its_master(cast: Any, customer: Any) -> None:
    product = make_product()
    master = make_contract(customer, cast.rep, kind="master", ceiling=D(1_000_000))
    contract = make_contract(customer, cast.rep, (product, 100, "100"), master=master, kind="local")
    order = from_contract(contract, by=cast.rep)
    assert only_line(order).quantity == 100
    save_order(order, by=cast.rep, lines=[line(product, 60)])
    submit_order(order, by=cast.rep)
    contract.refresh_from_db()
    master.refresh_from_db()
    assert (contract.called_off, master.called_off, contract.positions.get().ordered) == (6000, 6000, 60)
    assert only_line(from_contract(contract, by=cast.rep)).quantity == 40


def test_from_nine_tenths_of_the_ceiling_on_the_owner_is_warned(cast: Any, customer: Any) -> None:
    product = make_product()
    contract = make_contract(customer, cast.rep, (product, 100, "100"), kind="single")
    make_placed(customer, cast.rep, line(product, 89), contract=contract)
    assert not Notification.objects.filter(recipient=cast.rep, text__contains=contract.number).exists()
    make_placed(customer, cast.rep, line(product, 1), contract=contract)
    assert Notification.objects.filter(recipient=cast.rep, text__contains="9,000.00").exists()


def test_beyond_the_ceiling_an_order_waits_for_an_approval(cast: Any, customer: Any) -> None:
    product = make_product()
    contract = make_contract(customer, cast.rep, (product, 100, "100"), ceiling=D(10_000))
    assert make_placed(customer, cast.rep, line(product, 100), contract=contract).status == "placed"
    more = make_placed(customer, cast.rep, line(product, 1), contract=contract)
    assert more.status == "approving"
    approve_order(more, by=cast.manager)
    contract.refresh_from_db()
    assert contract.called_off == 10_100


def test_only_a_contract_in_force_is_called_off(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, (make_product(), 10, "9"), status="draft")
    assert refusal(from_contract, contract, by=cast.rep).code == "contract_not_in_force"
    ended = make_contract(
        customer, cast.rep, (make_product(), 10, "9"), start_on=clock.today() - timedelta(days=9),
        end_on=clock.today() - timedelta(days=1),
    )  # fmt: skip
    assert refusal(make_placed, customer, cast.rep, contract=ended).code == "contract_not_in_force"


# -- states --------------------------------------------------------------------------------------------------------
def test_the_states_of_an_order_are_those_of_the_table() -> None:
    moves = {(now, to) for now, allowed in states.ORDER.items() for to in allowed}
    assert moves == {
        ("draft", "approving"), ("draft", "placed"), ("approving", "placed"), ("approving", "draft"),
        ("placed", "producing"), ("placed", "held"), ("placed", "closed"), ("placed", "cancelled"),
        ("producing", "held"), ("producing", "closed"), ("held", "placed"), ("held", "producing"),
    }  # fmt: skip


def test_an_order_on_hold_goes_back_to_where_it_stood_and_nothing_of_it_is_shipped(
    cast: Any, customer: Any
) -> None:
    order = start_production(make_placed(customer, cast.rep), by=cast.rep)
    shipment = prepared(order, cast.rep, 10)
    order = hold_order(order, by=cast.rep, reason="等客户图纸")
    from orders.services.shipment import ship

    assert refusal(ship, shipment, by=cast.rep).code == "not_shippable"
    assert resume_order(order, by=cast.rep).status == "producing"
    assert ship(shipment, by=cast.rep).status == "shipped"


def test_an_order_is_cancelled_while_nothing_was_shipped_and_gives_back_what_it_called_off(
    cast: Any, customer: Any
) -> None:
    product = make_product()
    contract = make_contract(customer, cast.rep, (product, 100, "100"))
    order = make_placed(customer, cast.rep, line(product, 30), contract=contract)
    assert refusal(cancel_order, order, by=cast.manager, reason="").code == "required"
    assert cancel_order(order, by=cast.manager, reason="客户改型").status == "cancelled"
    contract.refresh_from_db()
    assert (contract.called_off, contract.positions.get().ordered) == (0, 0)
    sent = make_placed(customer, cast.rep, line(product, 30), contract=contract)
    shipped(sent, cast.rep, 1)
    assert refusal(cancel_order, sent, by=cast.manager, reason="客户改型").code == "shipped"


def test_an_order_that_is_being_shipped_is_not_cancelled(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    prepared(order, cast.rep, 1)
    assert refusal(cancel_order, order, by=cast.manager, reason="晚了").code == "being_shipped"


def test_an_order_with_anything_missing_is_not_closed(cast: Any, customer: Any) -> None:
    order = make_placed(customer, cast.rep)
    assert "100" in str(refusal(close_order, order, by=cast.rep))


def test_a_colleague_gets_the_order_and_is_told(cast: Any, customer: Any) -> None:
    order = transfer_order(make_placed(customer, cast.rep), to=cast.colleague, by=cast.manager)
    assert order.owner == cast.colleague
    assert Notification.objects.filter(recipient=cast.colleague).exists()


def test_a_placed_order_proves_a_win(cast: Any, customer: Any) -> None:
    from tests.sales.opportunities import make_opportunity

    sale = make_opportunity(customer, cast.rep)
    order = make_order(customer, cast.rep, opportunity=sale)
    assert evidence_of(sale) == []
    submit_order(order, by=cast.rep)
    assert evidence_of(sale) == [order.number]


# -- production ----------------------------------------------------------------------------------------------------
def test_a_step_of_production_is_corrected_not_doubled(cast: Any, customer: Any) -> None:
    row = only_line(make_placed(customer, cast.rep))
    planned = clock.today() + timedelta(days=3)
    first = note_progress(row, by=cast.rep, step="热处理", planned_on=planned)
    again = note_progress(row, by=cast.rep, step="热处理", planned_on=planned, finished_on=clock.today())
    assert first.pk == again.pk and again.finished_on == clock.today()
    tomorrow = clock.today() + timedelta(days=1)
    assert refusal(note_progress, row, by=cast.rep, step="磨削", finished_on=tomorrow).code == "future"
