"""What can be promised: stock less what is reserved, and what production finishes by a day.

The newest report of each warehouse and of each batch counts. A batch whose planned end lies before the stock report
and that nobody has reported since is in that stock already and is not counted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from core import clock
from records import parameters
from records.gate import GateQuerySet

from ..models import Product, ProductionSnapshot, StockSnapshot
from ..parameters import STALE_HOURS

NOTHING = Decimal(0)


@dataclass
class Availability:
    """What of one product can be promised for a day, and how old the figures are."""

    day: date
    on_hand: Decimal = NOTHING
    reserved: Decimal = NOTHING
    in_production: Decimal = NOTHING
    finishing: Decimal = NOTHING
    as_of: datetime | None = None  # of the oldest report that counts
    warehouses: list[StockSnapshot] = field(default_factory=list)
    batches: list[ProductionSnapshot] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        return self.as_of is not None

    @property
    def quantity(self) -> Decimal:
        """On hand − reserved + finishing by the day; below zero where more is promised than there is."""
        return self.on_hand - self.reserved + self.finishing

    @property
    def age(self) -> timedelta | None:
        return None if self.as_of is None else clock.now() - self.as_of

    @property
    def age_hours(self) -> int:
        return int(self.age.total_seconds() // 3600) if self.age is not None else 0

    @property
    def is_stale(self) -> bool:
        """Older than the parameter allows (24 hours unless changed)."""
        return self.age is not None and self.age > timedelta(hours=parameters.get(STALE_HOURS))


def available_to_promise(product: Product, day: date | None = None) -> Availability:
    return availability_of([product.pk], day)[product.pk]


def availability_of(products: Iterable[int], day: date | None = None) -> dict[int, Availability]:
    """Product id → what can be promised for `day`, for all of them in two statements."""
    day = day or clock.today()
    asked = list(products)
    found = {pk: Availability(day) for pk in asked}
    for stock in newest_stock().filter(product__in=asked).order_by("warehouse"):
        known = found[stock.product_id]
        known.on_hand += stock.on_hand
        known.reserved += stock.reserved
        known.in_production += stock.in_production
        known.as_of = min(filter(None, (known.as_of, stock.as_of)))
        known.warehouses.append(stock)
    for batch in newest_production().filter(product__in=asked).order_by("finishes_on", "id"):
        known = found[batch.product_id]
        if _is_in_stock(batch, known.as_of):
            continue
        known.batches.append(batch)
        if batch.finishes_on <= day:
            known.finishing += batch.quantity
    return found


def _is_in_stock(batch: ProductionSnapshot, stock_as_of: datetime | None) -> bool:
    return (
        stock_as_of is not None
        and batch.as_of < stock_as_of
        and batch.finishes_on < timezone.localtime(stock_as_of).date()
    )


def newest_stock() -> GateQuerySet[StockSnapshot]:
    """Of each product and warehouse the newest report."""
    newest = StockSnapshot.objects.alive().filter(
        product=OuterRef("product"), warehouse=OuterRef("warehouse")
    )
    return StockSnapshot.objects.alive().filter(
        pk=Subquery(newest.order_by("-as_of", "-id").values("pk")[:1])
    )


def newest_production() -> GateQuerySet[ProductionSnapshot]:
    """Of each product and batch the newest report; a batch reported with nothing left is over."""
    newest = ProductionSnapshot.objects.alive().filter(product=OuterRef("product"), batch=OuterRef("batch"))
    rows = ProductionSnapshot.objects.alive().filter(
        pk=Subquery(newest.order_by("-as_of", "-id").values("pk")[:1])
    )
    return rows.filter(quantity__gt=0)
