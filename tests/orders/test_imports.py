"""Orders, receipts, forecasts and opening balances from files: what comes in once, and what is refused and why."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import FxRate
from contacts.models import Customer
from core import clock
from orders.models import Order, PaymentPlan, Receipt, RollingForecast
from orders.services.period import close_period
from orders.services.receipt import confirm_receipt
from tests import factories
from tests.catalog.things import make_product
from tests.records.conftest import bring

from .money import make_contract

__all__ = ["bring"]
pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = TODAY - timedelta(days=30)
HEAD = "订单号,客户,订货日期,交期,下达日期,合同号,产品,产品描述,数量,单价,行交期\n"
ORDERS = (
    f"{HEAD}DD-A,K1,{DAY},{TODAY},{DAY},,HL-1,,100,113,{TODAY}\n"
    ",,,,,,,特制夹具,2,500,\n"
    f"DD-B,K1,{DAY},,,,HL-1,,5,113,\n"
)
RECEIPTS = f"客户,到账日期,到账金额,付款人,流水号\nK1,{DAY},1000.50,东岭重卡,BK-1\nK1,{TODAY},20,东岭重卡,\n"


@pytest.fixture
def customer(cast: Any) -> Customer:
    make_product(code="HL-1", list_price="113")
    return factories.make_customer("东岭重卡", cast.rep, code="K1")


def refused(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["field"]) for row in result["rejected"]]


# ---- orders


def test_what_was_placed_before_is_placed_and_the_rest_is_drafted(
    cast: Any, customer: Any, bring: Any
) -> None:
    result = bring("orders", ORDERS, cast.manager)
    assert (result["created"], result["rejected"]) == (2, []), result
    first, second = Order.objects.order_by("number")
    assert (first.status, f"{first.placed_at:%Y-%m-%d}", first.due_on) == ("placed", f"{DAY}", TODAY)
    assert first.gross_amount == Decimal(12300) and first.positions.count() == 2
    assert (second.status, second.due_on) == ("draft", DAY + timedelta(days=30))
    assert PaymentPlan.objects.filter(order=first).exists()
    again = bring("orders", ORDERS, cast.manager)
    assert (again["created"], again["updated"], again["rejected"]) == (0, 0, []), again


def test_a_draft_is_changed_by_its_number_and_a_placed_order_is_not(
    cast: Any, customer: Any, bring: Any
) -> None:
    bring("orders", ORDERS, cast.manager)
    bring("orders", ORDERS.replace("HL-1,,5,113", "HL-1,,6,113"), cast.manager)
    assert Order.objects.get(number="DD-B").positions.get().quantity == 6
    result = bring("orders", ORDERS.replace("HL-1,,100,113", "HL-1,,90,113"), cast.manager)
    assert [row for row, _field in refused(result)] == [2, 3]


def test_what_is_called_off_takes_the_currency_and_prices_of_its_contract(
    cast: Any, customer: Any, bring: Any
) -> None:
    FxRate.objects.create(currency="USD", base="CNY", day=TODAY, rate=Decimal(7))
    contract = make_contract(
        customer, 100000, number="HT-1", currency="USD", rate=Decimal(7), status="executing", kind="framework"
    )
    text = f"{HEAD}DD-A,K1,{TODAY},,,HT-1,HL-1,,1,20,\nDD-B,K1,{TODAY},,,HT-9,HL-1,,1,20,\n"
    result = bring("orders", text, cast.manager)
    assert refused(result) == [(3, "contract")]
    order = Order.objects.get()
    assert (order.contract, order.currency) == (contract, "USD")


@pytest.mark.parametrize(
    ("old", "new", "row", "field"),
    [
        (",K1,", ",没有的客户,", 2, "customer"),
        ("HL-1,,100,113", "HL-1,,0,113", 2, "quantity"),
        ("HL-1,,100,113", "HL-1,,-5,113", 2, "quantity"),
        ("HL-1,,100,113", "HL-1,,NaN,113", 2, "quantity"),
        ("HL-1,,100,113", "HL-1,,1e30,113", 2, "quantity"),
        ("HL-1,,100,113", "HL-1,,100,-1", 2, "price"),
        ("HL-1,,100,113", "HL-9,,100,113", 2, "product"),
        (f"{TODAY},{DAY},", f"{TODAY},{TODAY + timedelta(days=1)},", 2, "placed_on"),
        (f"{TODAY},{DAY},", f"{TODAY},{DAY - timedelta(days=1)},", 2, "placed_on"),
        (f"{DAY},{TODAY},", f"{DAY},{DAY - timedelta(days=1)},", 2, "due_on"),
    ],
)
def test_an_order_with_a_bad_row_stays_out_whole(
    cast: Any, customer: Any, bring: Any, old: str, new: str, row: int, field: str
) -> None:
    result = bring("orders", ORDERS.replace(old, new, 1), cast.manager)
    assert (row, field) in refused(result), result["rejected"]
    assert not Order.objects.filter(number="DD-A").exists()


def test_only_who_approves_orders_brings_placed_ones_and_nobody_at_a_strange_customer(
    cast: Any, customer: Any, bring: Any
) -> None:
    result = bring("orders", ORDERS, cast.other_manager)
    assert result["created"] == 0 and Order.objects.count() == 0


# ---- receipts


def test_a_banks_list_comes_in_once_to_be_confirmed(cast: Any, customer: Any, bring: Any) -> None:
    result = bring("receipts", RECEIPTS, cast.finance)
    assert (result["created"], result["rejected"]) == (2, []), result
    first = Receipt.objects.get(bank_reference="BK-1")
    assert (first.status, first.amount, first.owner) == ("registered", Decimal("1000.50"), cast.rep)
    assert bring("receipts", RECEIPTS, cast.finance)["unchanged"] == 2
    confirm_receipt(first, by=cast.finance)
    result = bring("receipts", RECEIPTS.replace("1000.50", "1000.51"), cast.finance)
    assert [row for row, _field in refused(result)] == [2]


@pytest.mark.parametrize(
    ("amount", "day", "field"),
    [
        ("0", TODAY, "amount"),
        ("-5", TODAY, "amount"),
        ("NaN", TODAY, "amount"),
        ("1e30", TODAY, "amount"),
        ("100", TODAY + timedelta(days=1), "received_on"),
        ("100", DAY - timedelta(days=60), "received_on"),
    ],
)
def test_a_bad_receipt_is_refused_by_its_row(
    cast: Any, customer: Any, bring: Any, amount: str, day: Any, field: str
) -> None:
    close_period((DAY - timedelta(days=60)).replace(day=1), by=cast.finance)
    result = bring("receipts", f"客户,到账日期,到账金额\nK1,{day},{amount}\n", cast.finance)
    assert refused(result) == [(2, field)], result
    assert not Receipt.objects.exists()


def test_a_currency_without_a_rate_and_an_unknown_customer_are_refused(
    cast: Any, customer: Any, bring: Any
) -> None:
    text = f"客户,到账日期,到账金额,币种\nK1,{TODAY},100,USD\n没有的,{TODAY},100,CNY\n"
    assert refused(bring("receipts", text, cast.finance)) == [(2, "currency"), (3, "customer")]
    assert bring("receipts", RECEIPTS, cast.finance)["created"] == 2


# ---- opening balances


def test_a_bad_opening_balance_is_refused_by_its_row(cast: Any, customer: Any, bring: Any) -> None:
    head = "编号,客户,金额,到期日,币种\n"
    rows = [
        f"Q1,K1,0,{TODAY},CNY", f"Q2,K1,-1,{TODAY},CNY", "Q3,K1,5,,CNY", f"Q4,K1,5,{TODAY},USD", f"Q5,K1,5,{TODAY},CNY",
    ]  # fmt: skip
    result = bring("payment-plans", head + "\n".join(rows) + "\n", cast.finance)
    assert refused(result) == [(2, "amount"), (3, "amount"), (4, "due_on"), (5, "currency")], result
    assert PaymentPlan.objects.get().number == "Q5"


# ---- forecasts


def test_forecasts_of_several_customers_come_in_once(cast: Any, customer: Any, bring: Any) -> None:
    factories.make_customer("西山船厂", cast.rep, code="K2")
    text = (
        f"客户,版本,产品,客户料号,月份,数量\nK1,{DAY},HL-1,,2027-01,100\nK2,{DAY},,X-9,2027-01-15,7\n"
        f"K2,{DAY},,,2027-02,7\nK1,{DAY},HL-1,,2027-03,-7\n"
    )
    result = bring("forecasts", text, cast.rep)
    assert result["created"] == 2 and [row for row, _field in refused(result)] == [4, 5], result
    assert {f"{row.month}" for row in RollingForecast.objects.all()} == {"2027-01-01"}
    again = bring("forecasts", text.replace(",100\n", ",120\n"), cast.rep)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 1, 1)
