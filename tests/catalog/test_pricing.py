"""What a product costs a customer, and from which list, version and tier that comes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import PriceList
from catalog.selectors.pricing import PriceBook, price_for
from tests import factories

from .things import DAY, make_price, make_price_list, make_product, make_rate, refused

pytestmark = pytest.mark.django_db
D = Decimal


def ask(product: Any, customer: Any = None, quantity: Any = 1, currency: str = "CNY", day: date = DAY) -> Any:
    return price_for(product, customer, D(quantity), currency, day)


# -- the numbers of the documents -----------------------------------------------------------------------------
def test_a_local_price_of_9480_against_10000_is_5_20_percent_below_and_beyond_the_band() -> None:
    product = make_product()
    customer = factories.make_customer(country="越南")
    make_price_list((product, "9480", 1, "10000"), mode="local_best", country="越南")
    price = ask(product, customer)
    assert price.deviation == D("-5.2") and price.is_beyond_band


@pytest.mark.parametrize(
    ("price", "is_beyond"),
    [("9500", False), ("9499.99", True), ("11000", False), ("11000.01", True), ("10000", False)],
)
def test_both_ends_of_the_band_are_inside(price: str, is_beyond: bool) -> None:
    product = make_product()
    make_price_list((product, price, 1, "10000"))
    assert ask(product).is_beyond_band is is_beyond


def test_a_list_has_its_own_band() -> None:
    product = make_product()
    make_price_list((product, "97", 1, "100"), max_below=D(2), max_above=D(2))
    assert ask(product).is_beyond_band


def test_usd_1250_at_the_base_rate_of_7_1000_is_8875_yuan() -> None:
    product = make_product()
    make_price_list((product, "1250"), mode="global", currency="USD", fx_base_rate="7.1000")
    price = ask(product)
    assert (price.price, price.currency, price.fx_rate) == (D("8875.00"), "CNY", D("7.1000"))
    assert price.tax_included is False
    assert ask(product, currency="USD").price == D(1250)


@pytest.mark.parametrize(
    ("rate", "is_due"), [("7.3100", False), ("7.3200", True), ("7.3130", False), ("6.8800", True)]
)
def test_beyond_the_threshold_of_3_percent_new_prices_are_due(rate: str, is_due: bool) -> None:
    product = make_product()
    make_price_list((product, "1250"), currency="USD", fx_base_rate="7.1000")
    make_rate(rate)
    price = ask(product)
    assert price.is_reprice_due is is_due
    assert price.price == D("8875.00")  # quoted anew, not by itself


def test_a_clause_may_let_prices_follow_the_rate_by_themselves() -> None:
    product = make_product()
    make_price_list((product, "1250"), currency="USD", fx_base_rate="7.1000", fx_reprice="auto")
    make_rate("7.3200")
    price = ask(product)
    assert (price.price, price.is_reprice_due) == (D("9150.00"), False)


def test_tax_is_taken_out_and_added_by_the_product_s_rate() -> None:
    product = make_product(vat_rate=D(13))
    make_price_list((product, "113"))
    price = ask(product, quantity=1000)
    assert (price.net_price, price.gross_price) == (D("100.000000"), D(113))
    assert price.amount() == D("113000.00") and price.amount(D(8)) == D("103960.00")


# -- which list counts ----------------------------------------------------------------------------------------
def test_the_customer_s_own_list_counts_before_any_other() -> None:
    product = make_product(list_price="100")
    mine, other = factories.make_customer(country="中国"), factories.make_customer(country="中国")
    make_price_list((product, "90"))
    make_price_list((product, "85"), mode="local_best", country="中国")
    own = make_price_list((product, "95"), customer=mine)
    assert (ask(product, mine).price, ask(product, mine).price_list) == (D(95), own)
    assert ask(product, other).price == D(85)
    assert ask(product, factories.make_customer(country="泰国")).price == D(90)
    assert ask(product).price == D(90)


def test_the_best_local_price_counts_before_the_global_and_that_before_the_standard_one() -> None:
    product = make_product()
    make_price_list((product, "3"), tax_included=False)
    assert ask(product).price == D(3)
    make_price_list((product, "2"), mode="global")
    assert ask(product).price == D(2)
    make_price_list((product, "1"), mode="local_best", tax_included=False)
    assert ask(product).price == D(1)


def test_settlement_prices_are_for_units_of_the_group_alone() -> None:
    product = make_product(list_price="100")
    inside = factories.make_customer(market_type="internal")
    make_price_list((product, "60"), mode="internal")
    assert ask(product, inside).price == D(60)
    assert ask(product, factories.make_customer()).price == D(100)
    refusal = refused(lambda: ask(make_product(list_price="5"), inside))
    assert (refusal.code, refusal.field) == ("no_price", "product")


def test_the_largest_tier_that_the_quantity_reaches_counts() -> None:
    product = make_product()
    made = make_price_list((product, "100", 10), (product, "90", 100), (product, "80", "1000"))
    prices = {quantity: ask(product, quantity=quantity).price for quantity in (10, "99.9999", 100, 999, 5000)}
    assert list(prices.values()) == [D(100), D(100), D(90), D(90), D(80)]
    assert ask(product, quantity=500).line.min_qty == 100 and ask(product, quantity=500).price_list == made
    refusal = refused(lambda: ask(product, quantity=9))
    assert (refusal.code, refusal.field) == ("below_first_tier", "quantity") and "10" in refusal.message


def test_the_newest_version_that_has_begun_counts_and_an_older_one_never_comes_back() -> None:
    product = make_product()
    first = make_price_list((product, "100"), code="L1", valid_from=date(2026, 1, 1))
    second = make_price_list(
        (product, "110"), code="L1", edition=2, valid_from=date(2026, 7, 1), valid_to=date(2026, 9, 30)
    )
    assert ask(product, day=date(2026, 6, 30)).price_list == first
    assert ask(product, day=date(2026, 7, 1)).price_list == second
    assert ask(product, day=date(2026, 9, 30)).price_list == second
    refusal = refused(lambda: ask(product, day=date(2026, 10, 1)))
    assert (refusal.code, refusal.field) == ("expired_price_list", "day") and "2026-09-30" in refusal.message


def test_what_the_newest_version_leaves_out_is_no_longer_priced_by_the_list() -> None:
    product, other = make_product(list_price="50"), make_product()
    make_price_list((product, "40"), code="L2", valid_from=date(2026, 1, 1))
    make_price_list((other, "9"), code="L2", edition=2, valid_from=date(2026, 7, 1))
    assert ask(product).price == D(50) and ask(product).price_list is None


@pytest.mark.parametrize("status", ["draft", "approving", "withdrawn"])
def test_only_lists_that_are_or_were_in_force_count(status: str) -> None:
    product = make_product(list_price="50")
    make_price_list((product, "1"), status=status)
    assert ask(product).price == D(50)


def test_past_days_are_answered_from_lists_that_have_expired_since() -> None:
    product = make_product()
    make_price_list(
        (product, "70"),
        status=PriceList.Status.EXPIRED,
        valid_from=date(2025, 1, 1),
        valid_to=date(2025, 12, 31),
    )
    assert ask(product, day=date(2025, 6, 1)).price == D(70)
    assert refused(lambda: ask(product)).code == "expired_price_list"


def test_a_customer_whose_list_ended_does_not_silently_pay_another_price() -> None:
    product, customer = make_product(), factories.make_customer()
    make_price_list((product, "100"))
    make_price_list((product, "80"), customer=customer, valid_to=DAY - timedelta(days=1))
    assert refused(lambda: ask(product, customer)).code == "expired_price_list"


def test_another_s_list_is_never_told() -> None:
    product = make_product(list_price="100")
    make_price_list((product, "10"), customer=factories.make_customer())
    assert ask(product, factories.make_customer()).price == D(100)


# -- what is refused ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "NaN", "Infinity"])
def test_a_quantity_of_nothing_or_of_a_thousand_million_is_a_slip(quantity: str) -> None:
    product = make_product(list_price="1")
    refusal = refused(lambda: ask(product, quantity=quantity))
    assert (refusal.code, refusal.field) == ("bad_quantity", "quantity")


def test_a_stopped_product_has_no_price_and_its_successor_is_named() -> None:
    successor = make_product("新款")
    product = make_product(list_price="1", status="stopped", replaced_by=successor)
    refusal = refused(lambda: ask(product))
    assert (refusal.code, refusal.field) == ("stopped", "product") and "新款" in refusal.message
    assert refused(lambda: ask(make_product(status="stopped"))).code == "stopped"


def test_mixed_currencies_are_refused_and_the_known_one_is_named() -> None:
    product, customer = make_product(list_price="700"), factories.make_customer()
    make_price_list((product, "100"), customer=customer, currency="USD")
    refusal = refused(lambda: ask(product, customer))
    assert (refusal.code, refusal.field) == ("other_currency", "currency") and "USD" in refusal.message
    assert refused(lambda: ask(make_product(list_price="7"), currency="EUR")).field == "currency"
    assert refused(lambda: ask(product, currency="rmb")).code == "bad_currency"


def test_a_product_without_any_price_says_where_to_give_it_one() -> None:
    assert refused(lambda: ask(make_product())).code == "no_price"


def test_a_quantity_below_the_minimum_is_priced_and_marked() -> None:
    product = make_product(list_price="10", moq="50")
    assert ask(product, quantity=49).is_below_moq and not ask(product, quantity=50).is_below_moq


def test_a_hundred_lines_cost_as_many_statements_as_one(django_assert_num_queries: Any) -> None:
    products = [make_product() for _place in range(30)]
    made = make_price_list()
    for product in products:
        make_price(made, product, "12.5")
    with django_assert_num_queries(2):
        book = PriceBook(None, products, day=DAY)
    book.price(products[0], 1)  # the limit of quantities is remembered from here on
    with django_assert_num_queries(0):
        assert {book.price(product, 3).amount() for product in products} == {D("37.50")}
