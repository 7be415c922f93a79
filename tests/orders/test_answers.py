"""Answers: shares that come to exactly one hundred, rankings, contracts carried out, and the rows behind each figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from orders.execution import Execution, rows_url
from orders.models import InvoiceLine, Order, OrderLine
from orders.ranking import INVOICED, ORDERED, RECEIVED, Ranking
from orders.selectors.shares import a_year, months_between, ranks, shares
from orders.services.allocation import Share, allocate
from tests import factories
from tests.catalog.things import make_product
from workflow.models import ProcessDefinition

from .money import make_contract, make_order, make_plan, make_receipt
from .opened import sum_behind

D = Decimal
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def this_day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def rows(db: None, cast: Any) -> Any:
    """Three customers order one product for 4.2, 2.1 and 0.7 million without tax, the first for 30 months."""
    product = make_product()
    begun = [date(2024, 5, 22), date(2026, 1, 5), date(2026, 3, 1)]
    found = []
    for name, net, day in zip("甲乙丙", (4_200_000, 2_100_000, 700_000), begun, strict=True):
        customer = factories.make_customer(f"{name}厂", cast.rep, city="上海")
        order = make_order(customer, D(net) * D("1.13"), ordered_on=day, due_on=TODAY)
        OrderLine.objects.filter(order=order).update(product=product)
        found.append(order)
    return found


# ---- figures


def test_shares_by_the_largest_remainder() -> None:
    assert shares([D(420), D(210), D(70)]) == [D("60.00"), D("30.00"), D("10.00")]
    assert shares([D(1), D(1), D(1)]) == [D("33.34"), D("33.33"), D("33.33")]
    assert shares([]) == [] and shares([D(0), D(0)]) == [None, None] and shares([D(5), D(-7)]) == [None, None]


@given(st.lists(st.decimals(min_value=-1000, max_value=10**9, places=2), min_size=1, max_size=40))
def test_shares_come_to_exactly_one_hundred(amounts: list[Decimal]) -> None:
    found = shares(amounts)
    assert sum(share for share in found if share is not None) == (100 if sum(amounts) > 0 else 0)


def test_ties_share_a_rank() -> None:
    assert ranks([D(9), D(5), D(5), D(1)]) == [1, 2, 2, 4]


def test_a_yearly_average_counts_the_months_since_the_first_deal() -> None:
    assert a_year(D(4_200_000), date(2024, 5, 22), TODAY) == D("1680000.00")
    assert months_between(TODAY, TODAY) == 1


# ---- rankings


def test_the_example_of_a_product_and_its_customers(cast: Any, rows: Any) -> None:
    ranking = Ranking(cast.rep, ORDERED, "customer")
    first, second, third = ranking.named(ranking.lines)
    assert [line.amount for line in (first, second, third)] == [D(4_200_000), D(2_100_000), D(700_000)]
    assert [line.share for line in (first, second, third)] == [D(60), D(30), D(10)]
    assert (first.yearly, first.label, first.address) == (D("1680000.00"), "甲厂", "上海")
    assert (second.amount_so_far, second.share_so_far) == (D(6_300_000), D(90))
    (whole,) = Ranking(cast.rep, ORDERED, "product").lines
    assert (whole.amount, whole.quantity, whole.share) == (D(7_000_000), D(300), D(100))


def test_all_tied_at_ten_are_of_the_top_ten(cast: Any, db: None) -> None:
    for number in range(12):
        make_order(factories.make_customer(owner=cast.rep), 113 if number > 8 else 226)
    lines = Ranking(cast.rep, ORDERED).lines
    assert [line.rank for line in lines] == [1] * 9 + [10] * 3 and all(line.is_top for line in lines)


def test_what_came_back_for_good_is_taken_off_and_what_is_replaced_is_not(cast: Any, rows: Any) -> None:
    line = OrderLine.objects.get(order=rows[2])
    line.shipped = line.delivered = D(100)
    line.returned, line.replaced = D(10), D(4)
    line.save()
    third = Ranking(cast.rep, ORDERED).lines[2]
    assert (third.amount, third.quantity) == (D(658_000), D(94))


def test_only_placed_orders_in_the_period_count(cast: Any, rows: Any) -> None:
    Order.objects.filter(pk=rows[1].pk).update(status="cancelled")
    ranking = Ranking(cast.rep, ORDERED, "customer", date(2026, 1, 1), date(2026, 12, 31))
    assert [line.amount for line in ranking.lines] == [D(700_000)]


def test_each_figure_is_the_sum_of_the_rows_it_opens(cast: Any, rows: Any) -> None:
    OrderLine.objects.filter(order=rows[0]).update(net=D("1234.57"), shipped=7, delivered=7, returned=3)
    Order.objects.filter(pk=rows[0].pk).update(currency="USD", rate=D("7.123457"))
    for by in ("customer", "product"):
        ranking = Ranking(cast.rep, ORDERED, by, date(2024, 1, 1), TODAY)
        for line in ranking.lines:
            assert sum_behind(ranking.rows_url(line), cast.rep, "ordered_yuan") == line.amount
        assert sum_behind(ranking.rows_url(), cast.rep, "ordered_yuan") == ranking.total.amount
    assert D("8530.57") in {
        line.amount for line in Ranking(cast.rep, ORDERED).lines
    }  # 1234.57 × 7.123457 × 97 %


def test_invoices_count_with_their_red_ones_and_receipts_as_they_came(cast: Any, rows: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="invoice").update(is_active=False)
    from tests.orders.money import accept

    customer = rows[0].customer
    from orders.services.invoice import approve_invoice, issue_invoice, request_invoice, submit_invoice
    from orders.services.invoice_back import red_invoice

    accept(rows[0], 100)
    bill = request_invoice(by=cast.rep, order=rows[0], kind="e_plain", title="甲厂")
    bill = approve_invoice(submit_invoice(bill, by=cast.rep), by=cast.finance)
    bill = issue_invoice(bill, by=cast.finance, invoice_no="1001", issued_on=TODAY)
    invoiced = Ranking(cast.rep, INVOICED)
    assert invoiced.total.amount == D(4_200_000)
    assert sum_behind(invoiced.rows_url(invoiced.lines[0]), cast.rep, "net_yuan") == D(4_200_000)
    line = InvoiceLine.objects.get(invoice=bill)
    red_invoice(
        bill, by=cast.finance, invoice_no="1002", issued_on=TODAY, reason="退货", quantities={line.pk: D(10)}
    )
    assert Ranking(cast.rep, INVOICED).total.amount == D(3_780_000)
    make_receipt(customer, cast.finance, "500.55")
    make_receipt(customer, cast.finance, 900, confirmed=False)
    received = Ranking(cast.rep, RECEIVED)
    assert received.total.amount == D("500.55")
    assert sum_behind(received.rows_url(received.lines[0]), cast.rep, "base_amount") == D("500.55")


# ---- contracts


def test_a_contract_is_carried_out_by_the_rows_behind_each_figure(cast: Any, db: None) -> None:
    customer = factories.make_customer(owner=cast.rep)
    contract = make_contract(customer, 200_000)
    order = make_order(customer, 113_000, contract=contract)
    OrderLine.objects.filter(order=order).update(shipped=33)
    own = make_plan(customer, cast.finance, 1000, contract=contract)
    under = make_plan(customer, cast.finance, 2000, order=order)
    money = make_receipt(customer, cast.finance, 5000)
    allocate(money, [Share(D(1000), own), Share(D("500.25"), under)], by=cast.finance)
    make_order(customer, 50_000)  # not under it
    figures = {figure.step: figure for figure in Execution(cast.rep, [contract.pk]).of(contract)}
    assert figures["ordered"].amount == D(113_000) and figures["ordered"].percent == D("56.5")
    assert figures["shipped"].amount == D(37_290)
    assert figures["invoiced"].amount == 0
    assert figures["received"].amount == D("1500.25")
    columns = {
        "ordered": "base_amount",
        "shipped": "shipped_yuan",
        "invoiced": "base_amount",
        "received": "received_yuan",
    }
    for step, column in columns.items():
        assert sum_behind(rows_url(step, contract.pk), cast.rep, column) == figures[step].amount, step


# ---- pages


@pytest.mark.parametrize("name", ["customer_ranking", "product_ranking"])
def test_each_page_shows_its_lines_links_and_files(cast: Any, rows: Any, sign_in: Any, name: str) -> None:
    client: Client = sign_in(cast.manager)
    page = client.get(reverse(f"orders:{name}"), {"from": "", "to": ""})
    text = page.content.decode()
    assert page.status_code == 200 and "7,000,000.00" in text
    for kind in ("csv", "xlsx"):
        file = client.get(reverse(f"orders:{name}"), {"from": "", "to": "", "export": kind})
        assert file.status_code == 200 and "attachment" in file["Content-Disposition"]
    csv = b"".join(client.get(reverse(f"orders:{name}"), {"from": "", "export": "csv"}).streaming_content)
    assert b"100.00" in csv


def test_the_contracts_page_and_its_file(cast: Any, sign_in: Any, db: None) -> None:
    contract = make_contract(factories.make_customer(owner=cast.rep), 200_000)
    make_order(contract.customer, 113_000, contract=contract)
    client: Client = sign_in(cast.manager)
    text = client.get(reverse("orders:contract_execution")).content.decode()
    assert "113,000.00" in text and "56.5 %" in text
    csv = client.get(reverse("orders:contract_execution"), {"export": "csv"})
    assert b"113000.00" in b"".join(csv.streaming_content)


def test_a_stranger_sees_no_figure_and_may_export_nothing_he_may_not(
    cast: Any, rows: Any, sign_in: Any
) -> None:
    assert Ranking(cast.other_rep, ORDERED).lines == []
    narrowed = {"customer": str(rows[0].customer_id)}
    assert Ranking(cast.other_rep, ORDERED, narrowed=narrowed).lines == []
    answer = sign_in(cast.rep).get(reverse("orders:customer_ranking"), {"export": "csv", "from": ""})
    assert "attachment" not in answer.get("Content-Disposition", "")


@pytest.mark.parametrize(
    "query",
    [
        "from=0000&to=x",
        "basis=no",
        "page=99999999",
        "page=-1",
        "customer=1e9",
        "product=5",
        "basis=received&product=5",
    ],
)
def test_nonsense_is_answered(cast: Any, rows: Any, sign_in: Any, query: str) -> None:
    assert sign_in(cast.rep).get(f"{reverse('orders:customer_ranking')}?{query}").status_code == 200


def test_a_page_costs_the_same_for_three_customers_and_thirty(
    cast: Any, rows: Any, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    client: Client = sign_in(cast.rep)
    for _number in range(27):
        make_order(factories.make_customer(owner=cast.rep), 113)
    for name in ("customer_ranking", "product_ranking", "contract_execution"):
        client.get(reverse(f"orders:{name}"))
        with django_assert_max_num_queries(14):
            client.get(reverse(f"orders:{name}"))


def test_the_rows_show_and_export_whole_cents(cast: Any, rows: Any, sign_in: Any) -> None:
    OrderLine.objects.filter(order=rows[0]).update(net=D("3274.34"))
    client: Client = sign_in(cast.manager)
    assert "3,274.34<" in client.get(reverse("orders:order_line_list")).content.decode()
    answer = client.get(
        reverse("records:export", args=["order-lines"]), {"format": "csv", "scene": "counted"}
    )
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "3274.34," in text and "3274.340" not in text


# ---- master contracts and totals


@pytest.fixture
def frame(cast: Any, db: None) -> tuple[Any, Any]:
    """A master with an order of its own and a local contract in dollars, which has an order, too."""
    customer = factories.make_customer(owner=cast.rep)
    master = make_contract(customer, 200_000, kind="master")
    local = make_contract(customer, 50_000, kind="local", master=master, currency="USD")
    make_order(customer, 100_000, contract=master)
    order = make_order(customer, 30_000, contract=local)
    OrderLine.objects.filter(order=order).update(shipped=50)
    plan = make_plan(customer, cast.finance, 2000, order=order)
    allocate(make_receipt(customer, cast.finance, 2000), [Share(D("700.25"), plan)], by=cast.finance)
    return master, local


def test_a_master_counts_what_is_done_under_its_local_contracts_and_tells_it_apart(
    cast: Any, frame: tuple[Any, Any]
) -> None:
    master, local = frame
    done = Execution(cast.rep, [master.pk])
    figures = {figure.step: figure for figure in done.of(master)}
    assert (figures["ordered"].own, figures["ordered"].local) == (D(100_000), D(30_000))
    assert figures["ordered"].amount == D(130_000) and figures["ordered"].percent == D("65.0")
    assert (figures["shipped"].local, figures["received"].local) == (D(15_000), D("700.25"))
    columns = {"ordered": "base_amount", "shipped": "shipped_yuan", "received": "received_yuan"}
    for step, column in columns.items():
        behind = sum_behind(rows_url(step, master.pk, is_local=True), cast.rep, column)
        assert behind == figures[step].local, step
    own = {figure.step: figure for figure in Execution(cast.rep, [local.pk]).of(local)}
    assert (own["ordered"].own, own["ordered"].local) == (D(30_000), 0)


def test_the_totals_are_the_rows_and_count_nothing_twice(
    cast: Any, frame: tuple[Any, Any], sign_in: Any
) -> None:
    other = make_contract(frame[0].customer, 10_000, currency="USD")
    make_order(other.customer, 5_000, contract=other)
    client: Client = sign_in(cast.manager)
    page = client.get(reverse("orders:contract_execution"))
    totals = page.context["totals"]
    assert [row["label"] for row in totals][-1] == totals[-1]["label"] and len(totals) == 3
    assert [row["figures"][0]["text"] for row in totals] == ["130,000.00", "5,000.00", "135,000.00"]
    assert totals[-1]["count"] == 2 and "30,000.00" in page.content.decode()
    csv = b"".join(client.get(reverse("orders:contract_execution"), {"export": "csv"}).streaming_content)
    assert b"135000.00" in csv and b"165000.00" not in csv


def test_the_totals_cost_no_statement_more_for_more_contracts(
    cast: Any, frame: tuple[Any, Any], sign_in: Any
) -> None:
    client: Client = sign_in(cast.manager)
    url = reverse("orders:contract_execution")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _turn in range(8):
        make_contract(frame[0].customer, 10_000)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few)
