"""The verbs of a shipment until it leaves: prepared from the lines of one customer's orders, shipped, or cancelled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from catalog.services.priced_lines import whole_figure
from contracts.models import TermFields
from core import actions, clock
from core.errors import DomainError
from records.services import numbering
from sales.services.at_customer import belongs, locked, set_owner

from .. import states
from ..models import Order, OrderLine, Shipment, ShipmentBatch, ShipmentEvent, ShipmentLine
from ..selectors.order_money import part_value
from .plan_events import happened
from .schedule import follow_schedule

NUMBER = "shipment"
Status = Shipment.Status
SHIPPABLE = (Order.Status.PLACED, Order.Status.PRODUCING)
MOST_LINES = 200
Line = Mapping[str, Any]


def prepare(shipment: Shipment, lines: Sequence[Line], *, by: Any) -> Shipment:
    """Write a shipment that is being prepared; each line is {"order_line", "quantity", "batches"}.

    Refuses lines of another customer, of orders that are not to be shipped, and more than is left to ship.
    """
    with transaction.atomic():
        is_new = shipment.pk is None
        if not is_new:
            states_of = locked(shipment)
            if states_of.status != Status.PREPARING:
                raise DomainError(
                    _("%(shipment)s is “%(status)s”; only what is being prepared is changed.")
                    % {"shipment": states_of, "status": states_of.get_status_display()},
                    code="not_preparing",
                )
        belongs(shipment, "unit", "receiver")
        if shipment.etd and shipment.eta and shipment.eta < shipment.etd:
            raise DomainError(_("It does not arrive before it leaves."), "eta_before_etd", "eta")
        wanted = _wanted(lines)
        rows = lock_lines(wanted)
        _check_orders(shipment, rows)
        _check_quantities(shipment, rows, wanted)
        shipment.due_on = min(row.due_on for row in rows)
        if is_new:
            shipment.number = shipment.number or numbering.next_free(NUMBER)
            if shipment.owner_id is None:
                set_owner(shipment, rows[0].order.owner or by)
        shipment.save()
        _store(shipment, rows, wanted, lines)
        if is_new:
            note(shipment, ShipmentEvent.Kind.STATUS, by=by, status=Status.PREPARING)
        actions.record(
            "orders.shipment_prepared", shipment, by=by, customer=shipment.customer_id, lines=len(rows)
        )
    return shipment


def _wanted(lines: Sequence[Line]) -> dict[int, Decimal]:
    """Order line id → how many of it."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        quantity = whole_figure(line["quantity"] or 0, 4)
        if quantity < 0:
            raise DomainError(_("A quantity is above 0."), "bad_quantity", "lines")
        if quantity:
            found[_key(line)] += quantity
    if not found:
        raise DomainError(_("Write how many of which position are shipped."), "no_lines", "lines")
    if len(found) > MOST_LINES:
        raise DomainError(
            _("A shipment has %(most)d positions at most. Part it.") % {"most": MOST_LINES},
            "too_many",
            "lines",
        )
    return dict(found)


def _key(given: Mapping[str, Any]) -> int:
    """The order line that a row names, itself or by its number."""
    named: Any = given["order_line"]
    return int(getattr(named, "pk", named))


def lock_lines(ids: Iterable[int]) -> list[OrderLine]:
    """The order lines under lock, always in the order of their ids; two deeds at once wait for each other."""
    wanted = set(ids)
    rows = OrderLine.objects.alive().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    found = list(rows.select_related("order__owner", "order__customer", "product"))
    if len(found) != len(wanted):
        raise DomainError(_("A position of the order does not exist any more."), "gone", "lines")
    return found


def _check_orders(shipment: Shipment, rows: list[OrderLine]) -> None:
    for row in rows:
        if row.order.customer_id != shipment.customer_id:
            raise DomainError(
                _("%(order)s is of another customer. A shipment goes to one.") % {"order": row.order},
                "foreign",
                "lines",
            )
        if row.order.status not in SHIPPABLE:
            raise DomainError(
                _("%(order)s is “%(status)s”: nothing of it is shipped.")
                % {"order": row.order, "status": row.order.get_status_display()},
                "not_shippable",
                "lines",
            )


def most_to_ship(line: OrderLine) -> Decimal:
    """What may still leave of a line: ordered with its tolerance, what is to be replaced and what was lost."""
    allowed = line.quantity * (100 + line.tolerance) / 100 + line.replaced + line.lost - line.shipped
    return max(allowed.quantize(Decimal("0.0001"), rounding=ROUND_DOWN), Decimal(0))


def being_prepared(lines: Iterable[int], besides: Shipment | None = None) -> dict[int, Decimal]:
    """Order line id → how many of it other shipments in preparation hold."""
    rows = ShipmentLine.objects.alive().filter(
        order_line__in=list(lines), shipment__status=Status.PREPARING, shipment__is_deleted=False
    )
    if besides is not None and besides.pk is not None:
        rows = rows.exclude(shipment=besides)
    return {
        row["order_line"]: row["sum"]
        for row in rows.order_by().values("order_line").annotate(sum=Sum("quantity"))
    }


def _check_quantities(shipment: Shipment, rows: list[OrderLine], wanted: dict[int, Decimal]) -> None:
    held = being_prepared(wanted, shipment)
    for row in rows:
        reserved = held.get(row.pk, Decimal(0))
        left = most_to_ship(row) - reserved
        if wanted[row.pk] > left:
            raise DomainError(
                _(
                    "Position %(place)d of %(order)s: %(asked)s are asked for, %(left)s are left to ship "
                    "(ordered %(ordered)s, shipped %(shipped)s, in preparation %(held)s, to be replaced %(replaced)s)."
                )
                % {
                    "place": row.place,
                    "order": row.order,
                    "asked": plain(wanted[row.pk]),
                    "left": plain(max(left, Decimal(0))),
                    "ordered": plain(row.quantity),
                    "shipped": plain(row.shipped),
                    "held": plain(reserved),
                    "replaced": plain(row.replaced + row.lost),
                },
                "too_much",
                "lines",
            )


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _store(
    shipment: Shipment, rows: list[OrderLine], wanted: dict[int, Decimal], lines: Sequence[Line]
) -> None:
    there = {row.order_line_id: row for row in ShipmentLine.objects.alive().filter(shipment=shipment)}
    kept: dict[int, ShipmentLine] = {}
    for place, row in enumerate(rows, start=1):
        line = there.pop(row.pk, None) or ShipmentLine(shipment=shipment, order_line=row)
        line.place, line.quantity = place, wanted[row.pk]
        line.save()
        kept[row.pk] = line
    for gone in there.values():
        gone.is_deleted = True
        gone.save()
    for given in lines:
        batches = given.get("batches")
        position = kept.get(_key(given))
        if batches is not None and position is not None:
            set_batches(position, batches)


def set_batches(line: ShipmentLine, batches: Sequence[Mapping[str, Any]]) -> None:
    """The batches (heats, serial numbers) of a line with their certificates; together at most the line."""
    total = sum((Decimal(batch.get("quantity") or line.quantity) for batch in batches), Decimal(0))
    if total > line.quantity:
        raise DomainError(
            _("Position %(place)d: the batches hold %(total)s, but %(quantity)s are shipped.")
            % {"place": line.place, "total": plain(total), "quantity": plain(line.quantity)},
            "batches",
            "lines",
        )
    for old in ShipmentBatch.objects.alive().filter(line=line):
        old.is_deleted = True
        old.save()
    for batch in batches:
        ShipmentBatch(
            line=line,
            batch_no=batch["batch_no"].strip()[:80],
            quantity=whole_figure(batch.get("quantity") or line.quantity, 4),
            certificate_no=(batch.get("certificate_no") or "").strip()[:80],
        ).save()


def note(shipment: Shipment, kind: str, *, by: Any, **facts: Any) -> ShipmentEvent:
    """What happened is kept; nothing of it is ever written over."""
    facts = {name: value[:300] if name == "text" else value for name, value in facts.items()}
    return ShipmentEvent.objects.create(
        shipment=shipment, kind=kind, by=by if getattr(by, "pk", None) else None, **facts
    )


def lines_of(shipment: Shipment) -> list[ShipmentLine]:
    """The shipment's lines under lock: first those of the orders, then its own, each by their ids."""
    pairs = list(ShipmentLine.objects.alive().filter(shipment=shipment).values_list("pk", "order_line"))
    orders = {row.pk: row for row in lock_lines(pk for _own, pk in pairs)} if pairs else {}
    rows = ShipmentLine.objects.alive().select_for_update().filter(shipment=shipment).order_by("pk")
    found = list(rows)
    for row in found:
        row.order_line = orders[row.order_line_id]
    return found


def ship(
    shipment: Shipment,
    *,
    by: Any,
    shipped_at: Any = None,
    waybill: str = "",
    carrier: str = "",
    eta: Any = None,
) -> Shipment:
    """It leaves: from now on its goods are on their way, and what is to be paid on shipment falls due."""
    with transaction.atomic():
        fresh = locked(shipment)
        states.require_status(fresh, Status.SHIPPED)
        at = shipped_at or clock.now()
        if at > clock.now():
            raise DomainError(_("It cannot have been shipped in the future."), "future", "shipped_at")
        rows = lines_of(fresh)
        orders = [row.order_line for row in rows]
        _check_orders(fresh, orders)
        _check_quantities(fresh, orders, {row.order_line_id: row.quantity for row in rows})
        fresh.status, fresh.shipped_at = Status.SHIPPED, at
        fresh.waybill, fresh.carrier = waybill.strip() or fresh.waybill, carrier.strip() or fresh.carrier
        fresh.eta = eta or fresh.eta
        fresh.save()
        sent: dict[Order, Decimal] = defaultdict(Decimal)
        for row in rows:
            line = row.order_line
            sent[line.order] += part_value(line, line.shipped, line.shipped + row.quantity)
            line.shipped += row.quantity
        follow_schedule(orders)
        for line in orders:
            line.save()
        note(fresh, ShipmentEvent.Kind.STATUS, by=by, status=Status.SHIPPED, place=fresh.from_place)
        actions.record("orders.shipment_shipped", fresh, by=by, customer=fresh.customer_id)
        for order in sorted(sent, key=lambda each: each.pk):
            happened(order, TermFields.Event.SHIPMENT, day_of(at), by=by, amount=sent[order])
    return fresh


def day_of(moment: Any) -> Any:
    from django.utils import timezone

    return timezone.localtime(moment).date()


def cancel_shipment(shipment: Shipment, *, by: Any, reason: str) -> Shipment:
    """While it is being prepared; what is on its way comes back instead."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(shipment)
        states.require_status(fresh, Status.CANCELLED)
        fresh.status, fresh.end_reason = Status.CANCELLED, reason.strip()[:200]
        fresh.save()
        note(fresh, ShipmentEvent.Kind.STATUS, by=by, status=Status.CANCELLED, text=fresh.end_reason)
        actions.record("orders.shipment_cancelled", fresh, by=by, reason=fresh.end_reason)
    return fresh
