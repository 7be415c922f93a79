"""Ageing: what is owed by how long it has been due, with credit on its own line."""

import csv
import io
import itertools
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounts.models import FieldPolicy, UserRole
from catalog.models import FxRate
from contacts.models import Customer
from core import clock
from orders.selectors.ageing import Ageing, bounds, bucket
from orders.services.allocation import Share, allocate, take_back
from orders.services.payment_plan import overdue_plans
from tests import factories

from .money import make_contract, make_plan, make_receipt
from .opened import sum_behind

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 31)
EXAMPLE = [
    (1_130_000, date(2026, 11, 15)),
    (565_000, date(2026, 10, 31)),
    (339_000, date(2026, 10, 1)),
    (226_000, date(2026, 9, 30)),
    (452_000, date(2026, 7, 15)),
    (100_000, date(2025, 10, 30)),
]
FIGURES = [Decimal(figure) for figure in (1_695_000, 339_000, 226_000, 0, 252_000, 0, 100_000)]


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep)


@pytest.fixture
def example(cast: Any, customer: Customer) -> Any:
    with clock.at(DAY):
        plans = [
            make_plan(
                customer, cast.finance, amount, due, posted_on=min(due, date(2026, 9, 1)), kind="opening"
            )
            for amount, due in EXAMPLE
        ]
        paid = make_receipt(customer, cast.finance, 200_000)
        (row,) = allocate(paid, [Share(Decimal(200_000), plans[4])], by=cast.finance)
        make_receipt(customer, cast.finance, 150_000)
        overdue_plans(DAY)
    return row


@pytest.mark.parametrize(
    ("days", "place"),
    [
        (-15, 0),
        (0, 0),
        (1, 1),
        (30, 1),
        (31, 2),
        (60, 2),
        (61, 3),
        (90, 3),
        (91, 4),
        (180, 4),
        (181, 5),
        (365, 5),
        (366, 6),
    ],
)
def test_each_day_falls_into_one_bucket_and_its_rows_are_found(days: int, place: int) -> None:
    assert bucket(days) == place
    first, last = bounds(place, DAY)
    due = date.fromordinal(DAY.toordinal() - days)
    assert (first is None or first <= due) and (last is None or due <= last)


def test_the_example(cast: Any, example: Any) -> None:
    with clock.at(DAY):
        ageing = Ageing(cast.finance)
    assert ageing.total.buckets == FIGURES
    assert (ageing.total.total, ageing.total.credit, ageing.total.net) == (2_612_000, 150_000, 2_462_000)


def test_a_past_day_is_as_it_was_then(cast: Any, example: Any) -> None:
    """A matching taken back later still counts on the day when it held."""
    with clock.at(date(2026, 11, 20)):
        take_back(example, by=cast.finance, reason="配错了")
        assert Ageing(cast.finance, as_of=DAY).total.buckets == FIGURES
        assert Ageing(cast.finance).total.total == 2_812_000


def test_by_posting_day_the_same_sum_lies_in_other_buckets(cast: Any, example: Any) -> None:
    with clock.at(DAY):
        ageing = Ageing(cast.finance, view="posted")
    assert ageing.total.total == 2_612_000
    assert ageing.total.buckets[0] == 0


def test_foreign_money_at_the_documents_and_at_the_closing_rate(cast: Any, customer: Customer) -> None:
    make_plan(customer, cast.finance, 1000, kind="opening", currency="USD", rate=Decimal("7.1"))
    FxRate.objects.create(currency="USD", base="CNY", day=clock.today(), rate=Decimal("7.3"))
    assert Ageing(cast.finance).total.total == Decimal(7100)
    assert Ageing(cast.finance, rates="closing").total.total == Decimal(7300)


def test_everybody_sees_only_his_own_customers(cast: Any, example: Any) -> None:
    with clock.at(DAY):
        assert Ageing(cast.rep).total.total == 2_612_000
        assert Ageing(cast.other_rep).total.total == 0


@pytest.mark.parametrize(("model", "field"), [("paymentplan", "amount"), ("receipt", "allocated")])
def test_who_may_not_read_the_amounts_opens_neither_figures_nor_rows(
    cast: Any, example: Any, sign_in: Any, model: str, field: str
) -> None:
    pages = [reverse("orders:ageing"), reverse("orders:ageing_rows")]
    assert [sign_in(cast.rep).get(url).status_code for url in pages] == [200, 200]
    entity = ContentType.objects.get_by_natural_key("orders", model)
    for link in UserRole.objects.filter(user=cast.rep):
        FieldPolicy.objects.create(role=link.role, entity=entity, field=field, mode="hidden")
    assert [sign_in(cast.rep).get(url).status_code for url in pages] == [403, 403]


def test_each_figure_opens_its_rows(cast: Any, example: Any, sign_in: Any) -> None:
    browser: Client = sign_in(cast.finance)
    with clock.at(DAY):
        page = browser.get(reverse("orders:ageing")).content.decode()
        ageing = Ageing(cast.finance)
        rows = browser.get(ageing.url(ageing.lines[0], 4)).content.decode()
    assert "252,000.00" in page
    assert "452,000.00" in rows
    assert "339,000.00" not in rows
    file = browser.get(reverse("orders:ageing") + "?export=csv")
    assert b"".join(file.streaming_content).startswith(b"\xef\xbb\xbf")


def test_each_line_opens_what_comes_to_it_and_the_line_of_none_only_what_has_no_contract(
    cast: Any, example: Any, customer: Customer
) -> None:
    contract = make_contract(customer, 1000)
    with clock.at(DAY):
        make_plan(customer, cast.finance, 1000, contract=contract)
        make_plan(customer, cast.finance, 100, kind="opening", currency="USD", rate=Decimal("7.123457"))
        for by in ("contract", "owner", "customer"):
            ageing = Ageing(cast.finance, by=by)
            for line in [*ageing.lines, ageing.total]:
                assert sum_behind(ageing.url(line), cast.finance, "open_yuan") == line.total, (by, line.label)


def behind(browser: Client, url: str) -> Decimal:
    """What the rows that a figure opens come to, as the file of them says."""
    if "ageing" not in url:
        return sum_behind(url, browser.user, "open_yuan")  # type: ignore[attr-defined]
    file = b"".join(browser.get(f"{url}&export=csv").streaming_content).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(file)))
    return sum((Decimal(row[-1]) for row in table[1:]), Decimal(0))


def test_each_figure_of_any_day_view_and_rate_opens_rows_that_come_to_it(
    cast: Any, example: Any, customer: Customer, sign_in: Any
) -> None:
    other = factories.make_customer("赤岸风电", cast.rep)
    with clock.at(date(2026, 11, 20)):
        FxRate.objects.create(currency="USD", base="CNY", day=date(2026, 10, 30), rate=Decimal("7.05"))
        FxRate.objects.create(currency="USD", base="CNY", day=date(2026, 11, 19), rate=Decimal("7.2137"))
        make_plan(other, cast.finance, 100, date(2026, 9, 1), kind="opening", currency="USD", rate=Decimal("7.1"),
                  posted_on=None)  # fmt: skip
        make_plan(other, cast.finance, 333, date(2026, 12, 1), kind="opening", posted_on=date(2026, 11, 18))
        make_receipt(other, cast.finance, 10, currency="USD", received_on=date(2026, 10, 30))
        take_back(example, by=cast.finance, reason="配错了")
        browser: Any = sign_in(cast.finance)
        browser.user = cast.finance
        for day, by, view, rates in itertools.product(
            (DAY, date(2026, 11, 20)), ("customer", "contract"), ("due", "posted"), ("document", "closing")
        ):
            ageing = Ageing(cast.finance, as_of=day, by=by, view=view, rates=rates)
            for line in [*ageing.lines, ageing.total]:
                told = (day, by, view, rates, line.label)
                assert behind(browser, ageing.url(line)) == line.total, told
                assert behind(browser, ageing.credit_url(line)) == line.credit, told
                for place, amount in enumerate(line.buckets):
                    if amount:
                        assert behind(browser, ageing.url(line, place)) == amount, (*told, place)


def test_the_rows_of_a_past_day_are_shown_as_they_were(cast: Any, example: Any, sign_in: Any) -> None:
    browser = sign_in(cast.finance)
    with clock.at(date(2026, 11, 20)):
        take_back(example, by=cast.finance, reason="配错了")
        ageing = Ageing(cast.finance, as_of=DAY)
        page = browser.get(ageing.url(ageing.lines[0], 4)).content.decode()
        assert "252,000.00" in page and "452,000.00" in page and "2026-10-31" in page
        assert browser.get(reverse("orders:ageing_rows") + "?line=99999999&part=x").status_code == 200


def test_nobody_opens_rows_of_what_he_does_not_see(cast: Any, example: Any, sign_in: Any) -> None:
    with clock.at(DAY):
        ageing = Ageing(cast.finance, view="posted")
        page = sign_in(cast.other_rep).get(ageing.url(ageing.total)).content.decode()
    assert "452,000.00" not in page and example.receipt.number not in page


def test_what_the_database_sums_is_what_is_counted_plan_by_plan(cast: Any, example: Any) -> None:
    with clock.at(DAY):
        for by, view in itertools.product(("customer", "owner", "department", "contract"), ("due", "posted")):
            one, other = (Ageing(cast.finance, by=by, view=view, has_parts=has) for has in (True, False))
            assert [(line.key, line.label, line.buckets, line.credit) for line in one.lines] == [
                (line.key, line.label, line.buckets, line.credit) for line in other.lines
            ]
            assert one.total.net == other.total.net == Decimal(2_462_000)


def test_lines_come_fifty_at_a_time(cast: Any, sign_in: Any) -> None:
    with clock.at(DAY):
        for number in range(51):
            debtor = factories.make_customer(f"欠款{number:02d}有限公司", cast.rep)
            make_plan(debtor, cast.finance, 1000 + number, DAY, kind="opening")
        browser, url = sign_in(cast.finance), reverse("orders:ageing")
        first, second = (browser.get(url, {"page": page}).content.decode() for page in (1, 2))
    assert first.count('<th scope="row">') == 51 and second.count('<th scope="row">') == 2  # and the total
    assert "欠款00有限公司" in second and "欠款00有限公司" not in first
