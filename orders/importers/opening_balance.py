"""What was open when the system was taken into use: payments still to come, by file."""

from typing import Any

from django.utils.translation import gettext_lazy

from records.imports import ImportField, Row, from_model
from records.imports.importer import lock, within
from sales.importers.at_customer import AtCustomerImporter

from ..models import PaymentPlan
from ..services.payment_plan import WRITTEN, create_plan, update_plan

MADE = ("number", "amount", "due_on", "posted_on", "currency", "rate", "notes")


class OpeningBalanceImporter(AtCustomerImporter):
    kind = "payment-plans"
    model = PaymentPlan
    group = ()
    key_names = ("number",)
    order = 74
    keys_note = gettext_lazy(
        "Opening balances of receivables: known by their number, else by customer, due day and amount."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(PaymentPlan, name, aliases, **facts)

        return [
            column("number", "编号|单号|期初单号|plan no"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("amount", "金额|未收金额|应收余额|balance", is_required=True, example="113000.00"),
            column("due_on", "到期日|应收日期|due date", is_required=True, example="2026-10-15"),
            column("posted_on", "入账日期|挂账日期|posting date", example="2026-08-12"),
            column("currency", "币种|货币"),
            column("rate", "汇率"),
            column("notes", "备注|说明"),
        ]  # fmt: skip

    def keys(self, row: Row) -> list[Any]:
        return [("number", row.values["number"])] if "number" in row else [("facts", *self._key(row))]

    def _key(self, row: Row) -> tuple[Any, ...]:
        return (row.values["customer"].pk, row.get("due_on"), row.get("amount"))

    def match(self, rows: list[Row]) -> dict[int, PaymentPlan]:
        alive = PaymentPlan.objects.alive().filter(kind="opening").exclude(status="void")
        alive = alive.select_related("customer").order_by("-pk")
        numbers = {row.values["number"] for row in rows if "number" in row}
        bare = [row for row in rows if "number" not in row]
        by_number = (
            {found.number: found for found in lock(alive.filter(number__in=numbers), self.is_dry)}
            if numbers
            else {}
        )
        same = alive.filter(customer__in={row.values["customer"].pk for row in bare})
        by_facts = {
            (found.customer_id, found.due_on, found.amount): found
            for found in (lock(same, self.is_dry) if bare else ())
        }
        pairs = (
            (
                row.number,
                by_number.get(row.values["number"]) if "number" in row else by_facts.get(self._key(row)),
            )
            for row in rows
        )
        return {number: known for number, known in pairs if known is not None}

    def build(self, row: Row) -> PaymentPlan:
        plan: PaymentPlan = super().build(row)
        plan.kind = PaymentPlan.Kind.OPENING
        return plan

    def may_make(self, obj: PaymentPlan) -> bool:
        return within(self.by, PaymentPlan, obj.owner_id, obj.department_id, "import") and self.entering.may(
            obj.customer
        )

    def make(self, obj: PaymentPlan, row: Row, lines: list[Row]) -> PaymentPlan:
        values = {name: getattr(obj, name) for name in MADE}
        return create_plan(by=self.by, customer=obj.customer, kind=PaymentPlan.Kind.OPENING, **values)

    def change(self, obj: PaymentPlan, row: Row, lines: list[Row], is_other: bool) -> PaymentPlan:
        if not is_other:
            return obj
        return update_plan(obj, by=self.by, **{name: getattr(obj, name) for name in WRITTEN})
