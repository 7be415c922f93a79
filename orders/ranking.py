"""Who buys, and what: rankings by customer or product of what was ordered, invoiced or received in a period.

The rows are those of a list with its own filters, so that each figure opens exactly the rows it was summed from. In
yuan at the rate of each document; ordered and invoiced without tax and net of returns, received as the money came in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import DecimalField, F, Min, OuterRef, Subquery, Sum
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Product
from contacts.models import Customer
from core import clock
from core.money import rounded
from records.lists import Listing
from records.record_type import RecordType

from .models import Receipt
from .records.lines import INVOICE_LINES, ORDER_LINES
from .records.receipt import RECEIPTS
from .selectors.order_money import YUAN, in_yuan, ordered_yuan
from .selectors.shares import a_year, ranks, shares

ZERO = Decimal(0)
TOP = 10


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What is counted: the list of its rows, which of them count, and where amount, day and customer stand."""

    name: str
    label: Any
    record: RecordType
    counts: tuple[tuple[str, str], ...]  # parameters of the list that leave what counts
    amount: Callable[[], Any]
    day: str  # the list's filter
    day_path: str
    customer_path: str
    quantity: Any = None
    columns: tuple[str, ...] = ()
    guarded: tuple[tuple[str, str], ...] = ()  # fields without which nobody reads the figures


ORDERED = Basis(
    name="ordered",
    label=gettext_lazy("Ordered"),
    record=ORDER_LINES,
    counts=(("scene", "counted"),),
    amount=ordered_yuan,
    quantity=F("quantity") - F("returned") + F("replaced"),
    day="ordered_on",
    day_path="order__ordered_on",
    customer_path="order__customer_id",
    columns=("order", "customer", "product", "ordered_on", "quantity", "returned", "ordered_yuan"),
    guarded=(("orders.orderline", "net"), ("orders.order", "base_amount"), ("orders.order", "net_amount")),
)
INVOICED = Basis(
    name="invoiced",
    label=gettext_lazy("Invoiced"),
    record=INVOICE_LINES,
    counts=(("scene", "posted"),),
    amount=lambda: in_yuan("net", "invoice__rate"),
    quantity=F("quantity"),
    day="issued_on",
    day_path="invoice__issued_on",
    customer_path="invoice__customer_id",
    columns=("invoice", "customer", "product", "issued_on", "quantity", "net_yuan"),
    guarded=(
        ("orders.invoiceline", "net"),
        ("orders.invoice", "base_amount"),
        ("orders.invoice", "net_amount"),
    ),
)
RECEIVED = Basis(
    name="received",
    label=gettext_lazy("Money received"),
    record=RECEIPTS,
    counts=tuple(("status", str(status)) for status in Receipt.COUNTS),
    amount=lambda: F("base_amount"),
    day="received_on",
    day_path="received_on",
    customer_path="customer_id",
    columns=("number", "customer", "received_on", "method", "currency", "amount", "base_amount", "status"),
    guarded=(("orders.receipt", "amount"), ("orders.receipt", "base_amount")),
)
BASES = {basis.name: basis for basis in (ORDERED, INVOICED, RECEIVED)}
NARROWED_BY = ("customer", "product", "owner", "department")


@dataclass
class Line:
    """One customer or product."""

    key: int | None
    quantity: Decimal
    amount: Decimal
    share: Decimal | None = None
    rank: int = 0
    amount_so_far: Decimal = ZERO
    share_so_far: Decimal | None = None
    label: str = ""
    address: str = ""
    yearly: Decimal | None = None

    @property
    def is_top(self) -> bool:
        return self.rank <= TOP


@dataclass
class Ranking:
    """All lines by their amounts, of what the reader may see; `by` is customer or product."""

    user: Any
    basis: Basis
    by: str = "customer"
    first: date | None = None
    last: date | None = None
    narrowed: dict[str, str] = field(default_factory=dict)

    def query(self, *, of_period: bool = True, **more: Any) -> str:
        """The parameters of the list that leave the rows counted here."""
        asked: list[tuple[str, Any]] = [*self.basis.counts]
        if of_period and self.first:
            asked.append((f"{self.basis.day}_min", self.first))
        if of_period and self.last:
            asked.append((f"{self.basis.day}_max", self.last))
        asked += [(name, value) for name, value in {**self.narrowed, **more}.items() if value]
        return urlencode(asked)

    def _rows(self, **asked: Any) -> Any:
        return Listing(self.basis.record, self.user, QueryDict(self.query(**asked))).rows.order_by()

    @property
    def path(self) -> str:
        return self.basis.customer_path if self.by == "customer" else "product_id"

    @cached_property
    def lines(self) -> list[Line]:
        sums: dict[str, Any] = {"amount": Sum(self.basis.amount(), output_field=YUAN)}
        if self.basis.quantity is not None:
            places = DecimalField(max_digits=30, decimal_places=4)
            sums["quantity"] = Sum(self.basis.quantity, output_field=places)
        rows = self._rows().values(self.path).annotate(**sums)
        found = [
            Line(key, quantity[0] if quantity and quantity[0] else ZERO, rounded(amount or ZERO))
            for key, amount, *quantity in rows.values_list(self.path, *sums)
        ]
        found.sort(key=lambda line: (-line.amount, line.key is None, line.key))
        amounts = [line.amount for line in found]
        amount, share = ZERO, ZERO
        for line, part, rank in zip(found, shares(amounts), ranks(amounts), strict=True):
            amount += line.amount
            line.rank, line.share, line.amount_so_far = rank, part, amount
            if part is not None:
                share += part
                line.share_so_far = share
        return found

    @property
    def total(self) -> Line:
        return Line(
            None,
            sum((line.quantity for line in self.lines), ZERO),
            sum((line.amount for line in self.lines), ZERO),
        )

    def named(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The same lines with their names, addresses and yearly averages."""
        keys = [line.key for line in lines if line.key is not None]
        labels, addresses = self._labels(keys)
        begun = self._first_deals(keys)
        until = min(self.last or clock.today(), clock.today())
        for line in lines:
            line.label = labels.get(line.key, "") if line.key is not None else _("without a product")
            line.address = addresses.get(line.key, "")
            deal = begun.get(line.key)
            if deal is not None:
                line.yearly = a_year(line.amount, max(deal, self.first) if self.first else deal, until)
        return lines

    def _labels(self, keys: list[int]) -> tuple[dict[int, str], dict[int | None, str]]:
        if self.by == "product":
            products = Product.objects.alive().filter(pk__in=keys).only("code", "name")
            return {product.pk: str(product) for product in products}, {}
        names = dict(Customer.objects.alive().filter(pk__in=keys).values_list("pk", "name"))
        seen = Customer.objects.visible_to(self.user).filter(pk__in=keys)
        places = seen.values_list("pk", "reg_address", "city")
        return names, {pk: address or city for pk, address, city in places}

    def _first_deals(self, keys: list[int]) -> dict[int | None, date]:
        """The day of the first deal ever, also before the period."""
        rows = self._rows(of_period=False)
        if (
            self.by == "product"
        ):  # each has many orders: the first one is found by its day, not by reading them all
            first = rows.filter(product=OuterRef("pk")).order_by(self.basis.day_path)
            begun = Subquery(first.values(self.basis.day_path)[:1])
            return dict(Product.objects.filter(pk__in=keys).annotate(begun=begun).values_list("pk", "begun"))
        rows = rows.filter(**{f"{self.path}__in": keys})
        found = rows.values(self.path).annotate(begun=Min(self.basis.day_path))
        return {row[self.path]: row["begun"] for row in found}

    def rows_url(self, line: Line | None = None) -> str:
        """The list of the rows behind a line, or behind them all."""
        more: dict[str, Any] = {"columns": ",".join(self.basis.columns)}
        if line is not None:
            more |= {self.by: line.key} if line.key is not None else {"no_product": "true"}
        return f"{self.basis.record.list_url}?{self.query(**more)}"
