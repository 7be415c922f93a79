"""Quotes from a file, one row a position; they come in as drafts, and every guard and approval is still before them."""

from typing import Any

from django.utils.translation import gettext_lazy

from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.importer import lock

from ..models import Quote, QuoteLine
from ..services.quote import save_quote, usual_validity
from .priced import PricedImporter, line_columns


class QuoteImporter(PricedImporter):
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
            *line_columns(QuoteLine),
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

    def save(self, obj: Quote, **written: Any) -> Quote:
        return save_quote(obj, by=self.by, **written)
