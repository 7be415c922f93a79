"""What other systems report, as files: exchange rates, stock, production."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.fields import CellError

from ..models import FxRate, ProductionSnapshot, StockSnapshot
from ..models.fx import HOME_CURRENCY
from ..services.fx import check_fx_rate
from ..services.stock import check_snapshot
from .references import ProductReferences


def moment(text: str) -> datetime:
    """`2026-11-20 08:30`; a bare day is its morning."""
    plain = text.strip().replace("/", "-")
    try:
        found = parse_datetime(plain)
        if found is None and (day := parse_date(plain)) is not None:
            found = datetime(day.year, day.month, day.day)
    except ValueError:
        found = None
    if found is None:
        raise CellError(_("“%(value)s” is no moment. Write it as 2026-03-31 08:30.") % {"value": text[:40]})
    return timezone.make_aware(found) if timezone.is_naive(found) else found


class ReportImporter(Importer):
    """Rows that are known by some of their fields together."""

    known_by: tuple[str, ...] = ()

    def key_field(self, row: Row) -> str:
        return self.known_by[0]

    def keys(self, row: Row) -> list[Any]:
        return [(self.known_by[-1], *(_key(row.get(name)) for name in self.known_by))]

    def match(self, rows: list[Row]) -> dict[int, Any]:
        first = self.known_by[0]
        asked = {row.values[first] for row in rows if first in row}
        known = self.model.objects.alive().filter(
            **{f"{first}__in": [getattr(value, "pk", value) for value in asked]},
            **{
                f"{name}__in": {row.values[name] for row in rows if name in row} for name in self.known_by[1:]
            },
        )
        found = {tuple(_key(_value(obj, name)) for name in self.known_by): obj for obj in known}
        keyed = ((row, found.get(tuple(_key(row.get(name)) for name in self.known_by))) for row in rows)
        return {row.number: obj for row, obj in keyed if obj is not None}


def _value(obj: Any, name: str) -> Any:
    field = obj._meta.get_field(name)
    return getattr(obj, field.attname if isinstance(field, models.ForeignKey) else name)


def _key(value: Any) -> Any:
    return getattr(value, "pk", value)


class FxRateImporter(ReportImporter):
    kind = "fx-rates"
    model = FxRate
    order = 64
    known_by = ("currency", "base", "day")
    keys_note = gettext_lazy("A rate is known by its two currencies and its day.")

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [
            from_model(FxRate, "currency", "币种|外币|货币", is_required=True, example="USD"),
            from_model(FxRate, "base", "计价币种|本币|基准货币", example="CNY"),
            from_model(FxRate, "day", "日期|牌价日期|date", is_required=True, example="2026-11-20"),
            from_model(FxRate, "rate", "汇率|中间价|牌价|exchange rate", is_required=True, example="7.1000"),
            from_model(FxRate, "notes", "备注"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        for row in rows:
            row.values.setdefault("base", HOME_CURRENCY)
        return rows

    def build(self, row: Row) -> FxRate:
        return FxRate(source=FxRate.Source.IMPORT)

    def check(self, obj: FxRate, row: Row) -> None:
        check_fx_rate(obj)


class SnapshotImporter(ReportImporter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = ProductReferences(self.by)
        self.now = clock.now()

    @classmethod
    def product(cls) -> ImportField:
        return from_model(
            cls.model, "product", "产品|产品编码|物料编码|料号|product number|sku", kind="reference", is_required=True,
            example="HL-22220CA",
        )  # fmt: skip

    @classmethod
    def as_of(cls) -> ImportField:
        return from_model(
            cls.model, "as_of", "截止时间|时间|统计时间|moment", kind="text", check=moment, example="2026-11-20 08:30",
            note=gettext_lazy("Empty: the moment of the import"),
        )  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        for row in rows:
            row.values.setdefault("as_of", self.now)
        return self.products.resolve(self, rows)

    def check(self, obj: Any, row: Row) -> None:
        missing = next((name for name in self.known_by if not row.get(name)), None)
        if missing is not None:
            raise DomainError(_("%(field)s is missing.") % {"field": missing}, field=missing)
        check_snapshot(obj)

    def forget(self) -> None:
        self.products.known.clear()


class StockImporter(SnapshotImporter):
    kind = "stock-snapshots"
    model = StockSnapshot
    order = 65
    known_by = ("product", "warehouse", "as_of")
    keys_note = gettext_lazy("A report is known by its product, its warehouse and its moment.")

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [
            cls.product(),
            from_model(StockSnapshot, "warehouse", "仓库|库房", is_required=True, example="钦州总库"),
            from_model(StockSnapshot, "on_hand", "现存量|库存|库存数量|unitsInStock", is_required=True, example="120"),
            from_model(StockSnapshot, "reserved", "预留|已占用|占用量"),
            from_model(StockSnapshot, "in_production", "在产|在制|在制量"),
            cls.as_of(),
        ]  # fmt: skip


class ProductionImporter(SnapshotImporter):
    kind = "production-snapshots"
    model = ProductionSnapshot
    order = 66
    known_by = ("product", "batch", "as_of")
    keys_note = gettext_lazy("A report is known by its product, its batch and its moment.")

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [
            cls.product(),
            from_model(ProductionSnapshot, "batch", "批次|批号|生产批次|工单号", is_required=True, example="SC261120-01"),
            from_model(ProductionSnapshot, "quantity", "数量|计划数量", is_required=True, example="40"),
            from_model(ProductionSnapshot, "finishes_on", "完工日期|计划完工", is_required=True, example="2026-12-01"),
            from_model(ProductionSnapshot, "step", "工序|生产工序"),
            cls.as_of(),
        ]  # fmt: skip
