"""Exchange rates and reports of stock and production as record types."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.tables import choice, related, text
from records.record_type import RecordType, Scene

from ..filters.price_list import FxRateFilterSet, ProductionFilterSet, StockFilterSet
from ..forms.fx import FxRateForm
from ..forms.stock import ProductionSnapshotForm, StockSnapshotForm
from ..models import FxRate, ProductionSnapshot, StockSnapshot
from . import figures


def find_stock(rows: Any, typed: str) -> Any:
    return rows.filter(
        Q(product__name__icontains=typed) | Q(product__code__icontains=typed) | Q(warehouse__icontains=typed)
    )


def find_batch(rows: Any, typed: str) -> Any:
    return rows.filter(
        Q(product__name__icontains=typed) | Q(product__code__icontains=typed) | Q(batch__icontains=typed)
    )


def newest_stock(user: Any) -> Q:
    later = StockSnapshot.objects.alive().filter(
        product=OuterRef("product"), warehouse=OuterRef("warehouse"), as_of__gt=OuterRef("as_of")
    )
    return Q(~Exists(later))


def newest_batches(user: Any) -> Q:
    later = ProductionSnapshot.objects.alive().filter(
        product=OuterRef("product"), batch=OuterRef("batch"), as_of__gt=OuterRef("as_of")
    )
    return Q(~Exists(later))


FX_RATES = RecordType(
    name="fx-rates",
    model=FxRate,
    prefix="catalog:fx_rate",
    icon="coin",
    columns=[
        text("currency", _("currency"), group="currency"),
        text("base", _("quoted in")),
        text("day", _("day")),
        figures.amount("rate", _("exchange rate"), edit="rate"),
        choice("source", _("source")),
        text("notes", _("notes")),
    ],
    order=["-day", "currency", "pk"],
    filterset=FxRateFilterSet,
    form=FxRateForm,
    quick_filters=["currency", "day"],
    find=lambda rows, typed: rows.filter(Q(currency__iexact=typed) | Q(base__iexact=typed)),
    api_fields=["currency", "base", "day", "rate", "source", "notes"],
    has_detail=False,
)
STOCK = RecordType(
    name="stock-snapshots",
    model=StockSnapshot,
    prefix="catalog:stock",
    icon="building-warehouse",
    columns=[
        related("product", _("product"), sort="product__pinyin", href=True),
        text("warehouse", _("warehouse"), group="warehouse"),
        figures.amount("on_hand", _("on hand")),
        figures.amount("reserved", _("reserved")),
        figures.amount("in_production", _("in production")),
        text("as_of", _("as of")),
    ],
    order=["-as_of", "pk"],
    filterset=StockFilterSet,
    form=StockSnapshotForm,
    quick_filters=["product", "warehouse"],
    scenes=[Scene("newest", _("Newest of each warehouse"), newest_stock)],
    find=find_stock,
    api_fields=["product", "warehouse", "on_hand", "reserved", "in_production", "as_of"],
    has_detail=False,
)
PRODUCTION = RecordType(
    name="production-snapshots",
    model=ProductionSnapshot,
    prefix="catalog:production",
    icon="building-factory",
    columns=[
        related("product", _("product"), sort="product__pinyin", href=True),
        text("batch", _("batch")),
        figures.amount("quantity", _("quantity")),
        text("finishes_on", _("finishes on")),
        text("step", _("production step")),
        text("as_of", _("as of")),
    ],
    order=["-as_of", "pk"],
    filterset=ProductionFilterSet,
    form=ProductionSnapshotForm,
    quick_filters=["product", "finishes_on"],
    scenes=[Scene("newest", _("Newest of each batch"), newest_batches)],
    find=find_batch,
    api_fields=["product", "batch", "quantity", "finishes_on", "step", "as_of"],
    has_detail=False,
)
