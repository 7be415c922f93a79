"""What becomes of a placed order: made, held up, taken up again, called off, closed, given to a colleague."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.services.call_off import give_back
from core import actions, clock
from core.errors import DomainError
from records import sources
from sales.services.at_customer import locked, transfer

from .. import states
from ..models import Order, OrderLine, PaymentPlan, ProductionProgress, Shipment, ShipmentLine
from ..selectors.progress import is_accepted
from .order_placing import called_off_of
from .plan_events import plans_of_cancelled

Status = Order.Status


def _to(order: Order, status: str, verb: str, *, by: Any, **said: Any) -> Order:
    states.require_status(order, status)
    order.status = status
    order.save()
    actions.record(verb, order, by=by, customer=order.customer_id, **said)
    return order


def start_production(order: Order, *, by: Any) -> Order:
    with transaction.atomic():
        return _to(locked(order), Status.PRODUCING, "orders.production_started", by=by)


def hold_order(order: Order, *, by: Any, reason: str) -> Order:
    """Nothing of it is shipped until it is taken up again."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(order)
        fresh.held_from, fresh.end_reason = fresh.status, reason.strip()[:200]
        return _to(fresh, Status.HELD, "orders.order_held", by=by, reason=fresh.end_reason)


def resume_order(order: Order, *, by: Any) -> Order:
    """Back to where it stood when it was held up."""
    with transaction.atomic():
        fresh = locked(order)
        before = fresh.held_from or Status.PLACED
        states.require_status(fresh, before)
        fresh.held_from, fresh.end_reason = "", ""
        return _to(fresh, before, "orders.order_resumed", by=by)


def cancel_order(order: Order, *, by: Any, reason: str) -> Order:
    """Called off for good, while nothing of it was shipped: its contract has room again, its plans are void."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(order, None, "contract__master")
        states.require_status(fresh, Status.CANCELLED)
        sources.require_unlocked(fresh)
        lines = list(OrderLine.objects.alive().select_for_update().filter(order=fresh).order_by("pk"))
        shipped = next((line for line in lines if line.shipped > 0), None)
        if shipped is not None:
            raise DomainError(
                _("%(quantity)s of position %(place)d are shipped already. Agree on a return instead.")
                % {"quantity": plain(shipped.shipped), "place": shipped.place},
                code="shipped",
            )
        prepared = ShipmentLine.objects.alive().filter(
            order_line__in=lines, shipment__status=Shipment.Status.PREPARING, shipment__is_deleted=False
        )
        if (first := prepared.select_related("shipment").first()) is not None:
            raise DomainError(
                _("The shipment %(shipment)s is being prepared. Cancel it first.")
                % {"shipment": first.shipment},
                code="being_shipped",
            )
        fresh.ended_on, fresh.end_reason = clock.today(), reason.strip()[:200]
        if fresh.contract is not None:
            give_back(fresh.contract, fresh.gross_amount, called_off_of(lines), by=by)
        plans_of_cancelled(fresh, by=by)
        return _to(fresh, Status.CANCELLED, "orders.order_cancelled", by=by, reason=fresh.end_reason)


def close_order(order: Order, *, by: Any) -> Order:
    """Everything of it is accepted, or has come back for good, and paid for."""
    with transaction.atomic():
        fresh = locked(order)
        states.require_status(fresh, Status.CLOSED)
        lines = OrderLine.objects.alive().select_for_update().filter(order=fresh).order_by("pk")
        for line in lines:
            if not is_accepted(line):
                raise DomainError(
                    _(
                        "Position %(place)d: of %(ordered)s, %(accepted)s are accepted and %(returned)s came back. "
                        "It is closed when nothing is missing."
                    )
                    % {
                        "place": line.place,
                        "ordered": plain(line.quantity),
                        "accepted": plain(line.accepted),
                        "returned": plain(line.returned - line.replaced),
                    },
                    code="not_accepted",
                )
        plans = PaymentPlan.objects.alive().filter(order=fresh)
        unpaid = plans.exclude(status__in=["paid", "void"]).first()
        if unpaid is not None:
            raise DomainError(
                _("%(plan)s is “%(status)s”: %(left)s are open. It is closed when it is paid for.")
                % {
                    "plan": unpaid.number,
                    "status": unpaid.get_status_display(),
                    "left": f"{unpaid.open_amount:,.2f}",
                },
                code="not_paid",
            )
        fresh.ended_on = clock.today()
        return _to(fresh, Status.CLOSED, "orders.order_closed", by=by)


def transfer_order(order: Order, *, to: Any, by: Any, reason: str = "") -> Order:
    """Give it to a colleague; its customer stays with its owner."""
    with transaction.atomic():
        return transfer(order, to=to, by=by, verb="orders.order_transferred", reason=reason)


def note_progress(
    line: OrderLine,
    *,
    by: Any,
    step: str,
    quantity: Decimal | None = None,
    planned_on: date | None = None,
    finished_on: date | None = None,
    source: str = ProductionProgress.Source.MANUAL,
) -> ProductionProgress:
    """How far the making of a line has come; noted again for the same step it is corrected, not doubled."""
    if not step.strip():
        raise DomainError(_("Name the step."), "required", "step")
    if finished_on is not None and finished_on > clock.today():
        raise DomainError(_("What is finished was finished by today."), "future", "finished_on")
    with transaction.atomic():
        order = locked(line.order)
        if order.status not in Order.OPEN:
            raise DomainError(
                _("%(order)s is “%(status)s”: nothing is made for it.")
                % {"order": order, "status": order.get_status_display()},
                code="not_open",
            )
        row = ProductionProgress.objects.alive().filter(line=line, step=step.strip()[:60]).first()
        row = row or ProductionProgress(line=line, step=step.strip()[:60])
        row.quantity, row.planned_on, row.finished_on, row.source = quantity, planned_on, finished_on, source
        row.save()
        actions.record("orders.progress_noted", order, by=by, step=row.step, line=line.place)
    return row


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
