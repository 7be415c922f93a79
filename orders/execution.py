"""Contracts carried out: what was ordered, shipped, invoiced and received of each, with tax in yuan at document rates.

Each sum is of the rows that the reader may see, and opens the list with the very filter. What is done under the local
contracts of a master is done under the master too, and told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, Sum
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


class Counted(NamedTuple):
    """A contract as the totals read it; `amount` in yuan."""

    pk: int
    master: int | None
    amount: Decimal
    currency: str


@dataclass
class Figure:
    """What was done under a contract; `local` of it under the local contracts of a master."""

    step: str
    own: Decimal
    local: Decimal
    percent: Decimal | None
    url: str = ""
    local_url: str = ""

    @property
    def amount(self) -> Decimal:
        return self.own + self.local


@dataclass
class Sums:
    own: dict[int, Decimal]
    local: dict[int, Decimal]


class Execution:
    """The sums of some contracts; `contracts` are their ids or a query of them. Four statements in all."""

    def __init__(self, user: Any, contracts: Any) -> None:
        self.sums = {
            step: rows(user, contracts)
            for step, (model, field, rows) in SUMS.items()
            if gate.allowed(user, model) and gate.reads(user, model, field)
        }

    def of(self, contract: Any) -> list[Figure]:
        return [
            self.figure(
                step,
                found.own.get(contract.pk, ZERO),
                found.local.get(contract.pk, ZERO),
                contract.base_amount,
                contract.pk,
            )
            for step, found in self.sums.items()
        ]

    def total(self, contracts: Sequence[Counted]) -> list[Figure]:
        """Of several contracts; those that are counted with their master are not among them."""
        whole = sum((contract.amount for contract in contracts), ZERO)
        return [
            self.figure(
                step,
                sum((found.own.get(contract.pk, ZERO) for contract in contracts), ZERO),
                sum((found.local.get(contract.pk, ZERO) for contract in contracts), ZERO),
                whole,
            )
            for step, found in self.sums.items()
        ]

    @staticmethod
    def figure(step: str, own: Decimal, local: Decimal, whole: Decimal, contract: int = 0) -> Figure:
        percent = rounded((own + local) * 100 / whole, 1) if whole else None
        if not contract:
            return Figure(step, own, local, percent)
        return Figure(
            step, own, local, percent, rows_url(step, contract), rows_url(step, contract, is_local=True)
        )


def _sums(rows: Any, path: str, above: str, amount: Any, contracts: Any) -> Sums:
    """By contract, and by the master above it."""
    wanted = Q(**{f"{path}__in": contracts}) | Q(**{f"{above}__in": contracts})
    found = Sums({}, {})
    grouped = rows.filter(wanted).order_by().values(path, above).annotate(sum=Sum(amount, output_field=YUAN))
    for row in grouped:
        done = rounded(row["sum"] or ZERO)
        found.own[row[path]] = found.own.get(row[path], ZERO) + done
        if row[above]:
            found.local[row[above]] = found.local.get(row[above], ZERO) + done
    return found


def ordered(user: Any, contracts: Any) -> Sums:
    rows = Order.objects.visible_to(user).filter(status__in=COUNTED)
    return _sums(rows, "contract_id", "contract__master_id", "base_amount", contracts)


def shipped(user: Any, contracts: Any) -> Sums:
    rows = OrderLine.objects.visible_to(user).filter(order__status__in=COUNTED)
    return _sums(rows, "order__contract_id", "order__contract__master_id", shipped_yuan(), contracts)


def invoiced(user: Any, contracts: Any) -> Sums:
    rows = Invoice.objects.visible_to(user).filter(status__in=POSTED)
    return _sums(rows, "order__contract_id", "order__contract__master_id", "base_amount", contracts)


def received(user: Any, contracts: Any) -> Sums:
    """What is matched with the contract's own plans and with those of the orders under it."""
    rows = PaymentPlan.objects.visible_to(user).filter(status__in=LIVING_PLANS)
    rows = rows.annotate(
        under=Coalesce("contract_id", "order__contract_id"),
        above=Coalesce("contract__master_id", "order__contract__master_id"),
    )
    return _sums(rows, "under", "above", in_yuan("received", "rate"), contracts)


SUMS: dict[str, Any] = {
    "ordered": (Order, "base_amount", ordered),
    "shipped": (OrderLine, "gross", shipped),
    "invoiced": (Invoice, "base_amount", invoiced),
    "received": (PaymentPlan, "received", received),
}


def rows_url(step: str, contract: int, *, is_local: bool = False) -> str:
    """The rows behind a figure: those of the contract itself, or of its local contracts."""
    of = "master" if is_local else "contract"
    lists: dict[str, tuple[str, list[tuple[str, Any]]]] = {
        "ordered": ("order", [(of, contract), *(("status", status) for status in COUNTED)]),
        "shipped": ("order_line", [("scene", "counted"), (of, contract), ("columns", OF_LINES)]),
        "invoiced": (
            "invoice",
            [(of, contract), *(("status", status) for status in POSTED), ("columns", OF_INVOICES)],
        ),
        "received": (
            "payment_plan",
            [
                ("master" if is_local else "under", contract),
                *(("status", status) for status in LIVING_PLANS),
                ("columns", OF_PLANS),
            ],
        ),
    }
    name, asked = lists[step]
    return f"{reverse(f'orders:{name}_list')}?{urlencode(asked)}"


OF_LINES = "order,customer,product,ordered_on,quantity,shipped,shipped_yuan"
OF_INVOICES = "number,invoice_no,customer,order,issued_on,currency,gross_amount,base_amount,status"
OF_PLANS = "number,customer,kind,order,contract,due_on,currency,amount,received,received_yuan,status"
