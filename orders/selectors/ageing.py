"""应收账龄: what is owed on a day by how long it has been due (or posted), and the credit that stands against it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models.fx import HOME_CURRENCY
from catalog.selectors.fx import rate_on
from core import clock
from core.money import rounded

from ..models import PaymentPlan, Receipt, ReceiptAllocation

ZERO = Decimal(0)
# From how many days overdue on; the first is what is not due yet.
EDGES = (0, 30, 60, 90, 180, 365)
NAMES = ("not_due", "d30", "d60", "d90", "d180", "d365", "more")
DUE, POSTED = "due", "posted"
DOCUMENT_RATE, CLOSING_RATE = "document", "closing"
COLUMNS = "number,customer,kind,due_on,days,currency,amount,received,open_yuan,status,owner,contract"
GROUPS = {
    "customer": "customer__name",
    "owner": "owner__name",
    "department": "department__name",
    "contract": "contract__number",
}


def bucket(days: int) -> int:
    """The place of the bucket: 0 and fewer days are not due, 1–30, 31–60, 61–90, 91–180, 181–365, more."""
    for place, edge in enumerate(EDGES):
        if days <= edge:
            return place
    return len(EDGES)


def labels() -> list[str]:
    return [_("not due"), "1–30", "31–60", "61–90", "91–180", "181–365", ">365"]


def bounds(place: int, as_of: date) -> tuple[date | None, date | None]:
    """The first and the last day that fall into a bucket; None where it is open."""
    if place == 0:
        return as_of, None
    last = as_of - timedelta(days=EDGES[place - 1] + 1)
    return (as_of - timedelta(days=EDGES[place]) if place < len(EDGES) else None), last


@dataclass
class Line:
    """One customer, owner, department or contract."""

    key: int | None
    label: str
    buckets: list[Decimal] = field(default_factory=lambda: [ZERO] * len(NAMES))
    credit: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return sum(self.buckets, ZERO)

    @property
    def net(self) -> Decimal:
        return self.total - self.credit

    def add(self, other: "Line") -> None:
        self.buckets = [one + two for one, two in zip(self.buckets, other.buckets, strict=True)]
        self.credit += other.credit


class Ageing:
    """All lines and their total, in yuan, of the plans and receipts that the reader may see."""

    def __init__(
        self,
        user: Any,
        *,
        as_of: date | None = None,
        by: str = "customer",
        view: str = DUE,
        rates: str = DOCUMENT_RATE,
        customer: Any = None,
    ) -> None:
        self.as_of = as_of or clock.today()
        self.by = by if by in GROUPS else "customer"
        self.view = view if view in {DUE, POSTED} else DUE
        self.rates = rates if rates in {DOCUMENT_RATE, CLOSING_RATE} else DOCUMENT_RATE
        self._closing: dict[str, Decimal | None] = {}
        found: dict[int | None, Line] = {}
        plans = PaymentPlan.objects.visible_to(user)
        receipts = Receipt.objects.visible_to(user)
        if customer is not None:
            plans, receipts = plans.filter(customer=customer), receipts.filter(customer=customer)
        for row in self._owed(plans):
            line = self._line(found, row)
            line.buckets[bucket(self._days(row))] += self._yuan(row, row["amount"] - row["received"])
        for row in self._credit(receipts):
            line = self._line(found, row)
            line.credit += self._yuan(row, row["amount"] - row["allocated"])
        self.lines = sorted(found.values(), key=lambda line: (-line.total, line.label))
        self.total = Line(None, "")
        for line in self.lines:
            self.total.add(line)

    # -- what is open --------------------------------------------------------------------------------
    def _owed(self, rows: Any) -> Iterable[dict[str, Any]]:
        """Plans in force on the day and not paid by then; for a past day matchings are reckoned back."""
        names = ("id", "due_on", "posted_on", "currency", "rate", "amount", "received", *self._names())
        in_force = Q(due_on__isnull=False) & (Q(posted_on__lte=self.as_of) | Q(posted_on=None))
        rows = rows.filter(in_force).exclude(status=PaymentPlan.Status.VOID).order_by()
        if self.as_of >= clock.today():
            return [*rows.filter(status__in=PaymentPlan.OWED).values(*names)]
        return self._as_then([*rows.values(*names)], "plan", "received")

    def _credit(self, rows: Any) -> Iterable[dict[str, Any]]:
        names = ["id", "currency", "rate", "amount", "allocated", *self._names()]
        if self.by == "contract":  # a receipt belongs to no contract
            names = [name for name in names if not name.startswith("contract")]
        rows = rows.filter(received_on__lte=self.as_of, status__in=Receipt.COUNTS).order_by()
        if self.as_of >= clock.today():
            return [*rows.exclude(status=Receipt.Status.MATCHED).values(*names)]
        return self._as_then([*rows.values(*names)], "receipt", "allocated")

    def _as_then(self, rows: list[dict[str, Any]], of: str, name: str) -> Iterable[dict[str, Any]]:
        then = Q(allocated_on__lte=self.as_of) & (Q(reversed_at=None) | Q(reversed_at__date__gt=self.as_of))
        sums = (
            ReceiptAllocation.objects.alive().filter(then).order_by().values(of).annotate(sum=Sum("amount"))
        )
        known = {row[of]: row["sum"] for row in sums}
        for row in rows:
            row[name] = known.get(row["id"], ZERO)
        return [row for row in rows if row["amount"] > row[name]]

    def _names(self) -> tuple[str, str]:
        return f"{self.by}_id", GROUPS[self.by]

    def _line(self, found: dict[int | None, Line], row: dict[str, Any]) -> Line:
        key = row.get(f"{self.by}_id")
        if key not in found:
            found[key] = Line(key, row.get(GROUPS[self.by]) or _("none"))
        return found[key]

    def _days(self, row: dict[str, Any]) -> int:
        day = row["due_on"] if self.view == DUE else row["posted_on"] or row["due_on"]
        return int((self.as_of - day).days)

    def _yuan(self, row: dict[str, Any], amount: Decimal) -> Decimal:
        return rounded(amount * self._rate(row))

    def _rate(self, row: dict[str, Any]) -> Decimal:
        currency: str = row["currency"]
        rate: Decimal = row["rate"]
        if self.rates == DOCUMENT_RATE or currency == HOME_CURRENCY:
            return rate
        if currency not in self._closing:
            self._closing[currency] = rate_on(currency, HOME_CURRENCY, self.as_of)
        return self._closing[currency] or rate

    # -- where each figure leads ---------------------------------------------------------------------
    def url(self, line: Line, place: int | None = None) -> str:
        """The plans behind a figure."""
        asked: list[tuple[str, Any]] = [("status", status) for status in PaymentPlan.OWED]
        asked += self._whose(line)
        if place is not None:
            first, last = bounds(place, self.as_of)
            name = "due_on" if self.view == DUE else "posted_on"
            asked += [(f"{name}_min", first)] if first else []
            asked += [(f"{name}_max", last)] if last else []
        asked.append(("columns", COLUMNS))
        return f"{reverse('orders:payment_plan_list')}?{urlencode(asked)}"

    def _whose(self, line: Line) -> list[tuple[str, Any]]:
        """What narrows a list to a line; the line of those without an owner or contract opens these alone."""
        if line is self.total:
            return []
        return [(self.by, line.key)] if line.key is not None else [(f"no_{self.by}", "true")]

    def credit_url(self, line: Line) -> str:
        asked: list[tuple[str, Any]] = [("status", "confirmed"), ("status", "partly")]
        if self.by != "contract":  # a receipt belongs to none
            asked += self._whose(line)
        return f"{reverse('orders:receipt_list')}?{urlencode(asked)}"
