"""The tabs of a product's page, of a price list's, and what a customer's page shows of both."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import access
from core import clock
from core.day_fields import asked_day
from records import dictionaries, gate, history
from records.tabs import Tab

from .models import CustomerPartNumber, DealPrice, PriceList, PriceListLine, Product
from .records.figures import trimmed
from .records.price_list import shown_deviation
from .records.product import COST
from .selectors.deviation import is_within, percent_off
from .selectors.stock import available_to_promise

MOST = 100
FIELDS = ("code", "name", "spec", "vat_rate", "moq", "lead_days", "certificates", "stopped_on", "notes")
CLAUSE = ("fx_base_rate", "fx_currency", "fx_source", "fx_threshold", "fx_review", "fx_reprice")
HEAD = ("max_below", "max_above", "submitted_by", "approved_by", "approved_at", "reprice_due_on", "notes")


def shown(obj: Any, user: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Label and value of each field that no policy closes and that holds something."""
    closed = access.closed_fields(user, obj._meta.label_lower)
    found = []
    for name in names:
        value = getattr(obj, name)
        if name in closed or value is None or value == "":
            continue
        field = obj._meta.get_field(name)
        if field.choices:
            value = getattr(obj, f"get_{name}_display")()
        elif hasattr(value, "as_tuple"):
            value = trimmed(value)
        found.append({"label": field.verbose_name, "value": value, "wide": name == "notes"})
    return found


# -- a product ----------------------------------------------------------------------------------------------
def details(product: Product, request: HttpRequest) -> dict[str, Any]:
    fields = shown(product, request.user, FIELDS)
    unit = {
        "label": Product._meta.get_field("uom").verbose_name,
        "value": dictionaries.label("unit_of_measure", product.uom),
    }
    return {"fields": [*fields[:3], unit, *fields[3:]], "costs": costs(product, request.user)}


def costs(product: Product, user: Any) -> list[dict[str, Any]]:
    """Cost, floor and margin, for those alone who may read them."""
    if not access.allows(user, COST):
        return []
    rows = [
        {
            "label": Product._meta.get_field(name).verbose_name,
            "value": trimmed(getattr(product, name), 2) or "–",
        }
        for name in Product.RESTRICTED
        if name not in access.closed_fields(user, "catalog.product")
    ]
    net = product.list_price / (1 + product.vat_rate / 100) if product.list_price else None
    if net and product.standard_cost is not None and len(rows) == len(Product.RESTRICTED):
        margin = (net - product.standard_cost) / net * 100
        rows.append({"label": _("margin at list price"), "value": f"{margin:.2f} %"})
    return rows


def price_row(line: PriceListLine) -> dict[str, Any]:
    made = line.price_list
    off = percent_off(line.price, line.reference_price) if line.reference_price else None
    return {
        "line": line,
        "min_qty": trimmed(line.min_qty),
        "price": trimmed(line.price, 2),
        "reference": trimmed(line.reference_price, 2),
        "deviation": shown_deviation(line),
        "is_beyond": off is not None and not is_within(off, below=made.max_below, above=made.max_above),
    }


def product_prices(product: Product, request: HttpRequest) -> dict[str, Any]:
    rows = PriceListLine.objects.visible_to(request.user).filter(
        product=product,
        price_list__is_deleted=False,
        price_list__status__in=[
            PriceList.Status.EFFECTIVE, PriceList.Status.APPROVING, PriceList.Status.DRAFT
        ],
    )  # fmt: skip
    rows = rows.select_related("price_list__customer").order_by(
        "price_list__code", "-price_list__edition", "min_qty"
    )
    return {"rows": [price_row(line) for line in rows[:MOST]], "today": clock.today()}


def stock(product: Product, request: HttpRequest) -> dict[str, Any]:
    day = asked_day(request.GET.get("day", "")) or clock.today()
    found = available_to_promise(product, day)
    return {
        "stock": found,
        "day": day,
        "available": trimmed(found.quantity),
        "figures": [
            {"label": _("on hand"), "value": trimmed(found.on_hand)},
            {"label": _("reserved"), "value": trimmed(found.reserved)},
            {"label": _("finishing by the day"), "value": trimmed(found.finishing)},
            {"label": _("in production"), "value": trimmed(found.in_production)},
        ],
        "warehouses": [
            {"row": row, "on_hand": trimmed(row.on_hand), "reserved": trimmed(row.reserved)}
            for row in found.warehouses
        ],
        "batches": [
            {"row": row, "quantity": trimmed(row.quantity), "counts": row.finishes_on <= day}
            for row in found.batches
        ],
        "may_report": access.allows(request.user, "catalog.add_stocksnapshot"),
    }


def part_numbers(product: Product, request: HttpRequest) -> dict[str, Any]:
    rows = CustomerPartNumber.objects.visible_to(request.user).filter(product=product)
    return {
        "part_numbers": rows.select_related("customer").with_may(request.user, "change", "delete")[:MOST],
        "may_add": gate.allowed(request.user, CustomerPartNumber, "add"),
    }


def deals(product: Product, request: HttpRequest) -> dict[str, Any]:
    rows = DealPrice.objects.visible_to(request.user).filter(product=product).select_related("customer")
    return {"deals": [_deal(row) for row in rows[:MOST]], "of": "product"}


def _deal(row: DealPrice) -> dict[str, Any]:
    return {"row": row, "price": trimmed(row.price, 2), "quantity": trimmed(row.quantity)}


def changes(obj: Any, request: HttpRequest) -> dict[str, Any]:
    hidden = set() if access.allows(request.user, COST) else set(getattr(obj, "RESTRICTED", ()))
    return {"entries": history.of(obj, request.user, limit=50, hidden=hidden)}


# -- a price list ---------------------------------------------------------------------------------------------
def list_prices(made: PriceList, request: HttpRequest) -> dict[str, Any]:
    rows = PriceListLine.objects.under(made, request.user).select_related("product")
    found = list(rows.order_by("product__pinyin", "min_qty", "id")[: MOST + 1])
    for line in found:
        line.price_list = made
    return {
        "rows": [price_row(line) for line in found[:MOST]],
        "has_more": len(found) > MOST,
        "may_add": made.is_draft and gate.holds(request.user, made, "add", PriceListLine),
        "may_import": made.is_draft and gate.allowed(request.user, PriceListLine, "import"),
    }


def versions(made: PriceList, request: HttpRequest) -> dict[str, Any]:
    rows = PriceList.objects.visible_to(request.user).filter(code=made.code)
    return {"versions": rows.select_related("approved_by").order_by("-edition")[:MOST], "current": made.pk}


def head(made: PriceList, request: HttpRequest) -> dict[str, Any]:
    clause = shown(made, request.user, CLAUSE) if made.has_fx_clause else []
    return {"fields": shown(made, request.user, HEAD), "clause": clause}


# -- a customer -------------------------------------------------------------------------------------------------
def of_customer(subject: Any, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    lists = (
        PriceList.objects.visible_to(user).filter(customer=subject) if gate.allowed(user, PriceList) else []
    )
    parts = CustomerPartNumber.objects.visible_to(user).filter(customer=subject).select_related("product")
    agreed = DealPrice.objects.visible_to(user).filter(customer=subject).select_related("product")
    return {
        "lists": lists[:MOST],
        "part_numbers": parts.with_may(user, "change", "delete")[:MOST],
        "may_add": gate.allowed(user, CustomerPartNumber, "add"),
        "deals": [_deal(row) for row in agreed[:MOST]] if gate.allowed(user, DealPrice) else [],
        "of": "customer",
    }


HISTORY = Tab(
    name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95
)
PRODUCT_TABS = (
    Tab(name="details", label=_("Basics"), template="catalog/tabs/details.html", context=details, order=10),
    Tab(
        name="prices",
        label=_("Prices"),
        template="catalog/tabs/product_prices.html",
        context=product_prices,
        permission="catalog.view_pricelistline",
        order=20,
    ),
    Tab(
        name="stock",
        label=_("Stock and production"),
        template="catalog/tabs/stock.html",
        context=stock,
        permission="catalog.view_stocksnapshot",
        order=30,
    ),
    Tab(
        name="part_numbers",
        label=_("Customers' part numbers"),
        template="catalog/tabs/part_numbers.html",
        context=part_numbers,
        permission="catalog.view_customerpartnumber",
        order=40,
    ),
    Tab(
        name="deals",
        label=_("Agreed prices"),
        template="catalog/tabs/deals.html",
        context=deals,
        permission="catalog.view_dealprice",
        order=50,
    ),
    HISTORY,
)
PRICE_LIST_TABS = (
    Tab(
        name="prices",
        label=_("Prices"),
        template="catalog/tabs/list_prices.html",
        context=list_prices,
        permission="catalog.view_pricelistline",
        order=10,
    ),
    Tab(name="head", label=_("Conditions"), template="catalog/tabs/head.html", context=head, order=20),
    Tab(
        name="versions",
        label=_("Versions"),
        template="catalog/tabs/versions.html",
        context=versions,
        order=30,
    ),
    HISTORY,
)
CUSTOMER_TABS = (
    Tab(
        name="catalog",
        label=_("Products and prices"),
        template="catalog/tabs/of_customer.html",
        context=of_customer,
        permission="catalog.view_customerpartnumber",
        order=65,
    ),
)
