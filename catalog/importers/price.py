"""Prices of draft lists from a file: list, product, from which quantity, price and reference price."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock

from ..models import PriceList, PriceListLine
from .references import ProductReferences


def _column(name: str, aliases: str = "", **facts: Any) -> ImportField:
    return from_model(PriceListLine, name, aliases, **facts)


class PriceImporter(Importer):
    kind = "price-list-lines"
    model = PriceListLine
    order = 63
    keys_note = gettext_lazy("A price is known by its list, its product and its beginning quantity.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = ProductReferences(self.by)
        self.lists: dict[str, PriceList | None] = {}

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [
            _column("price_list", "价格表|价格表编号|list|list number", kind="reference", is_required=True, example="JG01",
                    note=gettext_lazy("Number or name of a list that is still a draft")),
            _column("product", "产品|产品编码|物料编码|料号|product number|sku", kind="reference", is_required=True,
                    example="HL-22220CA"),
            _column("min_qty", "起始数量|阶梯数量|数量|quantity|tier", example="1"),
            _column("price", "价格|单价|unit price", is_required=True, example="1280"),
            _column("reference_price", "参考价格|参考价|reference"),
            _column("notes", "备注"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = [row for row in rows if self._take_list(row)]
        return self.products.resolve(self, rows)

    def _take_list(self, row: Row) -> bool:
        text = row.get("price_list")
        if isinstance(text, PriceList):
            return True
        found = self._draft(text or "")
        if found is None:
            self.refuse(
                row,
                "price_list",
                _("There is no draft “%(name)s”. Create the list, or its new version, first.")
                % {"name": str(text or "")[:80]},
            )
            return False
        row.values["price_list"] = found
        return True

    def _draft(self, text: str) -> PriceList | None:
        if text not in self.lists:
            rows = PriceList.objects.visible_to(self.by, "change").filter(status=PriceList.Status.DRAFT)
            self.lists[text] = rows.filter(code=text).first() or rows.filter(name=text).first()
        return self.lists[text]

    def keys(self, row: Row) -> list[Any]:
        return [("min_qty", row.values["price_list"].pk, row.values["product"].pk, _tier(row))]

    def match(self, rows: list[Row]) -> dict[int, PriceListLine]:
        known = PriceListLine.objects.alive().filter(
            price_list__in={row.values["price_list"].pk for row in rows},
            product__in={row.values["product"].pk for row in rows},
        )
        found = {
            (line.price_list_id, line.product_id, line.min_qty): line for line in lock(known, self.is_dry)
        }
        pairs = (
            (row, found.get((row.values["price_list"].pk, row.values["product"].pk, _tier(row))))
            for row in rows
        )
        return {row.number: line for row, line in pairs if line is not None}

    def key_field(self, row: Row) -> str:
        return "product"

    def check(self, obj: PriceListLine, row: Row) -> None:
        if row.values["product"].is_stopped:
            raise DomainError(
                _("%(product)s is no longer made. Leave it out, or take its successor.")
                % {"product": row.values["product"]},
                field="product",
            )

    def forget(self) -> None:
        self.products.known.clear()
        self.lists.clear()


def _tier(row: Row) -> Decimal:
    return Decimal(row.get("min_qty") or 1)
