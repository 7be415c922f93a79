"""应收账龄: what is owed on a day by how long it has been due (or posted), and the credit that stands against it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models.fx import HOME_CURRENCY
from catalog.selectors.fx import rate_on
from core import clock
from core.money import rounded

from ..models import PaymentPlan, Receipt, ReceiptAllocation
from .order_money import open_yuan

ZERO = Decimal(0)
# From how many days overdue on; the first is what is not due yet.
EDGES = (0, 30, 60, 90, 180, 365)
NAMES = ("not_due", "d30", "d60", "d90", "d180", "d365", "more")
DUE, POSTED = "due", "posted"
DOCUMENT_RATE, CLOSING_RATE = "document", "closing"
CREDIT, NOBODY = "credit", "none"  # in the address of what is behind a figure
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


@dataclass(frozen=True)
class Part:
    """What one plan (or, of the credit, one receipt) comes to in a figure."""

    pk: int
    place: int | None  # its bucket; None: credit
    open: Decimal
    rate: Decimal
    yuan: Decimal
    days: int | None = None


@dataclass
class Line:
    """One customer, owner, department or contract."""

    key: int | None
    label: str
    buckets: list[Decimal] = field(default_factory=lambda: [ZERO] * len(NAMES))
    credit: Decimal = ZERO
    parts: list[Part] = field(default_factory=list)

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
        has_parts: bool = True,
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
        if self.is_today and self.rates == DOCUMENT_RATE and not has_parts:
            self._summed(found, plans, receipts)
        else:
            self._counted(found, plans, receipts)
        self.lines = sorted(found.values(), key=lambda line: (-line.total, line.label))
        self.total = Line(None, "")
        for line in self.lines:
            self.total.add(line)

    def _summed(self, found: dict[int | None, Line], plans: Any, receipts: Any) -> None:
        """Of today, at the rate of each document, the database adds up, row by row rounded as its list shows it."""
        day = F("due_on") if self.view == DUE else Coalesce("posted_on", "due_on")
        sums = {}
        for place, name in enumerate(NAMES):
            first, last = bounds(place, self.as_of)
            within = Q(**{f"day__{end}": edge for end, edge in (("gte", first), ("lte", last)) if edge})
            sums[name] = Sum(open_yuan(), filter=within)
        owed = self._in_force(plans).filter(status__in=PaymentPlan.OWED).alias(day=day)
        for row in owed.values(*self._names()).annotate(**sums):
            self._line(found, row).buckets = [row[name] or ZERO for name in NAMES]
        left = self._received(receipts).exclude(status=Receipt.Status.MATCHED)
        for row in left.values(*(self._credit_names() or ["currency"])).annotate(
            sum=Sum(open_yuan("allocated"))
        ):
            self._line(found, row).credit += row["sum"]

    def _counted(self, found: dict[int | None, Line], plans: Any, receipts: Any) -> None:
        """Each plan and receipt by itself: what a figure is made of, another day, another rate."""
        for row in self._owed(plans):
            days = self._days(row)
            part = self._part(row, bucket(days), row["amount"] - row["received"], days)
            line = self._line(found, row)
            line.buckets[bucket(days)] += part.yuan
            line.parts.append(part)
        for row in self._credit(receipts):
            part = self._part(row, None, row["amount"] - row["allocated"])
            line = self._line(found, row)
            line.credit += part.yuan
            line.parts.append(part)

    @property
    def is_today(self) -> bool:
        return self.as_of >= clock.today()

    # -- what is open --------------------------------------------------------------------------------
    def _owed(self, rows: Any) -> Iterable[dict[str, Any]]:
        """Plans in force on the day and not paid by then; for a past day matchings are reckoned back."""
        names = ("id", "due_on", "posted_on", "currency", "rate", "amount", "received", *self._names())
        rows = self._in_force(rows)
        if self.is_today:
            return [*rows.filter(status__in=PaymentPlan.OWED).values(*names)]
        rows = rows.filter(Q(posted_on__lte=self.as_of) | Q(posted_on=None))
        return self._as_then([*rows.values(*names)], "plan", "received")

    def _credit(self, rows: Any) -> Iterable[dict[str, Any]]:
        names = ["id", "currency", "rate", "amount", "allocated", *self._credit_names()]
        rows = self._received(rows)
        if self.is_today:
            return [*rows.exclude(status=Receipt.Status.MATCHED).values(*names)]
        return self._as_then([*rows.values(*names)], "receipt", "allocated")

    def _in_force(self, plans: Any) -> Any:
        return plans.filter(due_on__isnull=False).exclude(status=PaymentPlan.Status.VOID).order_by()

    def _received(self, receipts: Any) -> Any:
        return receipts.filter(received_on__lte=self.as_of, status__in=Receipt.COUNTS).order_by()

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

    def _credit_names(self) -> tuple[str, ...]:
        return () if self.by == "contract" else self._names()  # a receipt belongs to no contract

    def _line(self, found: dict[int | None, Line], row: dict[str, Any]) -> Line:
        key = row.get(f"{self.by}_id")
        if key not in found:
            found[key] = Line(key, row.get(GROUPS[self.by]) or _("none"))
        return found[key]

    def _days(self, row: dict[str, Any]) -> int:
        day = row["due_on"] if self.view == DUE else row["posted_on"] or row["due_on"]
        return int((self.as_of - day).days)

    def _part(self, row: dict[str, Any], place: int | None, amount: Decimal, days: int | None = None) -> Part:
        rate = self._rate(row)
        return Part(row["id"], place, amount, rate, rounded(amount * rate), days)

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
        """The rows behind a figure: of today the list of payment plans, where one goes on working; of another day, or
        reckoned otherwise than that list does, the rows as they are counted here."""
        if not self.is_today or self.view != DUE or self.rates != DOCUMENT_RATE:
            return self._rows_url(line, place)
        asked: list[tuple[str, Any]] = [("status", status) for status in PaymentPlan.OWED]
        asked += self._whose(line)
        if place is not None:
            first, last = bounds(place, self.as_of)
            asked += [("due_on_min", first)] if first else []
            asked += [("due_on_max", last)] if last else []
        asked.append(("columns", COLUMNS))
        return f"{reverse('orders:payment_plan_list')}?{urlencode(asked)}"

    def _whose(self, line: Line) -> list[tuple[str, Any]]:
        """What narrows a list to a line; the line of those without an owner or contract opens these alone."""
        if line is self.total:
            return []
        return [(self.by, line.key)] if line.key is not None else [(f"no_{self.by}", "true")]

    def credit_url(self, line: Line) -> str:
        return self._rows_url(line, CREDIT)

    def _rows_url(self, line: Line, part: int | str | None) -> str:
        asked: dict[str, Any] = {"as_of": self.as_of, "by": self.by, "view": self.view, "rates": self.rates}
        if line is not self.total:
            asked["line"] = NOBODY if line.key is None else line.key
        if part is not None:
            asked["part"] = part
        return f"{reverse('orders:ageing_rows')}?{urlencode(asked)}"

    def line_of(self, key: str) -> Line | None:
        """The line that an address names; without one, the total."""
        if not key:
            return self.total
        return next(
            (line for line in self.lines if str(NOBODY if line.key is None else line.key) == key), None
        )

    def parts_of(self, line: Line, part: str) -> list[Part]:
        """What a figure is made of: a bucket, the credit, or all that is owed."""
        lines = self.lines if line is self.total else [line]
        found = [one for each in lines for one in each.parts]
        if part == CREDIT:
            return [one for one in found if one.place is None]
        owed = [one for one in found if one.place is not None]
        return [one for one in owed if str(one.place) == part] if part else owed
