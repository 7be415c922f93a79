"""What all documents with priced positions have in common when a file brings them: one row a position."""

from typing import Any

from django.utils.translation import gettext_lazy

from catalog.selectors.priced_lines import WRITTEN, lines_in_force, living_lines
from catalog.services.priced_lines import attempted
from core.errors import DomainError
from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.document import LINE, LineRefused

from .at_customer import AtCustomerImporter


def line_columns(model: Any) -> list[ImportField]:
    """The columns of a position."""

    def line(name: str, aliases: str = "", **facts: Any) -> ImportField:
        return from_model(model, name, aliases, part=LINE, **facts)

    return [
        line("product", "产品|产品编码|物料编码|料号|product number|sku", kind="reference", example="HL-22220CA",
             note=gettext_lazy("Number or name of the product; empty where the description says what it is")),
        line("description", "产品描述|描述|名称及规格|item description"),
        line("part_no", "客户料号|客户零件号|客户物料号|customer part number"),
        line("drawing_no", "图号"),
        line("drawing_revision", "图纸版本|版次|revision"),
        line("quantity", "数量|qty", example="100"),
        line("uom", "单位|计量单位|unit", kind="choice",
             choices=lambda: dict(dictionaries.choices("unit_of_measure"))),
        line("price", "单价|价格|unit price", example="1280",
             note=gettext_lazy("Empty: as the price lists have it")),
        line("discount", "折扣|折扣率", is_percent=True),
        line("vat_rate", "税率|增值税率", is_percent=True),
        line("lead_days", "交期|交货期|交期天数|lead time"),
        line("delivery_place", "交货地点|交货地"),
    ]  # fmt: skip


class PricedImporter(AtCustomerImporter):
    """A subclass gives `save(obj, lines=…)`, the service that writes the document with its positions."""

    def save(self, obj: Any, **written: Any) -> Any:
        raise NotImplementedError

    def said(self, row: Row) -> dict[str, Any]:
        """What a row says of its position, by the names under which the service takes it."""
        return said(row)

    def beside(self, obj: Any, row: Row) -> dict[str, Any]:
        """What else `save` is to write, by name, where the rows say something other than what is there."""
        return {}

    def make(self, obj: Any, row: Row, lines: list[Row]) -> Any:
        judged = self._judged(obj, lines, [self.said(line) for line in lines])
        return self.save(obj, lines=judged, **self.beside(obj, row))

    def change(self, obj: Any, row: Row, lines: list[Row], is_other: bool) -> Any:
        there = living_lines(obj)
        wanted: list[dict[str, Any]] = list(lines_in_force(obj))
        for place, line in enumerate(lines):
            if place < len(there):
                wanted[place] = laid_over(there[place], wanted[place], self.said(line))
            else:
                wanted.append(self.said(line))
        beside = self.beside(obj, row)
        if len(wanted) == len(there) and all(map(self.says_the_same, there, wanted)):
            # which reckons the lines anew where it must
            return self.save(obj, **beside) if is_other or beside else obj
        rest = [row] * max(len(wanted) - len(lines), 0)
        return self.save(obj, lines=self._judged(obj, [*lines, *rest], wanted), **beside)

    def says_the_same(self, line: Any, wanted: dict[str, Any]) -> bool:
        return all(getattr(line, name) == wanted.get(name) for name in WRITTEN)

    def _judged(self, document: Any, rows: list[Row], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines, where each of them would be saved; the row of the first that would not is refused."""
        for row, tried in zip(rows, attempted(document, lines), strict=True):
            if isinstance(tried, DomainError):
                raise LineRefused(row, tried)
        return lines

    def lines_of(self, obj: Any) -> list[Any]:
        return living_lines(obj)


def said(row: Row) -> dict[str, Any]:
    return {name: row.values[name] for name in WRITTEN if name in row.values}


def laid_over(line: Any, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What the row says over what stands there; of another product nothing that stood there holds."""
    if "product" in new and new["product"].pk != line.product_id:
        return {"id": line.pk, **new}
    return {**old, **new}
