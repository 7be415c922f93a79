"""Expenses from a file, such as a month's list of the finance department: drafts, to be submitted and approved."""

from typing import Any

from django.utils.translation import gettext_lazy

from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.importer import lock, within

from ..models import Expense
from ..services.expense import FIELDS, create_expense, update_expense
from .at_customer import AtCustomerImporter


class ExpenseImporter(AtCustomerImporter):
    kind = "expenses"
    model = Expense
    group = ()
    key_names = ("code",)
    order = 69
    keys_note = gettext_lazy(
        "An expense is known by its number, else by its customer, day, kind, amount, purpose and owner."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Expense, name, aliases, **facts)

        return [
            column("code", "费用单号|单号|编号|expense no"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("spent_on", "日期|发生日期|费用日期|date", is_required=True, example="2026-10-15"),
            column("kind", "费用类别|类别|费用类型|expense type", kind="choice", is_required=True,
                   choices=lambda: dict(dictionaries.choices("expense_kind"))),
            column("amount", "金额|费用金额|元", is_required=True, example="860.00"),
            column("purpose", "事由|用途|说明", is_required=True, example="到厂差旅"),
            column("people", "参加人员|对象|招待对象"),
            column("opportunity", "商机|商机名称|机会", kind="reference", note=gettext_lazy("Its name")),
            column("owner", "经办人|负责人|报销人|业务员|sales rep", kind="reference",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
        ]  # fmt: skip

    def keys(self, row: Row) -> list[Any]:
        return [("code", row.values["code"])] if "code" in row else [("purpose", *self._key(row))]

    def match(self, rows: list[Row]) -> dict[int, Expense]:
        alive = Expense.objects.alive().select_related("customer").order_by("-pk")
        codes = {row.values["code"] for row in rows if "code" in row}
        bare = [row for row in rows if "code" not in row]
        customers, days = {row.values["customer"].pk for row in bare}, {row.get("spent_on") for row in bare}
        by_code = (
            {found.code: found for found in lock(alive.filter(code__in=codes), self.is_dry)} if codes else {}
        )
        same = alive.filter(customer__in=customers, spent_on__in=days - {None})
        by_facts = {
            (
                found.customer_id,
                found.spent_on,
                found.kind,
                found.amount,
                found.purpose,
                found.owner_id,
            ): found
            for found in (lock(same, self.is_dry) if bare else ())
        }
        pairs = (
            (row.number, by_code.get(row.values["code"]) if "code" in row else by_facts.get(self._key(row)))
            for row in rows
        )
        return {number: known for number, known in pairs if known is not None}

    def _key(self, row: Row) -> tuple[Any, ...]:
        facts = (row.get(name) for name in ("spent_on", "kind", "amount", "purpose"))
        return (row.values["customer"].pk, *facts, (row.get("owner") or self.by).pk)

    def may_make(self, obj: Expense) -> bool:
        inside = within(self.by, Expense, obj.owner_id, obj.department_id, "import")
        return (obj.owner_id == self.by.pk or inside) and self.entering.may(obj.customer)

    def make(self, obj: Expense, row: Row, lines: list[Row]) -> Expense:
        values = {name: getattr(obj, name) for name in FIELDS}
        return create_expense(by=self.by, customer=obj.customer, owner=obj.owner, code=obj.code, **values)

    def change(self, obj: Expense, row: Row, lines: list[Row], is_other: bool) -> Expense:
        if not is_other:
            return obj
        return update_expense(obj, by=self.by, **{name: getattr(obj, name) for name in FIELDS})
