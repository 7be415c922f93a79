"""Quotes from a file, one row a position; they come in as drafts, and every guard and approval is still before them."""

from typing import Any

from django.utils.translation import gettext_lazy

from catalog.selectors.priced_lines import WRITTEN, lines_in_force
from catalog.services.priced_lines import attempted
from core.errors import DomainError
from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.document import LINE, LineRefused
from records.imports.importer import lock

from ..models import Quote, QuoteLine
from ..selectors.quote_check import living_lines
from ..services.quote import save_quote, usual_validity
from .at_customer import AtCustomerImporter


class QuoteImporter(AtCustomerImporter):
    kind = "quotes"
    model = Quote
    line_model = QuoteLine
    group = ("number",)
    key_names = ("number",)
    order = 66
    keys_note = gettext_lazy(
        "A quote is known by its number; rows with the same number, or with none, below each other are its positions."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Quote, name, aliases, **facts)

        def line(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(QuoteLine, name, aliases, part=LINE, **facts)

        return [
            column("number", "报价单号|报价编号|单号|编号|quote no|quotation number|number", is_required=True,
                   example="Q-2027-001"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("contact", "联系人|收件人|contact name", kind="reference",
                   note=gettext_lazy("Number or name of the person")),
            column("subject", "主题|事由|项目"),
            column("opportunity", "商机|商机名称|机会", kind="reference", note=gettext_lazy("Its name")),
            column("currency", "币种", kind="choice", choices=lambda: dict(dictionaries.choices("currency"))),
            column("rate", "汇率"),
            column("tax_included", "含税|是否含税|tax included"),
            column("valid_until", "有效期至|有效期|报价有效期|validity", example="2027-03-31",
                   note=gettext_lazy("Empty: the usual validity")),
            column("payment_terms", "付款条件|付款方式"),
            column("delivery_terms", "交货条件|交货方式"),
            column("terms", "其他条款|条款"),
            column("notes", "备注|内部备注|remarks"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="sales.transfer_quote",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
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
            line("discount", "折扣|折扣率"),
            line("vat_rate", "税率|增值税率"),
            line("lead_days", "交期|交货期|交期天数|lead time"),
            line("delivery_place", "交货地点|交货地"),
        ]  # fmt: skip

    def keys(self, row: Row) -> list[Any]:
        return [("number", row.values["number"])] if "number" in row else []

    def match(self, rows: list[Row]) -> dict[int, Quote]:
        numbers = {row.values["number"] for row in rows if "number" in row}
        known = Quote.objects.alive().filter(number__in=numbers).order_by("edition")
        newest = {quote.number: quote for quote in lock(known.select_related("customer"), self.is_dry)}
        return {row.number: newest[row.values["number"]] for row in rows if row.get("number") in newest}

    def key_field(self, row: Row) -> str:
        return "number"

    def build(self, row: Row) -> Quote:
        quote: Quote = super().build(row)
        quote.valid_until = row.get("valid_until") or usual_validity()
        return quote

    def make(self, obj: Quote, row: Row, lines: list[Row]) -> Quote:
        return save_quote(obj, by=self.by, lines=self._judged(obj, lines, [said(line) for line in lines]))

    def change(self, obj: Quote, row: Row, lines: list[Row], is_other: bool) -> Quote:
        there = living_lines(obj)
        wanted: list[dict[str, Any]] = list(lines_in_force(obj))
        for place, line in enumerate(lines):
            if place < len(there):
                wanted[place] = laid_over(there[place], wanted[place], said(line))
            else:
                wanted.append(said(line))
        if len(wanted) == len(there) and all(map(says_the_same, there, wanted)):
            return (
                save_quote(obj, by=self.by) if is_other else obj
            )  # which reckons the lines anew where it must
        rest = [row] * max(len(wanted) - len(lines), 0)
        return save_quote(obj, by=self.by, lines=self._judged(obj, [*lines, *rest], wanted))

    def _judged(self, quote: Quote, rows: list[Row], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines, where each of them would be saved; the row of the first that would not is refused."""
        for row, tried in zip(rows, attempted(quote, lines), strict=True):
            if isinstance(tried, DomainError):
                raise LineRefused(row, tried)
        return lines

    def lines_of(self, obj: Quote) -> list[QuoteLine]:
        return living_lines(obj)


def said(row: Row) -> dict[str, Any]:
    return {name: row.values[name] for name in WRITTEN if name in row.values}


def laid_over(line: QuoteLine, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What the row says over what stands there; of another product nothing that stood there holds."""
    if "product" in new and new["product"].pk != line.product_id:
        return {"id": line.pk, **new}
    return {**old, **new}


def says_the_same(line: QuoteLine, wanted: dict[str, Any]) -> bool:
    return all(getattr(line, name) == wanted.get(name) for name in WRITTEN)
