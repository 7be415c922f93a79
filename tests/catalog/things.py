"""Products, price lists, rates and reports for tests; numbers never repeat within a run."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

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
from catalog.services.category import save_category
from core import clock
from tests.factories import number

DAY = date(2026, 11, 20)


def make_product(name: str = "", **facts: Any) -> Product:
    place = number()
    facts.setdefault("code", f"HL-{place:05d}")
    for key in ("list_price", "standard_cost", "floor_price", "moq"):
        if facts.get(key) is not None:
            facts[key] = Decimal(facts[key])
    return Product.objects.create(name=name or f"轴承{place}", **facts)


def make_category(name: str = "", parent: Category | None = None, **facts: Any) -> Category:
    return save_category(Category(name=name or f"分类{number()}", parent=parent, **facts), by=None)


def make_price_list(*lines: tuple[Any, ...], **facts: Any) -> PriceList:
    """A list in force; each line is (product, price) or (product, price, from quantity) or … and reference price."""
    place = number()
    facts.setdefault("code", f"JG{place:05d}")
    facts.setdefault("name", f"价格表{place}")
    facts.setdefault("valid_from", DAY - timedelta(days=300))
    facts.setdefault("status", PriceList.Status.EFFECTIVE)
    if facts.get("mode") == PriceList.Mode.GLOBAL:
        facts.setdefault("tax_included", False)
    for key in ("fx_base_rate", "fx_threshold"):
        if key in facts:
            facts[key] = Decimal(facts[key])
    made = PriceList.objects.create(**facts)
    for line in lines:
        make_price(made, *line)
    return made


def make_price(made: PriceList, product: Product, price: Any, min_qty: Any = 1, reference: Any = None) -> Any:
    return PriceListLine.objects.create(
        price_list=made,
        product=product,
        price=Decimal(price),
        min_qty=Decimal(min_qty),
        reference_price=Decimal(reference) if reference is not None else None,
    )


def make_rate(rate: str, currency: str = "USD", day: date = DAY, base: str = "CNY") -> FxRate:
    return FxRate.objects.create(currency=currency, base=base, day=day, rate=Decimal(rate))


def report_stock(product: Product, on_hand: Any, reserved: Any = 0, **facts: Any) -> StockSnapshot:
    facts.setdefault("warehouse", "总库")
    facts.setdefault("as_of", clock.now())
    return StockSnapshot.objects.create(
        product=product, on_hand=Decimal(on_hand), reserved=Decimal(reserved), **facts
    )


def report_batch(product: Product, quantity: Any, finishes_on: date, **facts: Any) -> ProductionSnapshot:
    facts.setdefault("batch", f"B{number()}")
    facts.setdefault("as_of", clock.now())
    return ProductionSnapshot.objects.create(
        product=product, quantity=Decimal(quantity), finishes_on=finishes_on, **facts
    )


def refused(call: Any) -> Any:
    """The refusal that `call` ends with."""
    from core.errors import DomainError

    try:
        call()
    except DomainError as refusal:
        return refusal
    raise AssertionError("it was not refused")


def at(text: str) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime.fromisoformat(text))


def _price(customer: Any, cast: Any) -> tuple[Any, Any]:
    made = make_price_list((make_product(), "10"), status=PriceList.Status.DRAFT)
    return made.lines.get(), cast.marketing


def _part_number(customer: Any, cast: Any) -> tuple[Any, Any]:
    facts = {"customer": customer, "product": make_product(), "part_no": f"P-{number()}"}
    return CustomerPartNumber.objects.create(**facts), cast.rep


# Record type → a row of it for a customer of the rep, and somebody who may change it.
RECORDS: dict[str, Callable[[Any, Any], tuple[Any, Any]]] = {
    "products": lambda customer, cast: (make_product(), cast.marketing),
    "product-categories": lambda customer, cast: (make_category(), cast.marketing),
    "price-lists": lambda customer, cast: (
        make_price_list(status=PriceList.Status.DRAFT),
        cast.marketing,
    ),
    "price-list-lines": _price,
    "fx-rates": lambda customer, cast: (make_rate("7.1", day=clock.today()), cast.finance),
    "stock-snapshots": lambda customer, cast: (report_stock(make_product(), 5), cast.finance),
    "production-snapshots": lambda customer, cast: (
        report_batch(make_product(), 5, clock.today()),
        cast.finance,
    ),
    "customer-part-numbers": _part_number,
}
