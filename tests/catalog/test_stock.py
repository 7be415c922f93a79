"""What can be promised is what lies there, less what is reserved, and what production finishes by the day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import ProductionSnapshot, StockSnapshot
from catalog.selectors.stock import availability_of, available_to_promise
from catalog.services.stock import save_snapshot
from core import clock
from records import parameters

from .things import at, make_product, refused, report_batch, report_stock

pytestmark = pytest.mark.django_db
NOW = at("2026-11-20 10:00")


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with clock.at(NOW):
        yield


def promised(product: Any, day: date) -> Decimal:
    return available_to_promise(product, day).quantity


def test_on_hand_less_reserved_and_what_finishes_by_the_day() -> None:
    product = make_product()
    report_stock(product, 100, 30)
    report_batch(product, 50, date(2026, 12, 1))
    report_batch(product, 25, date(2026, 12, 10))
    assert promised(product, date(2026, 11, 30)) == 70
    assert promised(product, date(2026, 12, 1)) == 120
    assert promised(product, date(2026, 12, 31)) == 145


def test_more_promised_than_there_is_shows_below_zero() -> None:
    product = make_product()
    report_stock(product, 10, "12.5")
    assert promised(product, NOW.date()) == Decimal("-2.5")


def test_the_newest_report_of_each_warehouse_and_batch_counts() -> None:
    product = make_product()
    report_stock(product, 100, as_of=NOW - timedelta(hours=5))
    report_stock(product, 80, as_of=NOW - timedelta(hours=1))
    report_stock(product, 7, warehouse="上海库")
    report_batch(product, 50, date(2026, 11, 25), batch="B1", as_of=NOW - timedelta(hours=3))
    report_batch(product, 40, date(2026, 11, 28), batch="B1", as_of=NOW - timedelta(hours=2))
    assert promised(product, date(2026, 11, 25)) == 87
    assert promised(product, date(2026, 11, 28)) == 127
    report_batch(product, 0, date(2026, 11, 28), batch="B1")
    assert promised(product, date(2026, 11, 28)) == 87


def test_a_batch_that_ended_before_the_stock_was_counted_is_not_counted_twice() -> None:
    product = make_product()
    report_batch(product, 50, date(2026, 11, 18), as_of=NOW - timedelta(days=5))
    report_stock(product, 150)
    assert promised(product, date(2026, 11, 30)) == 150
    report_batch(product, 20, date(2026, 11, 18))  # reported after the count: late, still coming
    assert promised(product, date(2026, 11, 30)) == 170


def test_figures_older_than_24_hours_say_so_and_the_limit_is_a_parameter() -> None:
    product = make_product()
    report_stock(product, 1, as_of=NOW - timedelta(hours=24))
    assert not available_to_promise(product).is_stale
    report_stock(product, 1, warehouse="旧库", as_of=NOW - timedelta(hours=25))
    found = available_to_promise(product)
    assert found.is_stale and found.age_hours == 25
    parameters.set_value("catalog.stock_stale_hours", 48, by=None)
    assert not available_to_promise(product).is_stale


def test_nothing_reported_is_unknown_and_not_zero() -> None:
    assert not available_to_promise(make_product()).is_known


def test_a_report_comes_neither_from_the_future_nor_twice_of_one_moment() -> None:
    product = make_product()
    later = StockSnapshot(
        product=product, warehouse="总库", on_hand=Decimal(1), as_of=NOW + timedelta(days=1)
    )
    assert refused(lambda: save_snapshot(later, by=None)).field == "as_of"
    below = ProductionSnapshot(product=product, batch="B", quantity=Decimal(-1), finishes_on=NOW.date())
    assert refused(lambda: save_snapshot(below, by=None)).field == "quantity"
    for _time in range(2):
        report = StockSnapshot(product=product, warehouse="总库", on_hand=Decimal(1), as_of=NOW)
        if _time:
            assert refused(lambda: save_snapshot(report, by=None)).code == "duplicate"  # noqa: B023
        else:
            save_snapshot(report, by=None)


def test_many_products_cost_two_statements(django_assert_num_queries: Any) -> None:
    products = [make_product() for _place in range(30)]
    for product in products:
        report_stock(product, 5)
        report_batch(product, 5, NOW.date())
    with django_assert_num_queries(2):
        found = availability_of([product.pk for product in products])
    assert {known.quantity for known in found.values()} == {Decimal(10)}
