"""How production and transport of an order go, as the ERP reports them: steps, shipments, what happens on the way."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Order, OrderLine, ProductionProgress, Shipment, ShipmentLine
from . import shipment_way as way
from .erp import KINDS, Kind, made
from .erp_orders import line_of
from .erp_payload import Content
from .order_deeds import note_progress
from .shipment import prepare, ship

EVENTS = ["place", "arrived", "delivering", "eta", "trouble", "signed"]


def progress(content: Content, key: str, by: Any) -> dict[str, Any]:
    """`order`, `line`, `step` and how far it is."""
    line = line_of(content, by)
    facts: dict[str, Any] = {
        "step": content.text("step", is_required=True, most=60),
        "quantity": content.number("quantity"),
        "planned_on": content.day("planned_on"),
        "finished_on": content.day("finished_on"),
    }
    content.finish()
    note_progress(line, by=by, source=ProductionProgress.Source.API, **facts)
    return made("orders", line.order)


def shipment(content: Content, key: str, by: Any) -> dict[str, Any]:
    """A shipment of lines of one customer's orders; with `shipped_at` it has left, without it is being prepared."""
    shipped_at = content.moment("shipped_at")
    given = [_position(part, by) for part in content.parts("lines", is_required=True)]
    row = Shipment(
        customer=given[0]["order_line"].order.customer,
        external_key=key,
        mode=content.choice("mode", [str(mode) for mode in Shipment.Mode], str(Shipment.Mode.ROAD)),
        carrier=content.text("carrier", most=80),
        waybill=content.text("waybill", most=80),
        from_place=content.text("from_place", most=120),
        to_place=content.text("to_place", is_required=True, most=160),
        etd=content.day("etd"),
        eta=content.day("eta"),
        notes=content.text("notes"),
    )
    content.finish()
    row = prepare(row, given, by=by)
    if shipped_at is not None:
        row = ship(row, by=by, shipped_at=shipped_at)
    return made("shipments", row)


def _position(content: Content, by: Any) -> dict[str, Any]:
    line = line_of(content, by)
    quantity = content.number("quantity", is_required=True)
    batches = [
        {
            "batch_no": batch.text("batch_no", is_required=True, most=80),
            "quantity": batch.number("quantity"),
            "certificate_no": batch.text("certificate_no", most=80),
        }
        for batch in content.parts("batches")
    ]
    content.finish()
    return {"order_line": line, "quantity": quantity, "batches": batches or None}


def track(content: Content, key: str, by: Any) -> dict[str, Any]:
    """What happened to a shipment, named by its key in the ERP or our number."""
    row = _shipment_of(content, by)
    event = content.choice("event", EVENTS)
    at, place, text = content.moment("at"), content.text("place", most=120), content.text("text")
    eta = content.day("eta", is_required=event == "eta")
    signed_by = content.text("signed_by", most=60)
    lines = _arrived(row, content.parts("lines"), by)
    content.finish()
    if event == "signed":
        row = way.sign(row, by=by, signed_by=signed_by, signed_at=at, lines=lines or None)
    elif event == "eta" and eta is not None:
        row = way.expect(row, by=by, eta=eta, text=text)
    elif event == "trouble":
        row = way.trouble(row, by=by, text=text, place=place)
    else:
        status = {"arrived": Shipment.Status.ARRIVED, "delivering": Shipment.Status.DELIVERING}.get(event, "")
        row = way.track(row, by=by, place=place, text=text, status=status, at=at)
    return made("shipments", row)


def _shipment_of(content: Content, by: Any) -> Shipment:
    text = content.text("shipment", is_required=True)
    rows = Shipment.objects.visible_to(by, "change").filter(Q(number=text) | Q(external_key=text))
    found: Shipment | None = rows.order_by("pk").first()
    if found is None:
        raise content.wrong("shipment", _("There is no shipment %(number)s.") % {"number": text}, "unknown")
    return found


def _arrived(row: Shipment, parts: list[Content], by: Any) -> dict[int, dict[str, Any]]:
    """Of each position that did not arrive whole, what did."""
    found = {}
    positions = dict(ShipmentLine.objects.alive().filter(shipment=row).values_list("order_line", "pk"))
    for part in parts:
        line: OrderLine = line_of(part, by)
        if line.pk not in positions:
            raise part.wrong("line", _("This position is not in the shipment."), "unknown")
        found[positions[line.pk]] = {"delivered": part.number("delivered"), "lost": part.number("lost")}
        part.finish()
    return found


KINDS["progress"] = Kind(Order, "change", progress)
KINDS["shipment"] = Kind(Shipment, "add", shipment)
KINDS["track"] = Kind(Shipment, "change", track)
