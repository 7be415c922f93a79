"""Stock and batches in production, as the ERP reports them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import Product, ProductionSnapshot, StockSnapshot
from catalog.services.stock import save_snapshot
from core import clock

from .erp import KINDS, Kind, made
from .erp_payload import Content


def product_of(content: Content, by: Any, name: str = "product") -> Product:
    """The product by its number."""
    code = content.text(name, is_required=True)
    found: Product | None = Product.objects.visible_to(by).filter(code=code).first()
    if found is None:
        raise content.wrong(name, _("There is no product %(code)s.") % {"code": code}, "unknown")
    return found


def stock(content: Content, key: str, by: Any) -> dict[str, Any]:
    row = StockSnapshot(
        product=product_of(content, by),
        warehouse=content.text("warehouse", is_required=True, most=40),
        on_hand=content.number("on_hand", is_required=True),
        reserved=content.number("reserved") or Decimal(0),
        in_production=content.number("in_production") or Decimal(0),
        as_of=content.moment("as_of") or clock.now(),
    )
    content.finish()
    return made("stock-snapshots", save_snapshot(row, by=by))


def batch(content: Content, key: str, by: Any) -> dict[str, Any]:
    finishes_on: Any = content.day("finishes_on", is_required=True)
    row = ProductionSnapshot(
        product=product_of(content, by),
        batch=content.text("batch", is_required=True, most=60),
        quantity=content.number("quantity", is_required=True),
        finishes_on=finishes_on,
        step=content.text("step", most=60),
        as_of=content.moment("as_of") or clock.now(),
    )
    content.finish()
    return made("production-snapshots", save_snapshot(row, by=by))


KINDS["stock"] = Kind(StockSnapshot, "add", stock)
KINDS["batch"] = Kind(ProductionSnapshot, "add", batch)
