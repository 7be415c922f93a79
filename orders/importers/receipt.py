"""Receipts from a bank's list: registered, to be confirmed and matched as if they had been entered by hand."""

from typing import Any

from django.utils.translation import gettext_lazy

from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.importer import lock, within
from sales.importers.at_customer import AtCustomerImporter

from ..models import Receipt
from ..services.receipt import FIELDS, register_receipt, update_receipt


class ReceiptImporter(AtCustomerImporter):
    kind = "receipts"
    model = Receipt
    group = ()
    key_names = ("bank_reference",)
    order = 76
    keys_note = gettext_lazy(
        "A receipt is known by its bank reference, else by customer, day, amount and payer. It is registered; finance "
        "confirms it."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Receipt, name, aliases, **facts)

        return [
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("received_on", "到账日期|回款日期|交易日期|收款日期|date", is_required=True, example="2026-11-02"),
            column("amount", "金额|到账金额|贷方金额|收入金额|回款金额|credit", is_required=True, example="113000.00"),
            column("method", "回款方式|收款方式|结算方式"),
            column("currency", "币种|货币", kind="choice", choices=lambda: dict(dictionaries.choices("currency"))),
            column("rate", "汇率"),
            column("draft_no", "票据号|票号|汇票号码"),
            column("draft_due_on", "票据到期日|汇票到期日"),
            column("payer", "付款人|对方户名|付款方"),
            column("bank_reference", "流水号|银行流水号|交易流水号|凭证号|reference"),
            column("notes", "备注|摘要|附言"),
        ]  # fmt: skip

    def keys(self, row: Row) -> list[Any]:
        if "bank_reference" in row:
            return [("reference", row.values["bank_reference"])]
        return [("facts", *self._facts(row))]

    def _facts(self, row: Row) -> tuple[Any, ...]:
        names = ("received_on", "amount")
        return (row.values["customer"].pk, *(row.get(name) for name in names), row.get("payer") or "")

    def match(self, rows: list[Row]) -> dict[int, Receipt]:
        alive = (
            Receipt.objects.alive()
            .exclude(status=Receipt.Status.VOID)
            .select_related("customer")
            .order_by("-pk")
        )
        named = {row.values["bank_reference"] for row in rows if "bank_reference" in row}
        bare = [row for row in rows if "bank_reference" not in row]
        known = lock(alive.filter(bank_reference__in=named), self.is_dry) if named else ()
        by_reference = {found.bank_reference: found for found in known}
        same = alive.filter(
            customer__in={row.values["customer"].pk for row in bare},
            received_on__in={row.get("received_on") for row in bare},
        )
        by_facts = {
            (found.customer_id, found.received_on, found.amount, found.payer): found
            for found in (lock(same, self.is_dry) if bare else ())
        }
        pairs = (
            (
                row.number,
                by_reference.get(row.values["bank_reference"])
                if "bank_reference" in row
                else by_facts.get(self._facts(row)),
            )
            for row in rows
        )
        return {number: found for number, found in pairs if found is not None}

    def may_make(self, obj: Receipt) -> bool:
        is_within = within(self.by, Receipt, obj.owner_id, obj.department_id, "import")
        return is_within and self.entering.may(obj.customer)

    def make(self, obj: Receipt, row: Row, lines: list[Row]) -> Receipt:
        return register_receipt(
            by=self.by, customer=obj.customer, **{name: getattr(obj, name) for name in FIELDS}
        )

    def change(self, obj: Receipt, row: Row, lines: list[Row], is_other: bool) -> Receipt:
        if not is_other:
            return obj
        return update_receipt(obj, by=self.by, **{name: getattr(obj, name) for name in FIELDS})
