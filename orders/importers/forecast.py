"""Figures of customers' forecasts from a file, of many customers at once: one row a thing and month."""

from typing import Any

from django.utils.translation import gettext_lazy

from records.imports import ImportField, Row, from_model
from records.imports.importer import lock
from sales.importers.at_customer import AtCustomerImporter

from ..models import RollingForecast
from ..services.forecast import save_forecast


class ForecastImporter(AtCustomerImporter):
    kind = "forecasts"
    model = RollingForecast
    group = ()
    key_names = ("customer", "edition", "month")
    order = 78
    keys_note = gettext_lazy("A figure is known by customer, edition, product (else part number) and month.")

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(RollingForecast, name, aliases, **facts)

        return [
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("edition", "版本|预测日期|版本日期|发布日期|issued on", is_required=True, example="2026-11-01"),
            column("product", "产品|产品编码|物料编码|料号|product number|sku", kind="reference", example="HL-22220CA",
                   note=gettext_lazy("Number or name of the product; empty where the part number says what it is")),
            column("part_no", "客户料号|客户零件号|客户物料号|customer part number"),
            column("month", "月份|需求月份|period", is_required=True, example="2026-12-01"),
            column("quantity", "数量|需求数量|qty", is_required=True, example="100"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = super().resolve(rows)
        self.products.resolve(self, [row for row in rows if "product" in row])
        return [row for row in rows if row.number not in self.refused]

    def keys(self, row: Row) -> list[Any]:
        return [self._key(row)]

    def _key(self, row: Row) -> tuple[Any, ...]:
        product, month = row.get("product"), row.get("month")
        thing = product.pk if product is not None else row.get("part_no") or ""
        return (row.values["customer"].pk, row.get("edition"), thing, month.replace(day=1) if month else None)

    def match(self, rows: list[Row]) -> dict[int, RollingForecast]:
        alive = RollingForecast.objects.alive().filter(
            customer__in={row.values["customer"].pk for row in rows},
            edition__in={row.get("edition") for row in rows if row.get("edition")},
        )
        known = {
            (found.customer_id, found.edition, found.product_id or found.part_no, found.month): found
            for found in lock(alive.select_related("customer").order_by("pk"), self.is_dry)
        }
        return {row.number: known[self._key(row)] for row in rows if self._key(row) in known}

    def build(self, row: Row) -> RollingForecast:
        return RollingForecast(customer=row.values["customer"])

    def may_make(self, obj: RollingForecast) -> bool:
        return self.entering.may(obj.customer)

    def make(self, obj: RollingForecast, row: Row, lines: list[Row]) -> RollingForecast:
        return save_forecast(obj, by=self.by)

    def change(self, obj: RollingForecast, row: Row, lines: list[Row], is_other: bool) -> RollingForecast:
        return save_forecast(obj, by=self.by) if is_other else obj
