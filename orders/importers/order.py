"""Orders from a file, one row a position: drafts, or what was placed before this system was there."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract
from core.errors import DomainError
from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.document import LINE, LineRefused
from records.imports.importer import lock
from sales.importers.priced import PricedImporter, line_columns, said

from ..models import Order, OrderLine
from ..services.order import USUAL_DAYS, attempted, save_order
from ..services.order_placing import place_opening


class OrderImporter(PricedImporter):
    """With a day of placing an order is placed at once, whatever the limits say; only who approves orders may give one."""

    kind = "orders"
    model = Order
    line_model = OrderLine
    group = ("number",)
    key_names = ("number",)
    order = 70
    keys_note = gettext_lazy(
        "An order is known by its number; rows with the same number, or with none, below each other are its "
        "positions. With a day of placing it is placed at once: bring in what is still to be delivered."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Order, name, aliases, **facts)

        return [
            column("number", "订单号|订单编号|单号|编号|order no|number", is_required=True, example="DD-2027-001"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("contract", "合同|合同号|合同编号|contract no", kind="reference",
                   note=gettext_lazy("Number of a contract in force")),
            column("contact", "联系人|下单人|contact name", kind="reference",
                   note=gettext_lazy("Number or name of the person")),
            column("opportunity", "商机|商机名称|机会", kind="reference", note=gettext_lazy("Its name")),
            column("po_no", "客户订单号|采购订单号|PO|po number"),
            column("subject", "主题|事由|项目"),
            column("ordered_on", "订货日期|下单日期|订单日期|order date", is_required=True, example="2027-01-05"),
            column("due_on", "交期|交货日期|due date", example="2027-02-05",
                   note=gettext_lazy("Empty: thirty days after the order")),
            ImportField(name="placed_on", label=gettext_lazy("placed on"), kind="date",
                        aliases=("下达日期", "审批日期"), permission="orders.approve_order",
                        note=gettext_lazy("Empty: it comes in as a draft")),
            column("currency", "币种", kind="choice", choices=lambda: dict(dictionaries.choices("currency"))),
            column("rate", "汇率"),
            column("tax_included", "含税|是否含税|tax included"),
            column("delivery_terms", "交货条件|交货方式"),
            column("notes", "备注|内部备注|remarks"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="orders.transfer_order",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
            *line_columns(OrderLine),
            ImportField(name="line_due_on", label=gettext_lazy("position due on"), kind="date", part=LINE,
                        aliases=("行交期", "明细交期"), note=gettext_lazy("Empty: as the order")),
            from_model(OrderLine, "tolerance", "超交比例|允许超交", part=LINE),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        return self._contracts(super().resolve(rows))

    def _contracts(self, rows: list[Row]) -> list[Row]:
        named = [row for row in rows if isinstance(row.get("contract"), str)]
        numbers = {row.values["contract"] for row in named}
        known = Contract.objects.visible_to(self.by).filter(number__in=numbers).select_related("master")
        contracts = {contract.number: contract for contract in known} if named else {}
        for row in named:
            found = contracts.get(row.values["contract"])
            if found is None:
                words = {"number": row.values["contract"][:40]}
                self.refuse(row, "contract", _("There is no contract “%(number)s”. Import it first.") % words)
            row.values["contract"] = found
        return [row for row in rows if row.number not in self.refused]

    def keys(self, row: Row) -> list[Any]:
        return [("number", row.values["number"])] if "number" in row else []

    def match(self, rows: list[Row]) -> dict[int, Order]:
        numbers = {row.values["number"] for row in rows if "number" in row}
        known = (
            Order.objects.alive().filter(number__in=numbers).select_related("customer", "contract__master")
        )
        found = {order.number: order for order in lock(known.order_by("pk"), self.is_dry)}
        return {row.number: found[row.values["number"]] for row in rows if row.get("number") in found}

    def key_field(self, row: Row) -> str:
        return "number"

    def build(self, row: Row) -> Order:
        order: Order = super().build(row)
        if (day := row.get("ordered_on")) is not None:
            order.due_on = row.get("due_on") or day + timedelta(days=USUAL_DAYS)
        if (contract := row.get("contract")) is not None:
            order.currency, order.tax_included = contract.currency, contract.tax_included
        return order

    def save(self, obj: Order, **written: Any) -> Order:
        return save_order(obj, by=self.by, **written)

    def said(self, row: Row) -> dict[str, Any]:
        more = {"due_on": row.get("line_due_on"), "tolerance": row.get("tolerance")}
        return {**said(row), **{name: value for name, value in more.items() if value is not None}}

    def says_the_same(self, line: Any, wanted: dict[str, Any]) -> bool:
        own = all(getattr(line, name) == wanted.get(name) for name in ("due_on", "tolerance"))
        return own and super().says_the_same(line, wanted)

    def _judged(self, document: Any, rows: list[Row], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What the contract says is filled in first, as when the order is saved."""
        if document.due_on < document.ordered_on:
            return lines  # saving says so of the head
        completed = []
        for row, tried in zip(rows, attempted(document, lines), strict=False):
            if isinstance(tried, DomainError):
                raise LineRefused(row, tried)
            completed.append(tried)
        super()._judged(document, rows, completed)
        return lines

    def make(self, obj: Order, row: Row, lines: list[Row]) -> Order:
        return self._placed(super().make(obj, row, lines), row)

    def change(self, obj: Order, row: Row, lines: list[Row], is_other: bool) -> Order:
        saved: Order = super().change(obj, row, lines, is_other)
        return self._placed(saved, row) if saved.is_draft else saved

    def _placed(self, order: Order, row: Row) -> Order:
        if (day := row.get("placed_on")) is None:
            return order
        return place_opening(order, by=self.by, placed_on=day)
