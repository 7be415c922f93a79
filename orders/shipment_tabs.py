"""The tabs of shipments, acceptances and returns, and 在途物资 on a customer's page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, gate
from records.tabs import Tab

from .models import (
    Acceptance,
    AcceptanceLine,
    ReturnLine,
    ReturnOrder,
    Shipment,
    ShipmentBatch,
    ShipmentEvent,
    ShipmentLine,
)
from .records.shipment import ACCEPTANCE_TONES, RETURN_TONES, TONES
from .selectors.transit import timeline

FIELDS = (
    "mode", "carrier", "waybill", "from_place", "to_place", "receiver", "unit", "etd", "shipped_at", "signed_at",
    "signed_by", "end_reason", "external_key", "department", "created_by", "created_at", "notes",
)  # fmt: skip
ALWAYS = {"mode", "carrier", "waybill", "to_place", "department", "created_by", "created_at"}
MOST = 100


def overview(shipment: Shipment, request: HttpRequest) -> dict[str, Any]:
    rows = ShipmentLine.objects.alive().filter(shipment=shipment)
    lines = list(rows.select_related("order_line__product", "order_line__order").order_by("place"))
    batches: dict[int, list[ShipmentBatch]] = {}
    for batch in ShipmentBatch.objects.alive().filter(line__in=lines):
        batches.setdefault(batch.line_id, []).append(batch)
    names = [name for name in FIELDS if name in ALWAYS or getattr(shipment, name) not in (None, "")]
    labels = dict(Shipment.Status.choices)
    events = ShipmentEvent.objects.filter(shipment=shipment).select_related("by").order_by("-at", "-id")
    return {
        "lines": [
            {
                "row": row,
                "uom": dictionaries.label("unit_of_measure", row.order_line.uom) or row.order_line.uom,
                "batches": batches.get(row.pk, []),
            }
            for row in lines
        ],
        "events": [
            {"row": event, "state": labels.get(event.status, "")}  # type: ignore[call-overload]
            for event in events[:MOST]
        ],
        "fields": shown_fields(shipment, request.user, *names),
    }


def judged(shipment: Shipment, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    returned = ReturnLine.objects.alive().filter(shipment_line__shipment=shipment)
    accepted = Acceptance.objects.visible_to(user).filter(shipment=shipment).select_related("owner")
    back = ReturnOrder.objects.visible_to(user).filter(pk__in=returned.values("return_order"))
    return {
        "acceptances": [{"row": row, "tone": ACCEPTANCE_TONES[row.status]} for row in accepted[:MOST]],
        "returns": [
            {"row": row, "tone": RETURN_TONES[row.status]} for row in back.select_related("owner")[:MOST]
        ],
    }


def acceptance(document: Acceptance, request: HttpRequest) -> dict[str, Any]:
    rows = AcceptanceLine.objects.alive().filter(acceptance=document)
    names = [
        name
        for name in (
            "document_no",
            "contact",
            "end_reason",
            "department",
            "created_by",
            "created_at",
            "notes",
        )
        if getattr(document, name) not in (None, "")
    ]
    return {
        "lines": list(
            rows.select_related("shipment_line__order_line__product", "shipment_line__order_line__order")
        ),
        "fields": shown_fields(document, request.user, *names),
    }


def returned(document: ReturnOrder, request: HttpRequest) -> dict[str, Any]:
    rows = ReturnLine.objects.alive().filter(return_order=document)
    names = [
        name
        for name in ("end_reason", "department", "created_by", "created_at", "notes")
        if getattr(document, name) not in (None, "")
    ]
    return {
        "lines": list(
            rows.select_related(
                "shipment_line__order_line__product",
                "shipment_line__order_line__order",
                "shipment_line__shipment",
            )
        ),
        "fields": shown_fields(document, request.user, *names),
    }


def first(template: str, context: Any) -> Tab:
    return Tab(name="overview", label=_("Overview"), template=template, context=context, order=10)


SHIPMENT_TABS = (
    first("orders/tabs/shipment.html", overview),
    Tab(
        name="judged",
        label=_("Acceptances and returns"),
        template="orders/tabs/judged.html",
        context=judged,
        permission="orders.view_acceptance",
        order=20,
    ),
    FILES,
    CHANGES,
)
ACCEPTANCE_TABS = (first("orders/tabs/acceptance.html", acceptance), FILES, CHANGES)
RETURN_TABS = (first("orders/tabs/return.html", returned), FILES, CHANGES)


# -- at the customer -----------------------------------------------------------------------------------------------
def in_transit(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    rows = Shipment.objects.visible_to(request.user).filter(customer=customer)
    under_way = rows.filter(status__in=Shipment.UNDER_WAY)
    past = rows.exclude(status__in=Shipment.UNDER_WAY).select_related("owner").order_by("-created_at", "-id")
    return {
        **timeline(under_way, request.GET.get("from", "")),
        "past": [{"row": row, "tone": TONES[row.status]} for row in past[:20]],
        "may_add_shipment": gate.holds(request.user, customer, "add", Shipment),
        "prefill": f"customer={customer.pk}",
        "customer_page": True,
    }


OF_CUSTOMER = Tab(
    name="transit",
    label=_("Goods in transit"),
    template="orders/tabs/transit.html",
    context=in_transit,
    permission="orders.view_shipment",
    order=50,
)
