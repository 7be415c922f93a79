"""The delivery of a placed order is put off, brought forward or parted anew: days and quantities, with a reason.

What has gone stays on its day; the rest is due after it and not in the past; together the parts stay the quantity
of the line. Due days, shipments in preparation and reminders follow, and the ERP is told with the next call.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from records import sources
from sales.services.at_customer import locked

from ..models import Order, OrderLine, OrderLineSchedule, ScheduleChange, Shipment, ShipmentLine
from ..schedule import Part, next_due, written_out
from .schedule import checked, drop, write_parts

Parts = list[Part]


def gone_of(line: OrderLine) -> Decimal:
    """What has left and need not be shipped again."""
    return line.shipped - line.replaced - line.lost


def parts_now(line: OrderLine, rows: Sequence[OrderLineSchedule]) -> Parts:
    """Its schedule, or all of it on its one due day."""
    return [(row.due_on, row.quantity) for row in rows] or [(line.due_on, line.quantity)]


def gone_by_day(parts: Parts, gone: Decimal) -> Parts:
    """How much of each part has gone, the earliest first; parts of which nothing has gone are left out."""
    found = []
    for day, quantity in parts:
        taken = min(quantity, gone)
        if taken <= 0:
            break
        found.append((day, taken))
        gone -= taken
    return found


def reschedule_order(
    order: Order, *, by: Any, reason: str, lines: Mapping[int, Parts], version: int | None = None
) -> Order:
    """Write new parts for the lines that are named by id; refuses where somebody has saved the order since `version`."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh: Order = locked(order, version, "customer", "owner")
        sources.require_unlocked(fresh)
        if fresh.status not in Order.OPEN:
            raise DomainError(
                _("%(order)s is “%(status)s”; only what is placed and not finished is rescheduled.")
                % {"order": fresh, "status": fresh.get_status_display()},
                code="forbidden_move",
            )
        waiting = _prepared(fresh)  # locked before the lines, as whoever ships them does
        rows = OrderLine.objects.alive().select_for_update(of=("self",)).filter(order=fresh).order_by("pk")
        known = {line.pk: line for line in rows}
        if set(lines) - set(known):
            raise DomainError(_("This position is not of the order."), code="foreign")
        there: dict[int, list[OrderLineSchedule]] = {}
        for part in OrderLineSchedule.objects.alive().filter(line__order=fresh).order_by("due_on", "id"):
            there.setdefault(part.line_id, []).append(part)
        before = {pk: parts_now(line, there.get(pk, ())) for pk, line in known.items()}
        after = {
            **before,
            **{pk: _fitting(fresh, known[pk], before[pk], parts) for pk, parts in lines.items()},
        }
        changed = [pk for pk in known if after[pk] != before[pk]]
        if not changed:
            raise DomainError(_("Nothing would change."), code="nothing")
        for pk in changed:
            _write(known[pk], there.get(pk, []), after[pk])
            ScheduleChange(
                order=fresh,
                line=known[pk],
                before=written_out(before[pk]),
                after=written_out(after[pk]),
                reason=reason.strip()[:200],
                at=clock.now(),
                by=by if getattr(by, "pk", None) else None,
            ).save()
        _head_follows(fresh, before, after)
        fresh.save()  # also where its own day stays: whoever asks for changed orders is told
        _shipments_follow(waiting)
        actions.record(
            "orders.order_rescheduled",
            fresh,
            by=by,
            customer=fresh.customer_id,
            reason=reason.strip()[:200],
            positions=sorted(known[pk].place for pk in changed),
        )
        _tell(fresh, reason.strip(), by)
    return fresh


def _fitting(order: Order, line: OrderLine, before: Parts, given: Parts) -> Parts:
    """The new parts of a line in the order of their days; refused at its position."""
    try:
        return _checked(order, line, before, given)
    except DomainError as refusal:
        text = _("Position %(place)d: %(message)s") % {"place": line.place, "message": refusal.message}
        raise DomainError(text, refusal.code, f"line_{line.pk}")


def _checked(order: Order, line: OrderLine, before: Parts, given: Parts) -> Parts:
    if not given:
        raise DomainError(_("Say when it is to come."), "bad_schedule")
    parts = checked(order, line.quantity, given)
    gone, new, old = gone_by_day(before, gone_of(line)), dict(parts), dict(before)
    for day, quantity in gone:
        if new.get(day, Decimal(0)) < quantity:
            raise DomainError(
                _("%(quantity)s of %(day)s have gone already; that day keeps at least so much.")
                % {"quantity": f"{quantity.normalize():f}", "day": day},
                "gone",
            )
    last = gone[-1][0] if gone else None
    for day, quantity in parts:
        if old.get(day) == quantity or (day, quantity) in gone:
            continue
        if last is not None and day < last:
            raise DomainError(
                _("Goods of %(day)s have gone already; what is still to come is not due before.")
                % {"day": last},
                "gone",
            )
        if day < clock.today() and quantity > dict(gone).get(day, Decimal(0)):
            raise DomainError(_("%(day)s has passed.") % {"day": day}, "past")
    return parts


def _write(line: OrderLine, old: list[OrderLineSchedule], parts: Parts) -> None:
    """One day for all of it needs no schedule."""
    if len(parts) == 1:
        drop(old)
    else:
        write_parts(line, old, parts)
    line.due_on = next_due(parts, gone_of(line)) or line.due_on
    line.save()


def _head_follows(order: Order, before: Mapping[int, Parts], after: Mapping[int, Parts]) -> None:
    """The day of the whole order moves along where it was the first or the last day of its lines."""
    for pick in (max, min):
        was = pick(day for parts in before.values() for day, _part in parts)
        if order.due_on == was:
            order.due_on = pick(day for parts in after.values() for day, _part in parts)
            return


def _prepared(order: Order) -> list[Shipment]:
    """The shipments that are being prepared with goods of the order, under lock."""
    rows = ShipmentLine.objects.alive().filter(order_line__order=order).values("shipment")
    waiting = Shipment.objects.alive().filter(pk__in=rows, status=Shipment.Status.PREPARING)
    return [*waiting.select_for_update(of=("self",)).order_by("pk")]


def _shipments_follow(waiting: Sequence[Shipment]) -> None:
    """What is being prepared is due with the earliest of its lines."""
    for shipment in waiting:
        rows = ShipmentLine.objects.alive().filter(shipment=shipment).order_by()
        due = rows.aggregate(due=Min("order_line__due_on"))["due"]
        if due is not None and shipment.due_on != due:
            shipment.due_on = due
            shipment.save()


def _tell(order: Order, reason: str, by: Any) -> None:
    words = {"order": order, "customer": order.customer, "due": order.due_on, "reason": reason}
    tell(
        order.owner,
        lambda: _("The delivery of %(order)s for %(customer)s was rescheduled: %(reason)s") % words,
        order.get_absolute_url(),
        by=by,
    )
