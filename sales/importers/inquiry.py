"""Inquiries from a file, one row for each thing that is asked for."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.errors import DomainError
from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.document import LINE, LineRefused
from records.imports.importer import lock

from ..models import Inquiry, InquiryLine
from ..services.inquiry import FIELDS, create_inquiry, save_line, update_inquiry
from .at_customer import AtCustomerImporter

LINES = (
    "product", "description", "part_no", "drawing_no", "drawing_revision", "quantity", "uom", "target_price",
    "required_on", "notes",
)  # fmt: skip
MORNING = time(9)


class InquiryImporter(AtCustomerImporter):
    kind = "inquiries"
    model = Inquiry
    line_model = InquiryLine
    group = ("code", "customer", "name")
    key_names = ("code",)
    order = 64
    keys_note = gettext_lazy(
        "An inquiry is known by its number, else by its customer and subject; rows of the same one, below each other, "
        "are what it asks for."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Inquiry, name, aliases, **facts)

        def line(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(InquiryLine, name, aliases, part=LINE, **facts)

        return [
            column("code", "询价单号|询价编号|编号|inquiry no|rfq"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("name", "主题|事由|项目|subject", is_required=True, example="2027 年度轴承询价"),
            column("contact", "联系人|contact name", kind="reference",
                   note=gettext_lazy("Number or name of the person")),
            column("opportunity", "商机|商机名称|机会", kind="reference", note=gettext_lazy("Its name")),
            column("kind", "类型|询价类型"),
            column("channel", "来源渠道|渠道|方式"),
            ImportField(name="received_on", label=gettext_lazy("received on"), kind="date", example="2027-03-01",
                        aliases=("收到日期", "询价日期", "日期", "date"), note=gettext_lazy("Empty: now")),
            column("answer_by", "要求答复日期|答复期限|deadline"),
            column("currency", "币种"),
            column("requirements", "要求|需求说明"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="sales.transfer_inquiry",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
            line("product", "产品|产品编码|物料编码|料号|product number|sku", kind="reference", example="HL-22220CA",
                 note=gettext_lazy("Number or name of the product; empty: a new design")),
            line("description", "产品描述|描述|item description"),
            line("part_no", "客户料号|客户零件号|客户物料号|customer part number"),
            line("drawing_no", "图号"),
            line("drawing_revision", "图纸版本|版次|revision"),
            line("quantity", "数量|qty", example="100"),
            line("uom", "单位|计量单位|unit", kind="choice",
                 choices=lambda: dict(dictionaries.choices("unit_of_measure"))),
            line("target_price", "目标价|目标价格|target"),
            line("required_on", "需求日期|要求交期"),
            line("notes", "备注|remarks"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = super().resolve(rows)
        for row in rows:
            if (day := row.values.pop("received_on", None)) is not None:
                row.values["received_on"] = day
                row.values["received_at"] = timezone.make_aware(datetime.combine(day, MORNING))
                if day == clock.today():
                    row.values["received_at"] = min(row.values["received_at"], clock.now())
        return rows

    def keys(self, row: Row) -> list[Any]:
        if "code" in row:
            return [("code", row.values["code"])]
        return [("name", row.values["customer"].pk, row.values["name"].casefold())] if "name" in row else []

    def match(self, rows: list[Row]) -> dict[int, Inquiry]:
        codes = {row.values["code"] for row in rows if "code" in row}
        customers = {row.values["customer"].pk for row in rows if "code" not in row}
        alive = Inquiry.objects.alive().select_related("customer").order_by("pk")
        by_code = (
            {found.code: found for found in lock(alive.filter(code__in=codes), self.is_dry)} if codes else {}
        )
        by_name = {
            (found.customer_id, found.name.casefold()): found
            for found in (lock(alive.filter(customer__in=customers), self.is_dry) if customers else ())
        }
        found = {}
        for row in rows:
            if "code" in row:
                known = by_code.get(row.values["code"])
            else:
                known = by_name.get((row.values["customer"].pk, str(row.get("name", "")).casefold()))
            if known is not None:
                found[row.number] = known
        return found

    def build(self, row: Row) -> Inquiry:
        inquiry: Inquiry = super().build(row)
        inquiry.market_type = inquiry.customer.market_type
        return inquiry

    def assign(self, obj: Inquiry, row: Row) -> bool:
        is_other = super().assign(obj, row)
        # A file knows the day: the moment that was noted on that day is the better one.
        moment = row.get("received_at")
        if (
            moment is not None
            and timezone.localtime(obj.received_at).date() != timezone.localtime(moment).date()
        ):
            obj.received_at, is_other = moment, True
        elif moment is not None and obj.pk is None:
            obj.received_at = moment
        return is_other

    def make(self, obj: Inquiry, row: Row, lines: list[Row]) -> Inquiry:
        values = {name: getattr(obj, name) for name in FIELDS}
        made = create_inquiry(by=self.by, customer=obj.customer, owner=obj.owner, code=obj.code, **values)
        for line in lines:
            self._save(line, InquiryLine(inquiry=made))
        return made

    def change(self, obj: Inquiry, row: Row, lines: list[Row], is_other: bool) -> Inquiry:
        there = self.lines_of(obj)
        if is_other:
            update_inquiry(obj, by=self.by, **{name: getattr(obj, name) for name in FIELDS})
        for place, line in enumerate(lines):
            known = there[place] if place < len(there) else InquiryLine(inquiry=obj)
            if known.pk is None or any(getattr(known, name) != line.values[name] for name in _said(line)):
                self._save(line, known)
        return obj

    def _save(self, row: Row, line: InquiryLine) -> None:
        for name in _said(row):
            setattr(line, name, row.values[name])
        if line.quantity is None:
            raise LineRefused(row, DomainError(_("Say how many."), "required", "quantity"))
        try:
            save_line(line, by=self.by)
        except DomainError as refusal:
            raise LineRefused(row, refusal)

    def lines_of(self, obj: Inquiry) -> list[InquiryLine]:
        rows = InquiryLine.objects.alive().filter(inquiry=obj)
        return list(rows.select_related("product", "inquiry").order_by("pk"))


def _said(row: Row) -> list[str]:
    return [name for name in LINES if name in row.values]
