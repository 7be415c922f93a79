"""One's own orders and shipments that want attention: late, or due within a week."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, Subquery

from core import clock
from core.brief import briefly

from ..models import Order, OrderLine, Shipment
from . import progress

SHOWN = 6
SOON = timedelta(days=7)


def due_until(day: Any) -> Q:
    """Open, and a position that is not wholly shipped is due by this day."""
    lines = OrderLine.objects.alive().filter(due_on__lte=day).exclude(progress.IS_SHIPPED)
    return Q(status__in=Order.OPEN, pk__in=lines.values("order_id"))


def late_under_way() -> Q:
    """Under way, and expected (or already past) after the day it is due."""
    late = Q(eta__gt=F("due_on")) | Q(due_on__lt=clock.today())
    return Q(status__in=Shipment.UNDER_WAY, due_on__isnull=False) & late


def orders_rows(user: Any) -> Any:
    return Order.objects.mine(user).filter(due_until(clock.today() + SOON))


def shipments_rows(user: Any) -> Any:
    return Shipment.objects.mine(user).filter(late_under_way())


def orders_due(user: Any) -> list[Order]:
    """The most urgent ones, each with `open_due`, the first day on which something not yet shipped is due, and
    `is_late`, whether it has passed."""
    waiting = progress.of_order().exclude(progress.IS_SHIPPED).filter(due_on__isnull=False)
    first = Subquery(waiting.order_by("due_on").values("due_on")[:1])
    rows = orders_rows(user).annotate(open_due=first, is_late=Q(open_due__lt=clock.today()))
    return list(briefly(rows, "customer").order_by("open_due", "pk")[:SHOWN])


def shipments_late(user: Any) -> list[Shipment]:
    return list(briefly(shipments_rows(user), "customer").order_by("eta", "pk")[:SHOWN])
