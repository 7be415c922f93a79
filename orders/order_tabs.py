"""The tabs of an order, and those that orders add to the pages of customers, people, contracts, quotes and sales."""

from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.selectors.stock import availability_of
from contacts.models import Contact, Customer
from contracts.models import Contract
from core import clock
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, gate
from records.ordering import by_names
from records.tabs import Tab
from sales.models import Opportunity

from .models import Order, OrderLine, ProductionProgress, ScheduleChange, Shipment, ShipmentLine
from .records.order import TONES
from .schedule import Part
from .selectors import progress
from .selectors.schedule import parts_of_lines

FIELDS = (
    "subject", "po_no", "contact", "unit", "contract", "quote", "opportunity", "market_type", "ordered_on",
    "delivery_place", "delivery_terms", "submitted_by", "submitted_at", "placed_at", "ended_on", "end_reason",
    "external_key", "department", "created_by", "created_at", "notes",
)  # fmt: skip
ALWAYS = {"contact", "market_type", "ordered_on", "department", "created_by", "created_at"}
MOST = 100
MOST_CHANGES = 50


def lines_of(order: Order) -> list[OrderLine]:
    rows = OrderLine.objects.alive().filter(order=order).select_related("product")
    return list(rows.order_by("place", "id"))


def bar(line: OrderLine) -> dict[str, Any]:
    """How far one line has come, as parts of what was ordered, each on top of the one after it."""
    whole = max(line.quantity + line.replaced + line.lost, line.shipped)
    steps = (
        ("accepted", pgettext_lazy("goods", "accepted"), line.accepted),
        ("delivered", _("delivered"), line.delivered),
        ("shipped", _("shipped"), line.shipped),
    )
    return {
        "whole": whole,
        "parts": [
            {"name": name, "label": label, "value": value, "percent": int(value * 100 / whole)}
            for name, label, value in steps
        ],
    }


def shown_parts(line: OrderLine, parts: list[Part]) -> list[dict[str, Any]]:
    """Each part of a line's delivery schedule, and how much of it has not gone yet."""
    gone, reached, today = line.shipped - line.replaced - line.lost, Decimal(0), clock.today()
    found = []
    for day, quantity in parts:
        reached += quantity
        left = min(max(reached - gone, Decimal(0)), quantity)
        found.append({"day": day, "quantity": quantity, "left": left, "is_late": left > 0 and day < today})
    return found


def overview(order: Order, request: HttpRequest) -> dict[str, Any]:
    lines = lines_of(order)
    is_open = order.status in {"draft", "approving", *Order.OPEN}
    stock = availability_of({line.product_id for line in lines if line.product_id}) if is_open else {}
    schedules = parts_of_lines([line.pk for line in lines])
    today = clock.today()
    names = [name for name in FIELDS if name in ALWAYS or getattr(order, name) not in (None, "")]
    return {
        "lines": [
            {
                "row": line,
                "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom,
                "bar": bar(line),
                "is_late": is_open and line.to_ship > 0 and line.due_on < today,
                "stock": stock.get(line.product_id),
                "schedule": shown_parts(line, schedules.get(line.pk, [])),
            }
            for line in lines
        ],
        "changes": changes_of(order) if is_open or order.status == Order.Status.CLOSED else [],
        "label": progress.LABELS[progress.label_of(lines)] if lines else "",
        "has_left": order.status not in progress_less(order),
        "fields": shown_fields(order, request.user, *names),
    }


def changes_of(order: Order) -> Any:
    """How its delivery was rescheduled, the newest first."""
    return ScheduleChange.objects.filter(order=order).select_related("line", "by")[:MOST_CHANGES]


def progress_less(order: Order) -> set[str]:
    return {"draft", "approving", "cancelled"}


def production(order: Order, request: HttpRequest) -> dict[str, Any]:
    rows = ProductionProgress.objects.alive().filter(line__order=order, line__is_deleted=False)
    today, now = clock.today(), clock.now()
    return {
        "steps": [
            {
                "row": row,
                "is_late": row.finished_on is None and row.planned_on is not None and row.planned_on < today,
                "days": (now - row.updated_at).days,
            }
            for row in rows.select_related("line__product", "updated_by").order_by(
                "line__place", *by_names(ProductionProgress, ("planned_on", "id"))
            )
        ],
        "may_note": order.status in Order.OPEN and gate.holds(request.user, order, "change"),
    }


def shipments(order: Order, request: HttpRequest) -> dict[str, Any]:
    lines = ShipmentLine.objects.alive().filter(order_line__order=order).select_related("order_line")
    rows = Shipment.objects.visible_to(request.user).filter(pk__in=lines.values("shipment"))
    rows = rows.select_related("owner").prefetch_related(
        Prefetch("positions", queryset=lines.order_by("place"), to_attr="of_order")
    )
    from .records.shipment import TONES as SHIPMENT_TONES

    return {
        "shipments": [
            {"row": row, "tone": SHIPMENT_TONES[row.status], "lines": row.of_order}
            for row in rows.order_by("-created_at", "-id")[:MOST]
        ],
        "may_ship": order.status in {"placed", "producing"}
        and gate.holds(request.user, order.customer, "add", Shipment),
    }


ORDER_TABS = (
    Tab(name="overview", label=_("Overview"), template="orders/tabs/order.html", context=overview, order=10),
    Tab(
        name="shipments", label=_("Shipments"), template="orders/tabs/order_shipments.html", context=shipments,
        permission="orders.view_shipment", order=20,
    ),
    Tab(
        name="production", label=_("Production"), template="orders/tabs/production.html", context=production, order=30
    ),
    FILES,
    CHANGES,
)  # fmt: skip


# -- orders elsewhere ----------------------------------------------------------------------------------------------
def shown_orders(rows: Any) -> dict[str, Any]:
    rows = rows.select_related("owner").annotate(progress=progress.delivery_label())
    return {
        "orders": [
            {
                "row": row,
                "tone": TONES[row.status],
                "label": progress.LABELS[row.progress] if row.status not in progress_less(row) else "",
                "label_tone": progress.TONES[row.progress],
            }
            for row in rows.order_by("-created_at", "-id")[:MOST]
        ]
    }


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        **shown_orders(Order.objects.visible_to(user).filter(customer=customer)),
        "may_add_order": gate.holds(user, customer, "add", Order),
        "prefill": f"customer={customer.pk}",
    }


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    return shown_orders(Order.objects.visible_to(request.user).filter(contact=contact))


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        **shown_orders(Order.objects.visible_to(user).filter(opportunity=sale)),
        "may_add_order": gate.holds(user, sale.customer, "add", Order),
        "prefill": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def of_contract(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    may = contract.status in Contract.IN_FORCE and gate.holds(user, contract.customer, "add", Order)
    return {
        **shown_orders(Order.objects.visible_to(user).filter(contract=contract)),
        "call_off": contract if may else None,
    }


def tab(context: Any, order: int) -> Tab:
    return Tab(
        name="orders",
        label=_("Orders"),
        template="orders/tabs/orders.html",
        context=context,
        permission="orders.view_order",
        order=order,
    )


OF_CUSTOMER = tab(of_customer, 36)
OF_CONTACT = tab(of_contact, 49)
OF_OPPORTUNITY = tab(of_opportunity, 38)
OF_CONTRACT = tab(of_contract, 45)
