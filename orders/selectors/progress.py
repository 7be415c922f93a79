"""How far an order has come, from the quantities of its lines: labels that follow, never stored."""

from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Order, OrderLine, PaymentPlan

ZERO = Decimal(0)
NONE, PARTLY, SHIPPED, DELIVERED, ACCEPTED = "none", "partly", "shipped", "delivered", "accepted"
LABELS = {
    NONE: _("nothing shipped"),
    PARTLY: _("partly shipped"),
    SHIPPED: pgettext_lazy("order", "shipped"),
    DELIVERED: pgettext_lazy("order", "delivered"),
    ACCEPTED: pgettext_lazy("order", "accepted"),
}
TONES = {NONE: "gray", PARTLY: "orange", SHIPPED: "blue", DELIVERED: "teal", ACCEPTED: "green"}
# What has come back for good is settled by it: it is neither shipped again nor accepted.
GONE = F("returned") - F("replaced")
IS_SHIPPED = Q(shipped__gte=F("quantity") + F("replaced") + F("lost"))
WAS_DELIVERED = Q(delivered__gte=F("quantity") + F("replaced"))
WAS_ACCEPTED = Q(accepted__gte=F("quantity") - GONE)
IS_DELIVERED, IS_ACCEPTED = IS_SHIPPED & WAS_DELIVERED, IS_SHIPPED & WAS_ACCEPTED
IS_INVOICED = Q(invoiced__gte=F("quantity") - GONE)


def of_order() -> Any:
    return OrderLine.objects.alive().filter(order=OuterRef("pk"))


@cache
def delivery_label() -> Coalesce:
    """The label of an order as an expression on rows of orders: its lines are read once, and what is asked of a case
    need not ask again what the cases before it have settled."""
    label = Case(
        When(any_shipped=0, then=Value(NONE)),
        When(all_shipped=0, then=Value(PARTLY)),
        When(all_accepted=1, then=Value(ACCEPTED)),
        When(all_delivered=1, then=Value(DELIVERED)),
        default=Value(SHIPPED),
        output_field=CharField(),
    )
    lines = of_order().order_by().values("order")
    of_lines = lines.annotate(
        any_shipped=Max(_one_if(Q(shipped__gt=0))),
        all_shipped=Min(_one_if(IS_SHIPPED)),
        all_accepted=Min(_one_if(WAS_ACCEPTED)),
        all_delivered=Min(_one_if(WAS_DELIVERED)),
    ).values_list(label)
    return Coalesce(Subquery(of_lines, output_field=CharField()), Value(NONE))


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def with_label(label: str) -> Q:
    """The orders that bear a label; `invoiced` and `paid` stand beside those of the delivery."""
    lines = of_order()
    placed = ~Q(status__in=[Order.Status.DRAFT, Order.Status.APPROVING, Order.Status.CANCELLED])
    begun = Exists(lines.filter(shipped__gt=0))
    whole = ~Exists(lines.exclude(IS_SHIPPED))
    if label == "invoiced":
        return placed & Exists(lines) & ~Exists(lines.exclude(IS_INVOICED))
    if label == "paid":
        plans = PaymentPlan.objects.alive().filter(order=OuterRef("pk")).exclude(status="void")
        return placed & Exists(plans) & ~Exists(plans.exclude(status="paid"))
    found: dict[str, Any] = {
        NONE: ~begun,
        PARTLY: begun & ~whole,
        ACCEPTED: begun & ~Exists(lines.exclude(IS_ACCEPTED)),
        DELIVERED: begun & ~Exists(lines.exclude(IS_DELIVERED)) & Exists(lines.exclude(IS_ACCEPTED)),
        SHIPPED: begun & whole & Exists(lines.exclude(IS_DELIVERED)) & Exists(lines.exclude(IS_ACCEPTED)),
    }
    return placed & found[label]


CHOICES = [*LABELS.items(), ("invoiced", _("invoiced")), ("paid", _("paid"))]


def label_of(lines: list[OrderLine]) -> str:
    """The same of loaded lines."""
    if not any(line.shipped for line in lines):
        return NONE
    if any(line.to_ship > 0 for line in lines):
        return PARTLY
    if all(is_accepted(line) for line in lines):
        return ACCEPTED
    return DELIVERED if all(line.delivered >= line.quantity + line.replaced for line in lines) else SHIPPED


def is_accepted(line: OrderLine) -> bool:
    return line.to_ship <= 0 and line.accepted >= line.quantity - (line.returned - line.replaced)


def has_more_to_bill(order: Order) -> bool:
    """Whether the customer has accepted what nobody has billed yet."""
    rows = OrderLine.objects.alive().filter(order=order, accepted__gt=F("invoiced"))
    return rows.exclude(order__status=Order.Status.CANCELLED).exists()
