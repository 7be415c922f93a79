"""The verbs of a shipment on its way: seen somewhere, expected on another day, in trouble, back, received."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.services.priced_lines import whole_figure
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from sales.services.at_customer import locked
from workflow.assignees import superior_of

from .. import states
from ..models import Shipment, ShipmentEvent
from .schedule import follow_schedule
from .shipment import lines_of, note, plain

Status = Shipment.Status
Kind = ShipmentEvent.Kind
ZERO = Decimal(0)
ON_THE_WAY = {Status.IN_TRANSIT, Status.ARRIVED, Status.DELIVERING}


def track(
    shipment: Shipment, *, by: Any, place: str = "", text: str = "", status: str = "", at: Any = None
) -> Shipment:
    """Where the goods are, and in which state; without a state they are simply on their way."""
    if not place.strip() and not text.strip() and not status:
        raise DomainError(_("Say where the goods are, or what happened."), "required", "place")
    moment = at or clock.now()
    if moment > clock.now():
        raise DomainError(_("What happened lies in the past."), "future", "at")
    with transaction.atomic():
        fresh = locked(shipment)
        _require_under_way(fresh)
        to = status or (Status.IN_TRANSIT if fresh.status == Status.SHIPPED else fresh.status)
        if to != fresh.status:
            if to not in ON_THE_WAY:
                raise DomainError(
                    _("This state has a verb of its own."), code="forbidden_move", field="status"
                )
            states.require_status(fresh, to)
            fresh.status = to
            fresh.save()
        kind = Kind.STATUS if status else Kind.TRACK
        note(fresh, kind, by=by, place=place.strip()[:120], text=text.strip(), status=fresh.status, at=moment)
        actions.record("orders.shipment_tracked", fresh, by=by, place=place.strip(), status=fresh.status)
    return fresh


def arrive(shipment: Shipment, *, by: Any, place: str = "") -> Shipment:
    """At the port or station."""
    return track(shipment, by=by, place=place or shipment.to_place, status=Status.ARRIVED)


def deliver(shipment: Shipment, *, by: Any, place: str = "") -> Shipment:
    """Out for delivery."""
    return track(shipment, by=by, place=place or shipment.to_place, status=Status.DELIVERING)


def _require_under_way(shipment: Shipment) -> None:
    if shipment.status not in Shipment.UNDER_WAY:
        raise DomainError(
            _("%(shipment)s is “%(status)s”; it is not on its way.")
            % {"shipment": shipment, "status": shipment.get_status_display()},
            code="not_under_way",
        )


def expect(shipment: Shipment, *, by: Any, eta: date, text: str = "") -> Shipment:
    """A new expected arrival; the one before stays in the history. One after the due day is told at once."""
    with transaction.atomic():
        fresh = locked(shipment, None, "owner", "department", "customer")
        if fresh.status != Status.PREPARING:
            _require_under_way(fresh)
        if fresh.shipped_at is not None and eta < fresh.shipped_at.date():
            raise DomainError(_("It does not arrive before it left."), "eta_before_etd", "eta")
        before = fresh.eta
        if before == eta:
            return fresh
        fresh.eta = eta
        fresh.save()
        note(fresh, Kind.ETA, by=by, text=text.strip(), status=fresh.status, eta_before=before, eta_after=eta)
        actions.record(
            "orders.shipment_rescheduled",
            fresh,
            by=by,
            before=before.isoformat() if before else "",
            after=eta.isoformat(),
        )
        if fresh.due_on is not None and eta > fresh.due_on:
            tell_late(fresh)
    return fresh


def tell_late(shipment: Shipment) -> None:
    """Owner and manager hear at once of an arrival after the due day."""
    words = {
        "shipment": shipment.number,
        "customer": shipment.customer,
        "eta": shipment.eta,
        "due": shipment.due_on,
        "days": ((shipment.eta or clock.today()) - (shipment.due_on or clock.today())).days,
    }
    for person in told(shipment):
        tell(
            person,
            lambda: (
                _(
                    "%(shipment)s to %(customer)s is expected on %(eta)s, %(days)s days after it is due (%(due)s). "
                    "Tell the customer."
                )
                % words
            ),
            shipment.get_absolute_url(),
            by=None,
        )


def told(shipment: Shipment) -> list[Any]:
    """Who hears of what goes wrong: the owner and his manager."""
    people = {each.pk: each for each in (shipment.owner, superior_of(shipment.owner)) if each is not None}
    return list(people.values())


def sign(
    shipment: Shipment,
    *,
    by: Any,
    signed_by: str = "",
    signed_at: Any = None,
    lines: Mapping[int, Mapping[str, Any]] | None = None,
) -> Shipment:
    """The customer received it: of each line (by its id) what was `delivered` and what was `lost` on the way.

    What is not written of a line arrived whole; both together are what was sent.
    """
    moment = signed_at or clock.now()
    if moment > clock.now():
        raise DomainError(_("It cannot have been received in the future."), "future", "signed_at")
    with transaction.atomic():
        fresh = locked(shipment)
        states.require_status(fresh, Status.SIGNED)
        rows = lines_of(fresh)
        unknown = set(lines or {}) - {row.pk for row in rows}
        if unknown:
            raise DomainError(_("A position of the shipment does not exist any more."), "gone", "lines")
        for row in rows:
            row.delivered, row.lost = _arrived(row, (lines or {}).get(row.pk, {}))
            row.save()
            line = row.order_line
            line.delivered += row.delivered
            line.lost += row.lost
            line.save()
        fresh.status, fresh.signed_at, fresh.signed_by = Status.SIGNED, moment, signed_by.strip()[:60]
        fresh.save()
        note(
            fresh,
            Kind.STATUS,
            by=by,
            status=Status.SIGNED,
            place=fresh.to_place,
            text=fresh.signed_by,
            at=moment,
        )
        actions.record("orders.shipment_signed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def _arrived(row: Any, given: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    delivered, lost = given.get("delivered"), given.get("lost")
    if delivered is None and lost is None:
        return row.quantity, ZERO
    lost = row.quantity - whole_figure(delivered, 4) if lost is None else whole_figure(lost, 4)
    delivered = row.quantity - lost if delivered is None else whole_figure(delivered, 4)
    if delivered < 0 or lost < 0 or delivered + lost != row.quantity:
        raise DomainError(
            _(
                "Position %(place)d: %(quantity)s were shipped; %(delivered)s delivered and %(lost)s lost do not make "
                "that up."
            )
            % {
                "place": row.place,
                "quantity": plain(row.quantity),
                "delivered": plain(delivered),
                "lost": plain(lost),
            },
            "does_not_add_up",
            "lines",
        )
    return delivered, lost


def trouble(shipment: Shipment, *, by: Any, text: str, place: str = "") -> Shipment:
    """Something went wrong on the way; owner and manager hear of it."""
    if not text.strip():
        raise DomainError(_("Say what happened."), "required", "text")
    with transaction.atomic():
        fresh = locked(shipment, None, "owner", "department", "customer")
        states.require_status(fresh, Status.TROUBLE)
        fresh.status = Status.TROUBLE
        fresh.save()
        note(fresh, Kind.STATUS, by=by, status=Status.TROUBLE, text=text.strip(), place=place.strip()[:120])
        actions.record("orders.shipment_in_trouble", fresh, by=by, reason=text.strip()[:200])
        words = {"shipment": fresh.number, "customer": fresh.customer, "text": text.strip()[:120]}
        for person in told(fresh):
            tell(
                person,
                lambda: _("%(shipment)s to %(customer)s is in trouble: %(text)s") % words,
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def go_on(shipment: Shipment, *, by: Any, text: str = "") -> Shipment:
    """Out of trouble, on its way again."""
    with transaction.atomic():
        fresh = locked(shipment)
        states.require_status(fresh, Status.IN_TRANSIT)
        fresh.status = Status.IN_TRANSIT
        fresh.save()
        note(fresh, Kind.STATUS, by=by, status=Status.IN_TRANSIT, text=text.strip())
        actions.record("orders.shipment_tracked", fresh, by=by, status=fresh.status)
    return fresh


def send_back(shipment: Shipment, *, by: Any, reason: str) -> Shipment:
    """It never reached the customer and is with us again: its goods are to be shipped anew."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(shipment)
        states.require_status(fresh, Status.SENT_BACK)
        rows = lines_of(fresh)
        for row in rows:
            row.order_line.shipped -= row.quantity
        lines = [row.order_line for row in rows]
        follow_schedule(lines)
        for line in lines:
            line.save()
        fresh.status, fresh.end_reason = Status.SENT_BACK, reason.strip()[:200]
        fresh.save()
        note(fresh, Kind.STATUS, by=by, status=Status.SENT_BACK, text=fresh.end_reason)
        actions.record("orders.shipment_sent_back", fresh, by=by, reason=fresh.end_reason)
    return fresh
