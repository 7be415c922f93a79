"""Products, price lists of all four modes, exchange rates, stock and production, and a few agreed prices."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.models import (
    Category,
    CustomerPartNumber,
    FxRate,
    PriceList,
    PriceListLine,
    Product,
    ProductionSnapshot,
    StockSnapshot,
)
from catalog.services import price_list as lists
from catalog.services.category import save_category
from catalog.services.deal import note_deal_price
from catalog.services.fx import save_fx_rate
from catalog.services.part_number import save_part_number
from catalog.services.product import save_product, set_cost, stop_product
from catalog.services.stock import save_snapshot
from contacts.models import Customer
from core import clock
from core.operation import acting_as

from . import catalog_data as data
from .chance import Chance

Lines = list[tuple[str, Decimal, int, Decimal | None]]
CENT = Decimal("0.01")


def build_catalog(chance: Chance, people: dict[str, Any]) -> int:
    """Marketing enters, finance gives cost and rates, an executive approves."""
    keeper, money, boss = (people[no].user for no in ("E022", "E023", "E002"))
    key = {row.code: row for row in Customer.objects.filter(is_key_account=True)}
    with clock.at(chance.as_of - timedelta(days=420)):
        products = _products(keeper, money)
    _rates(chance, money)
    _lists(chance, keeper, boss, products, key)
    with clock.at(_moment(chance.as_of, 8, 30)):
        _reports(chance, money, products)
    with acting_as(people["E005"].user), clock.at(chance.as_of - timedelta(days=60)):
        for code, part_no, product, drawing, revision in data.PART_NUMBERS:
            if code in key:
                row = CustomerPartNumber(
                    customer=key[code],
                    product=products[product],
                    part_no=part_no,
                    drawing_no=drawing,
                    drawing_revision=revision,
                )
                save_part_number(row, by=people["E005"].user)
        _deals(chance, people["E005"].user, products, key)
    return len(products)


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _products(keeper: Any, money: Any) -> dict[str, Product]:
    found: dict[str, Product] = {}
    with acting_as(keeper):
        tree: dict[str, Category] = {}
        for place, (code, name) in enumerate(data.LINES):
            tree[code] = save_category(Category(code=code, name=name, sort=place), by=keeper)
        for code, name, above in data.BELOW:
            tree[code] = save_category(Category(code=code, name=name, parent=tree[above]), by=keeper)
        for no, name, spec, category, uom, tax, price, _cost, lead, moq, papers in data.PRODUCTS:
            found[no] = save_product(
                Product(
                    code=no,
                    name=name,
                    spec=spec,
                    category=tree[category],
                    uom=uom,
                    vat_rate=Decimal(tax),
                    list_price=Decimal(price),
                    lead_days=lead,
                    moq=None if moq is None else Decimal(moq),
                    certificates=papers,
                ),
                by=keeper,
            )
        no, name, spec, category, successor = data.STOPPED
        old = Product(code=no, name=name, spec=spec, category=tree[category], list_price=Decimal(1080))
        save_product(old, by=keeper)
        stop_product(old, by=keeper, replaced_by=found[successor], reason="换型")
    with acting_as(money):
        for no, *_rest, price, cost, _lead, _moq, _papers in data.PRODUCTS:
            net = Decimal(price) / (1 + found[no].vat_rate / 100)
            found[no] = set_cost(
                found[no],
                by=money,
                standard_cost=(net * cost / 100).quantize(CENT),
                floor_price=(Decimal(price) * (cost + 18) / 100).quantize(CENT),
            )
    return found


def _rates(chance: Chance, money: Any) -> None:
    for code, values in (("USD", data.USD), ("EUR", data.EUR)):
        for place, value in enumerate(values):
            day = chance.workday(chance.as_of - timedelta(days=30 * place))
            with acting_as(money), clock.at(_moment(day, 9, 30)):
                save_fx_rate(
                    FxRate(currency=code, day=day, rate=Decimal(value), notes="中国外汇交易中心"), by=money
                )


def _lists(
    chance: Chance, keeper: Any, boss: Any, products: dict[str, Product], key: dict[str, Customer]
) -> None:
    year = date(chance.as_of.year, 1, 1)
    made = {no: product for no, product in products.items() if not product.is_stopped}

    def at(factor: str, names: Any = made, *, tax: bool = True, reference: bool = False) -> Lines:
        rows: Lines = []
        for no in names:
            full = made[no].list_price or Decimal(0)
            base = full if tax else full / (1 + made[no].vat_rate / 100)
            rows.append(
                (no, (base * Decimal(factor)).quantize(CENT), 1, base.quantize(CENT) if reference else None)
            )
        return rows

    standard = at("1")
    standard += [
        (no, (price * Decimal("0.95")).quantize(CENT), 50, None) for no, price, *_r in at("1") if price < 5000
    ]
    first = _list(
        chance,
        keeper,
        boss,
        standard,
        name="国内标准价格表",
        code="JG-BZ",
        valid_from=year - timedelta(days=365),
    )
    with acting_as(keeper), clock.at(_moment(year - timedelta(days=20), 10)):
        second = lists.new_edition(first, by=keeper, valid_from=year)
    _into_force(chance, second, keeper, boss)
    marine = ["HLT-560", "HLT-710", "HLM-320", "HLM-450", "HLW-520", "HLS-320"]
    dollars: Lines = [("HLS-180", Decimal("1250.00"), 1, None)]
    dollars += [
        (no, (price / Decimal("7.1")).quantize(CENT), 1, None)
        for no, price, *_r in at("1.05", marine, tax=False)
    ]
    clause = {"fx_base_rate": Decimal("7.1000"), "fx_source": "中国外汇交易中心中间价"}
    if "KH07" in key:
        _list(
            chance, keeper, boss, dollars, name="环屿航运全球统一报价", code="JG-QQ", mode="global", currency="USD",
            tax_included=False, customer=key["KH07"], valid_from=year, **clause,
        )  # fmt: skip
    euros = [
        (no, (price / Decimal("8.1")).quantize(CENT), 1, None)
        for no, price, *_r in at("1.08", marine, tax=False)
    ]
    _list(chance, keeper, boss, euros, name="欧元出口价格表", code="JG-EUR", currency="EUR", tax_included=False,
          valid_from=year)  # fmt: skip
    if "KH09" in key:
        local: Lines = [
            ("HLS-180", Decimal(9480), 1, Decimal(10000)),
            ("HLM-220", Decimal(25900), 1, Decimal(26500)),
        ]
        _list(
            chance, keeper, None, local, name="鼎洋船管本地最优价", code="JG-BD", mode="local_best",
            customer=key["KH09"], valid_from=chance.as_of,
        )  # fmt: skip
    internal = at("0.78", [no for no in made if no.startswith(("HL-", "HLC", "HLF"))])
    _list(
        chance, keeper, boss, internal, name="集团内部结算价", code="JG-JS", mode="internal", valid_from=year
    )
    over = at("0.9", ["HLC-45", "HLC-80"])
    _list(chance, keeper, boss, over, name="联轴器促销价", code="JG-CX", country="新加坡", valid_from=year,
          valid_to=chance.as_of - timedelta(days=30))  # fmt: skip

    draft = at("1.03", ["HL-22220CA", "HL-22326CA", "HL-NU2218"], reference=True)
    with acting_as(keeper), clock.at(_moment(chance.workday(chance.as_of), 11)):
        row = PriceList(name="滚动轴承调价方案", code="JG-TJ", valid_from=chance.as_of + timedelta(days=40))
        _put(lists.save_price_list(row, by=keeper), draft, keeper)
    lists.expire_price_lists(chance.as_of)


def _list(chance: Chance, keeper: Any, boss: Any, lines: Lines, **facts: Any) -> PriceList:
    """A list entered three weeks before its first day; submitted, and approved where somebody does."""
    begins: date = facts["valid_from"]
    day = chance.workday(min(begins - timedelta(days=20), chance.as_of - timedelta(days=2)))
    with acting_as(keeper), clock.at(_moment(day, 10)):
        made = lists.save_price_list(PriceList(**facts), by=keeper)
        _put(made, lines, keeper)
        if boss is None:
            return lists.submit_price_list(made, by=keeper)
    return _into_force(chance, made, keeper, boss)


def _put(made: PriceList, lines: Lines, keeper: Any) -> None:
    known = {product.code: product for product in Product.objects.alive()}
    for no, price, tier, reference in lines:
        line = PriceListLine(
            price_list=made, product=known[no], price=price, min_qty=Decimal(tier), reference_price=reference
        )
        lists.save_line(line, by=keeper)


def _into_force(chance: Chance, made: PriceList, keeper: Any, boss: Any) -> PriceList:
    moment = made.updated_at
    with acting_as(keeper), clock.at(moment + timedelta(hours=1)):
        waiting = lists.submit_price_list(made, by=keeper)
    if waiting.status != PriceList.Status.APPROVING:
        return waiting
    with acting_as(boss), clock.at(moment + timedelta(hours=6)):
        return lists.approve_price_list(waiting, by=boss)


def _reports(chance: Chance, by: Any, products: dict[str, Product]) -> None:
    """This morning's stock of what is on shelves; one warehouse has not reported for three days."""
    with acting_as(by):
        for place, (no, product) in enumerate(products.items()):
            if product.uom == "visit":
                continue
            rng = chance.of("stock", no)
            many = (
                400 if (product.list_price or 0) < 1000 else 60 if (product.list_price or 0) < 10_000 else 6
            )
            for number, warehouse in enumerate(data.WAREHOUSES):
                on_hand = rng.randrange(many // 4, many + 1) // (number + 1)
                late = timedelta(days=3) if number == 1 and place % 4 == 0 else timedelta(0)
                row = StockSnapshot(
                    product=product,
                    warehouse=warehouse,
                    on_hand=Decimal(on_hand),
                    reserved=Decimal(rng.randrange(0, on_hand // 2 + 1)),
                    in_production=Decimal(rng.randrange(0, many // 2 + 1) if number == 0 else 0),
                    as_of=clock.now() - late,
                )
                save_snapshot(row, by=by)
            for batch in range(rng.randrange(0, 3)):
                report = ProductionSnapshot(
                    product=product,
                    batch=f"SC{chance.as_of:%y%m}-{place + 1:02d}{batch + 1}",
                    quantity=Decimal(rng.randrange(1, many // 2 + 2)),
                    finishes_on=chance.workday(
                        chance.as_of + timedelta(days=rng.randrange(3, 45)), forward=True
                    ),
                    step=rng.choice(["热处理", "磨削", "装配", "检验"]),
                )
                save_snapshot(report, by=by)


def _deals(chance: Chance, by: Any, products: dict[str, Product], key: dict[str, Customer]) -> None:
    for number, (code, _part, product, _drawing, _revision) in enumerate(data.PART_NUMBERS):
        if code not in key:
            continue
        for place in range(2):
            note_deal_price(
                by=by,
                customer=key[code],
                product=products[product],
                price=((products[product].list_price or Decimal(1)) * (98 - place) / 100).quantize(CENT),
                quantity=Decimal(products[product].moq or 1) * 2,
                document="order",
                document_no=f"DD{chance.as_of - timedelta(days=40 + 90 * place):%y%m}-{code}",
                line_no=number + 1,
                agreed_on=chance.workday(chance.as_of - timedelta(days=40 + 90 * place)),
            )
