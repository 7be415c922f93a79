"""Products, prices, rates and reports come in from files, each row whole or refused with field and remedy."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalog.models import Category, FxRate, PriceList, Product, StockSnapshot
from catalog.selectors.stock import available_to_promise
from core import clock
from tests.records.conftest import bring  # noqa: F401

from .things import DAY, make_price_list, make_product

pytestmark = pytest.mark.django_db
NORTHWIND = Path(__file__).parents[1] / "data" / "northwind"


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with clock.at(DAY):
        yield


def reasons(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["field"]) for row in result["rejected"]]


def test_products_come_with_their_categories_and_the_same_file_again_changes_nothing(
    cast: Any,
    bring: Any,  # noqa: F811
) -> None:
    tree = "名称,编码,上级\n调心滚子轴承,GZ-1,GZ\n滚动轴承,GZ,\n联轴器,LZ,\n"
    assert bring("product-categories", tree, cast.marketing)["created"] == 3
    assert Category.objects.get(code="GZ-1").parent.code == "GZ"
    assert Category.objects.get(code="GZ-1").path.startswith(Category.objects.get(code="GZ").path)
    text = (
        "产品编码,名称,规格型号,分类,单位,税率,单价,交期\n"
        'HL-22220CA,调心滚子轴承,100×180×46,滚动轴承/调心滚子轴承,件,13,"1,280.50",30\n'
        "HLC-45,弹性联轴器,45,LZ,套,13,860,\n"
    )
    assert bring("products", text, cast.marketing)["created"] == 2
    product = Product.objects.get(code="HL-22220CA")
    assert (product.category.code, product.list_price, product.lead_days) == ("GZ-1", Decimal("1280.5"), 30)
    again = bring("products", text, cast.marketing)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_each_bad_product_row_is_named_with_its_field(cast: Any, bring: Any) -> None:  # noqa: F811
    text = (
        "code,name,category,uom,vat_rate,list_price,replaced_by\n"
        "A1,好,,件,13,10,\nA2,错分类,没有,件,13,10,\nA3,错单位,,光年,13,10,\nA4,错税率,,件,17,10,\n"
        "A5,错价,,件,13,-1,\nA6,错后继,,件,13,1,ZZZ\n,无编码,,件,13,1,\n"
    )
    result = bring("products", text, cast.marketing)
    assert sorted(reasons(result)) == [
        (3, "category"), (4, "uom"), (5, "vat_rate"), (6, "list_price"), (7, "replaced_by"), (8, "code"),
    ]  # fmt: skip
    assert result["created"] == 1


def test_a_successor_may_stand_further_down(cast: Any, bring: Any) -> None:  # noqa: F811
    text = "code,name,status,replaced_by\nOLD,旧款,stopped,NEW\nNEW,新款,,\n"
    assert bring("products", text, cast.marketing)["created"] == 2
    old = Product.objects.get(code="OLD")
    assert (old.status, old.replaced_by.code, old.stopped_on) == ("stopped", "NEW", DAY)


def test_cost_is_brought_by_finance_alone(cast: Any, bring: Any) -> None:  # noqa: F811
    product = make_product(code="C1", list_price="100")
    text = "编码,标准成本,底价\nC1,55.5,80\nC2,1,1\n"
    result = bring("product-costs", text, cast.finance)
    assert result["updated"] == 1 and reasons(result) == [(3, "code")]
    product.refresh_from_db()
    assert (product.standard_cost, product.floor_price) == (Decimal("55.5"), Decimal(80))
    assert (
        bring("product-costs", "编码,底价\nC1,101\n", cast.finance)["rejected"][0]["field"] == "floor_price"
    )
    mapping = {"code": "code", "standard_cost": "standard_cost"}
    with pytest.raises(Exception):  # noqa: B017  (the field is not there for her: the command ends with 2)
        bring("products", "code,standard_cost\nC1,1\n", cast.marketing, mapping=mapping)
        raise SystemExit(2)
    product.refresh_from_db()
    assert product.standard_cost == Decimal("55.5")


def test_prices_come_into_drafts_only(cast: Any, bring: Any) -> None:  # noqa: F811
    make_product(code="P1"), make_product(code="P2", status="stopped")
    made = make_price_list(code="JG9", status=PriceList.Status.DRAFT)
    make_price_list(code="JG8")
    text = (
        "价格表,产品,起始数量,价格,参考价\nJG9,P1,,100,105\nJG9,P1,50,90,105\nJG9,P1,50,80,\n"
        "JG8,P1,1,1,\nJG9,P2,1,1,\nJG9,没有,1,1,\nJG9,P1,0,5,\nJG9,P1,9,0,\n"
    )
    result = bring("price-list-lines", text, cast.marketing)
    assert sorted(reasons(result)) == [
        (4, "min_qty"), (5, "price_list"), (6, "product"), (7, "product"), (8, "min_qty"), (9, "price"),
    ]  # fmt: skip
    assert [(line.min_qty, line.price) for line in made.lines.order_by("min_qty")] == [(1, 100), (50, 90)]
    changed = bring("price-list-lines", "价格表,产品,价格\nJG9,P1,99\n", cast.marketing)
    assert changed["updated"] == 1 and made.lines.get(min_qty=1).price == 99


def test_rates_of_many_days_come_in_and_none_of_tomorrow(cast: Any, bring: Any) -> None:  # noqa: F811
    text = (
        "币种,日期,汇率\nUSD,2026-11-19,7.0986\nUSD,2026-11-20,7.1000\nJPY,2026-11-20,0.0478\n"
        "USD,2026-11-21,7\nX,2026-11-20,1\nUSD,2026-11-18,0\n"
    )
    result = bring("fx-rates", text, cast.finance)
    assert result["created"] == 3 and sorted(reasons(result)) == [(5, "day"), (6, "currency"), (7, "rate")]
    assert FxRate.objects.get(currency="JPY").rate == Decimal("0.0478")
    assert FxRate.objects.get(currency="JPY").source == "import"
    assert bring("fx-rates", text, cast.finance)["unchanged"] == 3


def test_stock_and_production_make_what_can_be_promised(cast: Any, bring: Any) -> None:  # noqa: F811
    product = make_product(code="S1")
    stock = (
        "产品编码,仓库,库存,预留,截止时间\nS1,总库,100,30,2026-11-20 08:30\n"
        "S1,分库,-1,0,2026-11-20 08:30\nS1,总库,5,0,2026-12-20 08:30\n没有,总库,1,0,\n"
    )
    result = bring("stock-snapshots", stock, cast.finance)
    assert sorted(reasons(result)) == [(3, "on_hand"), (4, "as_of"), (5, "product")]
    assert StockSnapshot.objects.get().as_of.astimezone().hour is not None
    batches = "产品编码,批次,数量,完工日期\nS1,B1,50,2026-12-01\n"
    assert bring("production-snapshots", batches, cast.finance)["created"] == 1
    assert available_to_promise(product, date(2026, 11, 30)).quantity == 70
    assert available_to_promise(product, date(2026, 12, 1)).quantity == 120
    assert bring("stock-snapshots", stock, cast.finance)["unchanged"] == 1


def test_northwind_s_77_products_come_in_with_a_mapping(cast: Any, bring: Any) -> None:  # noqa: F811
    path = NORTHWIND / "products.csv"
    mapping = {
        "ProductID": "code",
        "ProductName": "name",
        "QuantityPerUnit": "spec",
        "UnitPrice": "list_price",
    }
    result = bring("products", path.read_text(encoding="utf-8"), cast.marketing, mapping=mapping)
    assert result["created"] == result["total"] == 77
    assert Product.objects.get(name="Chai").list_price == 18
