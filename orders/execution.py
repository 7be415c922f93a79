"""Contracts carried out: what was ordered, shipped, invoiced and received of each, with tax in yuan at document rates.

Each sum is of the rows that the reader may see, and opens the list with the very filter.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.money import rounded
from records import gate

from .models import Invoice, Order, OrderLine, PaymentPlan
from .records.lines import COUNTED, POSTED
from .selectors.order_money import YUAN, in_yuan, shipped_yuan

ZERO = Decimal(0)
STEPS = {
    "ordered": _("Ordered"),
    "shipped": _("Shipped"),
    "invoiced": _("Invoiced"),
    "received": _("received"),
}
LIVING_PLANS = tuple(str(status) for status in PaymentPlan.Status if status != PaymentPlan.Status.VOID)


@dataclass
class Figure:
    step: str
    amount: Decimal
    percent: Decimal | None
    url: str


class Execution:
    """The sums of some contracts; `contracts` are their ids or a query of them. Four statements in all."""

    def __init__(self, user: Any, contracts: Any) -> None:
        self.sums = {
            step: rows(user, contracts) for step, (model, rows) in SUMS.items() if gate.allowed(user, model)
        }

    def of(self, contract: Any) -> list[Figure]:
        return [
            self.figure(step, found.get(contract.pk, ZERO), contract.base_amount, rows_url(step, contract.pk))
            for step, found in self.sums.items()
        ]

    @staticmethod
    def figure(step: str, amount: Decimal, whole: Decimal, url: str = "") -> Figure:
        percent = rounded(amount * 100 / whole, 1) if whole else None
        return Figure(step, amount, percent, url)


def _by_contract(rows: Any, path: str, amount: Any) -> dict[int, Decimal]:
    found = rows.order_by().values(path).annotate(sum=Sum(amount, output_field=YUAN))
    return {row[path]: rounded(row["sum"] or ZERO) for row in found}


def ordered(user: Any, contracts: Any) -> dict[int, Decimal]:
    rows = Order.objects.visible_to(user).filter(contract__in=contracts, status__in=COUNTED)
    return _by_contract(rows, "contract_id", "base_amount")


def shipped(user: Any, contracts: Any) -> dict[int, Decimal]:
    rows = OrderLine.objects.visible_to(user).filter(order__contract__in=contracts, order__status__in=COUNTED)
    return _by_contract(rows, "order__contract_id", shipped_yuan())


def invoiced(user: Any, contracts: Any) -> dict[int, Decimal]:
    rows = Invoice.objects.visible_to(user).filter(order__contract__in=contracts, status__in=POSTED)
    return _by_contract(rows, "order__contract_id", "base_amount")


def received(user: Any, contracts: Any) -> dict[int, Decimal]:
    """What is matched with the contract's own plans and with those of the orders under it."""
    rows = PaymentPlan.objects.visible_to(user).filter(status__in=LIVING_PLANS)
    rows = rows.annotate(under=Coalesce("contract_id", "order__contract_id")).filter(under__in=contracts)
    return _by_contract(rows, "under", in_yuan("received", "rate"))


SUMS: dict[str, Any] = {
    "ordered": (Order, ordered),
    "shipped": (OrderLine, shipped),
    "invoiced": (Invoice, invoiced),
    "received": (PaymentPlan, received),
}


def rows_url(step: str, contract: int) -> str:
    """The rows behind a figure."""
    lists: dict[str, tuple[str, list[tuple[str, Any]]]] = {
        "ordered": ("order", [("contract", contract), *(("status", status) for status in COUNTED)]),
        "shipped": ("order_line", [("scene", "counted"), ("contract", contract), ("columns", OF_LINES)]),
        "invoiced": (
            "invoice",
            [("contract", contract), *(("status", status) for status in POSTED), ("columns", OF_INVOICES)],
        ),
        "received": (
            "payment_plan",
            [("under", contract), *(("status", status) for status in LIVING_PLANS), ("columns", OF_PLANS)],
        ),
    }
    name, asked = lists[step]
    return f"{reverse(f'orders:{name}_list')}?{urlencode(asked)}"


OF_LINES = "order,customer,product,ordered_on,quantity,shipped,shipped_yuan"
OF_INVOICES = "number,invoice_no,customer,order,issued_on,currency,gross_amount,base_amount,status"
OF_PLANS = "number,customer,kind,order,contract,due_on,currency,amount,received,received_yuan,status"
