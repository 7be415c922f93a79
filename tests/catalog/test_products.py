"""Products: what is refused, who reads cost, and what a dealer sees."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Category, FxRate, Product, TaxRate
from catalog.selectors.deals import last_deals
from catalog.selectors.fx import converted, rate_on
from catalog.selectors.tree import tree_level
from catalog.services import product as service
from catalog.services.category import save_category
from catalog.services.deal import note_deal_price
from catalog.services.fx import save_fx_rate
from core import clock
from tests import factories

from .things import (
    DAY,
    make_category,
    make_price,
    make_price_list,
    make_product,
    make_rate,
    refused,
    report_stock,
)

pytestmark = pytest.mark.django_db
D = Decimal


def entered(**facts: Any) -> Product:
    return service.save_product(Product(**{"code": "X1", "name": "轴承", **facts}), by=None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"code": " "}, "code"),
        ({"uom": "光年"}, "uom"),
        ({"vat_rate": D(17)}, "vat_rate"),
        ({"list_price": D(10), "floor_price": D("10.01")}, "floor_price"),
    ],
)
def test_what_a_product_cannot_be_is_refused_with_its_field(facts: dict[str, Any], field: str) -> None:
    assert refused(lambda: entered(**facts)).field == field


def test_a_number_stands_once() -> None:
    entered()
    assert (refused(entered).code, refused(entered).field) == ("duplicate", "code")


def test_a_rate_that_the_law_no_longer_has_stays_on_old_products_alone() -> None:
    old = make_product(vat_rate=D(16))
    service.save_product(old, by=None)
    TaxRate.objects.create(
        rate=D(16), valid_from=DAY - timedelta(days=900), valid_to=DAY - timedelta(days=400)
    )
    assert refused(lambda: entered(vat_rate=D(16))).field == "vat_rate"


def test_a_successor_is_made_and_leads_nowhere_back() -> None:
    first, second = make_product(), make_product()
    service.stop_product(first, by=None, replaced_by=second)
    first.refresh_from_db()
    assert (first.status, first.replaced_by) == ("stopped", second)
    assert refused(lambda: service.stop_product(first, by=None)).code == "forbidden_move"
    assert refused(lambda: service.stop_product(second, by=None, replaced_by=first)).field == "replaced_by"
    assert refused(lambda: service.stop_product(second, by=None, replaced_by=second)).code == "circle"
    service.resume_product(first, by=None)
    first.refresh_from_db()
    assert (first.status, first.replaced_by, first.stopped_on) == ("active", None, None)


def test_the_tree_has_no_circle_and_moves_with_all_below() -> None:
    top, other = make_category("甲"), make_category("乙")
    middle = make_category("丙", top)
    leaf = make_category("丁", middle)
    top.parent = leaf
    assert refused(lambda: save_category(top, by=None)).code == "circle"
    middle.parent = other
    save_category(middle, by=None)
    leaf.refresh_from_db()
    assert leaf.path == f"/{other.pk}/{middle.pk}/{leaf.pk}/"
    assert refused(lambda: make_category("丁", middle)).field == "name"


def test_the_tree_gives_a_hundred_nodes_at_once_and_counts_what_stands_below(cast: Any) -> None:
    top = make_category("总类")
    for place in range(104):
        Category.objects.create(name=f"类{place:03d}", parent=top)
    make_product(category=make_category("细类", make_category("中类", top)))
    first = tree_level(cast.rep, top)
    rest = tree_level(cast.rep, top, first.next_after)
    assert (len(first.categories), len(rest.categories), rest.next_after) == (100, 5, 0)
    assert tree_level(cast.rep).categories[0].products_below == 1


# -- cost ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("rep", False), ("agent", False), ("marketing", False), ("dealer", False),
        ("manager", True), ("regional", True), ("finance", True), ("executive", True),
    ],
)  # fmt: skip
def test_cost_and_floor_are_read_by_those_alone_who_may(
    cast: Any, sign_in: Callable, who: str, reads: bool
) -> None:
    product = make_product(list_price="999", standard_cost="123.45", floor_price="678.9")
    product.standard_cost = D("234.56")
    product.save()
    client = sign_in(getattr(cast, who))
    pages = [
        product.get_absolute_url(),
        f"{product.get_absolute_url()}?tab=history",
        f"{reverse('catalog:product_list')}?columns=name,standard_cost,floor_price&sort=-standard_cost",
        f"/api/v1/products/{product.pk}",
        "/api/v1/products",
    ]
    bodies = [client.get(page).content.decode() for page in pages]
    told = [any(figure in body for figure in ("123.45", "234.56", "678.9")) for body in bodies]
    assert told == [reads] * len(pages)
    assert ("standard_cost" in client.get(f"/api/v1/products/{product.pk}").json()) is reads


def test_who_may_not_see_cost_cannot_sort_by_it(cast: Any, sign_in: Callable) -> None:
    for place in range(3):
        make_product(f"甲{place}", standard_cost=str(9 - place))
    answer = sign_in(cast.rep).get("/api/v1/products", {"sort": "standard_cost"})
    assert answer.status_code == 400


def test_cost_is_changed_by_finance_and_the_log_tells_no_figure(cast: Any, sign_in: Callable) -> None:
    from core.models import ActionLog

    product = make_product(list_price="999")
    address = reverse("catalog:product_cost", args=[product.pk])
    assert sign_in(cast.marketing).post(address, {"standard_cost": "1"}).status_code == 403
    assert (
        sign_in(cast.finance).post(address, {"standard_cost": "500", "floor_price": "600"}).status_code == 302
    )
    product.refresh_from_db()
    assert (product.standard_cost, product.floor_price) == (500, 600)
    assert sign_in(cast.finance).post(address, {"floor_price": "1000"}).status_code in {409, 422}
    entry = ActionLog.objects.get(verb="catalog.product_recosted")
    assert "500" not in str(entry.data)


def test_a_dealer_sees_products_with_their_list_price_and_nothing_else(cast: Any, sign_in: Callable) -> None:
    product = make_product(list_price="999")
    make_price_list((product, "777.35"))
    report_stock(product, 4321)
    client = sign_in(cast.dealer)
    for tab in ("", "?tab=prices", "?tab=stock"):
        body = client.get(f"{product.get_absolute_url()}{tab}").content.decode()
        assert "999" in body and "777.35" not in body and "4,321" not in body
    for name in ("price_list_list", "price_finder", "stock_list", "fx_rate_list", "price_list"):
        assert client.get(reverse(f"catalog:{name}")).status_code == 403
    for question in ({"quantity": "1"}, {"quantity": "1", "currency": "CNY"}):
        asked = client.post(f"/api/v1/products/{product.pk}/price", question, content_type="application/json")
        assert asked.status_code == 200 and D(asked.json()["price"]) == 999
        assert asked.json()["price_list"] is None and "777.35" not in asked.content.decode()


def test_a_list_for_one_customer_is_read_with_the_customer(cast: Any, sign_in: Callable) -> None:
    product = make_product()
    mine = make_price_list((product, "555"), name="协议甲", customer=factories.make_customer(owner=cast.rep))
    make_price_list((product, "444"), name="标准乙")
    for who, sees in (("rep", True), ("manager", True), ("other_rep", False), ("other_manager", False)):
        client = sign_in(getattr(cast, who))
        names = {row["name"] for row in client.get("/api/v1/price-lists").json()["items"]}
        assert names == ({"协议甲", "标准乙"} if sees else {"标准乙"})
        prices = client.get("/api/v1/price-list-lines").json()
        assert len(prices["items"]) == (2 if sees else 1)
        assert client.get(mine.get_absolute_url()).status_code == (200 if sees else 404)
        body = client.get(f"{product.get_absolute_url()}?tab=prices").content.decode()
        assert ("555" in body) is sees and "444" in body


# -- asking over pages and API --------------------------------------------------------------------------------
def test_the_price_finder_answers_or_says_what_to_mend(cast: Any, sign_in: Callable) -> None:
    product = make_product(list_price="10")
    customer = factories.make_customer(owner=cast.rep)
    made = make_price_list((product, "9480", 1, "10000"), customer=customer)
    report_stock(product, 40)
    client, address = sign_in(cast.rep), reverse("catalog:price_finder")
    asked = {"product": product.pk, "customer": customer.pk, "quantity": "2"}
    body = client.get(address, asked).content.decode()
    assert "18,960.00" in body and str(made) in body and "-5.20" in body and "40" in body
    wrong = client.get(address, {**asked, "quantity": "0"})
    assert wrong.status_code == 200 and "18,960" not in wrong.content.decode()
    foreign = factories.make_customer(owner=cast.other_rep)
    assert "9,480" not in client.get(address, {**asked, "customer": foreign.pk}).content.decode()


def test_the_api_gives_price_and_origin(cast: Any, sign_in: Callable) -> None:
    product = make_product()
    customer = factories.make_customer(owner=cast.rep)
    made = make_price_list((product, "9480", 1, "10000"), customer=customer)
    client = sign_in(cast.rep)
    body = {"customer": customer.pk, "quantity": "3", "currency": "CNY"}
    address = f"/api/v1/products/{product.pk}/price"
    answer = client.post(address, body, content_type="application/json")
    found = answer.json()
    assert answer.status_code == 200, found
    assert (found["price_list"], found["deviation"], found["is_beyond_band"]) == (made.pk, "-5.20", True)
    assert D(found["amount"]) == D("28440.00")
    bad = client.post(address, {**body, "quantity": "0"}, content_type="application/json")
    assert bad.status_code in {409, 422} and "quantity" in bad.content.decode()
    del body["currency"]  # what the form begins with is meant where nothing is said
    assert client.post(address, body, content_type="application/json").json() == found


def test_a_list_is_drafted_priced_submitted_and_approved_over_the_api(cast: Any, sign_in: Callable) -> None:
    product = make_product()
    keeper, boss = sign_in(cast.marketing), sign_in(cast.executive)
    made = keeper.post(
        "/api/v1/price-lists",
        {"name": "标准价", "mode": "standard", "currency": "CNY", "valid_from": "2026-01-01"},
        content_type="application/json",
    )
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    line = {"price_list": pk, "product": product.pk, "price": "12.5", "min_qty": "1"}
    added = keeper.post("/api/v1/price-list-lines", line, content_type="application/json")
    assert added.status_code == 201, added.content
    for client, verb, status in ((keeper, "approve", 403), (keeper, "submit", 200), (boss, "approve", 200)):
        answer = client.post(f"/api/v1/price-lists/{pk}/{verb}", {}, content_type="application/json")
        assert answer.status_code == status, (verb, answer.content)
    assert boss.get(f"/api/v1/price-lists/{pk}").json()["status"] == "effective"


# -- rates and agreed prices ----------------------------------------------------------------------------------
def test_the_newest_rate_that_is_not_too_old_counts_and_works_both_ways() -> None:
    make_rate("7.1000", day=DAY - timedelta(days=5))
    make_rate("7.2000", day=DAY - timedelta(days=1))
    assert rate_on("USD", "CNY", DAY) == D("7.2")
    assert rate_on("USD", "CNY", DAY - timedelta(days=2)) == D("7.1")
    assert converted(D("1250"), "USD", "CNY", DAY) == D("9000.00")
    assert converted(D("9000"), "CNY", "USD", DAY) == D("1250.00")
    assert rate_on("USD", "CNY", DAY + timedelta(days=40)) is None
    assert refused(lambda: converted(D(1), "EUR", "CNY", DAY)).field == "currency"


def test_one_rate_a_day_and_pair_and_none_from_the_future() -> None:
    with clock.at(DAY):
        facts = {"currency": "USD", "base": "CNY", "day": DAY, "rate": D(7)}
        save_fx_rate(FxRate(**facts), by=None)
        assert refused(lambda: save_fx_rate(FxRate(**facts), by=None)).field == "day"
        wrong = ({"rate": D(0)}, {"base": "USD"}, {"day": DAY + timedelta(days=1)})
        fields = [refused(lambda f=f: save_fx_rate(FxRate(**{**facts, **f}), by=None)).field for f in wrong]
        assert fields == ["rate", "base", "day"]


def test_an_agreed_price_is_written_down_once_and_the_last_one_is_found(cast: Any) -> None:
    product, customer = make_product(), factories.make_customer(owner=cast.rep)
    facts: dict[str, Any] = {
        "by": cast.rep, "customer": customer, "product": product, "quantity": D(5), "document": "order",
    }  # fmt: skip
    note_deal_price(**facts, price=D(100), document_no="DD1", agreed_on=DAY - timedelta(days=9))
    newest = note_deal_price(**facts, price=D(98), document_no="DD2", agreed_on=DAY)
    assert note_deal_price(**facts, price=D(98), document_no="DD2", agreed_on=DAY).pk == newest.pk
    assert note_deal_price(**facts, price=D(97), document_no="DD2", agreed_on=DAY).pk == newest.pk
    assert last_deals(customer, [product.pk], currency="CNY", day=DAY)[product.pk].price == 97
    assert (
        last_deals(customer, [product.pk], currency="CNY", day=DAY - timedelta(days=1))[product.pk].price
        == 100
    )
    assert last_deals(customer, [product.pk], currency="USD", day=DAY) == {}


# -- statements -----------------------------------------------------------------------------------------------
def test_thirty_rows_cost_as_many_statements_as_three(cast: Any, sign_in: Callable) -> None:
    client = sign_in(cast.manager)
    customer = factories.make_customer(owner=cast.rep)
    product, made = make_product(), make_price_list(customer=customer)
    make_price(made, product, "5")

    def fill(count: int) -> None:
        top = make_category()
        for place in range(count):
            row = make_product(category=top, list_price="5")
            make_price(made, row, "5", 1, "6")
            make_price(make_price_list(customer=customer), product, "5", 1)
            report_stock(row, 5)
            report_stock(product, 5, warehouse=f"库{place}{top.pk}")
            make_rate("7", day=DAY - timedelta(days=FxRate.objects.count()))
            make_category(parent=top)

    names = ("product_list", "price_list_list", "price_list", "stock_list", "fx_rate_list", "category_tree")
    urls = [reverse(f"catalog:{name}") for name in names]
    urls += [f"{product.get_absolute_url()}?tab={tab}" for tab in ("details", "prices", "stock", "history")]
    urls += [made.get_absolute_url(), f"{made.get_absolute_url()}?tab=versions"]
    urls += [f"{customer.get_absolute_url()}?tab=catalog"]
    urls += [f"/api/v1/{name}?limit=100" for name in ("products", "price-lists", "price-list-lines")]

    def counted() -> dict[str, int]:
        found = {}
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200, url
            found[url] = len(captured)
        return found

    fill(3)
    few = counted()
    fill(27)
    many = counted()
    assert many == few
    lists = {url: count for url, count in many.items() if url in urls[:5]}
    assert all(count <= 12 for count in lists.values()), lists
