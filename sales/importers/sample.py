"""Samples from a file: requests that are still to be submitted."""

from typing import Any

from django.utils.translation import gettext_lazy

from records.imports import ImportField, Row, from_model
from records.imports.importer import lock

from ..models import SampleRequest
from ..services.sample import FIELDS, create_sample, update_sample
from .at_customer import AtCustomerImporter


class SampleImporter(AtCustomerImporter):
    kind = "samples"
    model = SampleRequest
    group = ()
    key_names = ("code",)
    order = 68
    keys_note = gettext_lazy(
        "A sample is known by its number, else by its customer, what it is and the day it is required on."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(SampleRequest, name, aliases, **facts)

        return [
            column("code", "样品单号|样件编号|编号|sample no"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("name", "样品|样件|样品名称|样件名称|sample", example="推力轴承试装件",
                   note=gettext_lazy("Empty: the product")),
            column("product", "产品|产品编码|物料编码|料号|product number|sku", kind="reference",
                   note=gettext_lazy("Number or name of the product; empty: a new design")),
            column("part_no", "客户料号|客户零件号|customer part number"),
            column("drawing_no", "图号"),
            column("drawing_revision", "图纸版本|版次|revision"),
            column("quantity", "数量|qty", is_required=True, example="2"),
            column("required_on", "要求日期|需求日期|要求交期", example="2027-03-01"),
            column("contact", "联系人|contact name", kind="reference",
                   note=gettext_lazy("Number or name of the person")),
            column("opportunity", "商机|商机名称|机会", kind="reference", note=gettext_lazy("Its name")),
            column("is_charged", "收费|是否收费"),
            column("purpose", "试用目的|用途"),
            column("requirements", "要求"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="sales.transfer_samplerequest",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = super().resolve(rows)
        named = [row for row in rows if "product" in row]
        known = {row.number for row in self.products.resolve(self, named)}
        rows = [row for row in rows if "product" not in row or row.number in known]
        for row in rows:
            if "name" not in row and "product" in row:
                row.values["name"] = str(row.values["product"])[:120]
        return rows

    def keys(self, row: Row) -> list[Any]:
        return [("code", row.values["code"])] if "code" in row else [("name", *_key(row))]

    def match(self, rows: list[Row]) -> dict[int, SampleRequest]:
        alive = SampleRequest.objects.alive().select_related("customer").order_by("-pk")
        codes = {row.values["code"] for row in rows if "code" in row}
        customers = {row.values["customer"].pk for row in rows if "code" not in row}
        by_code = (
            {found.code: found for found in lock(alive.filter(code__in=codes), self.is_dry)} if codes else {}
        )
        by_name = {
            (found.customer_id, found.name.casefold(), found.required_on): found
            for found in (lock(alive.filter(customer__in=customers), self.is_dry) if customers else ())
        }
        pairs = (
            (row.number, by_code.get(row.values["code"]) if "code" in row else by_name.get(_key(row)))
            for row in rows
        )
        return {number: known for number, known in pairs if known is not None}

    def make(self, obj: SampleRequest, row: Row, lines: list[Row]) -> SampleRequest:
        values = {name: getattr(obj, name) for name in FIELDS}
        return create_sample(by=self.by, customer=obj.customer, owner=obj.owner, code=obj.code, **values)

    def change(self, obj: SampleRequest, row: Row, lines: list[Row], is_other: bool) -> SampleRequest:
        if not is_other:
            return obj
        return update_sample(obj, by=self.by, **{name: getattr(obj, name) for name in FIELDS})


def _key(row: Row) -> tuple[Any, ...]:
    return (row.values["customer"].pk, str(row.get("name") or "").casefold(), row.get("required_on"))
