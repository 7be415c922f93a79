"""Goods that come back: agreed with the customer first, counted when they are here; what is replaced is shipped anew."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.services.priced_lines import whole_figure
from core import actions, clock
from core.errors import DomainError
from records.services import numbering
from sales.services.at_customer import locked, set_owner

from .. import states
from ..models import ReturnLine, ReturnOrder, ShipmentLine
from .shipment import lock_lines, plain

NUMBER = "return"
Status = ReturnOrder.Status
Disposition = ReturnOrder.Disposition
ZERO = Decimal(0)


def save_return(
    document: ReturnOrder, lines: Mapping[int, Mapping[str, Any]] | None = None, *, by: Any
) -> ReturnOrder:
    """Write a draft: shipment line id → quantity, batch_no, defect. Refuses more than arrived and is still there."""
    with transaction.atomic():
        is_new = document.pk is None
        if not is_new and locked(document).status != Status.DRAFT:
            raise DomainError(_("Only a draft is edited; what was agreed is void or done."), code="not_draft")
        rows: list[ShipmentLine] = []
        if lines is not None:
            rows = _locked_rows(lines)
            _check(
                document, rows, {pk: whole_figure(given["quantity"] or 0, 4) for pk, given in lines.items()}
            )
        if is_new:
            if not rows:
                raise DomainError(_("Write how many of which position come back."), "no_lines", "lines")
            document.number = document.number or numbering.next_free(NUMBER)
            set_owner(document, document.owner or rows[0].order_line.order.owner or by)
        document.save()
        if lines is not None:
            _store(document, rows, lines)
        actions.record("orders.return_drafted", document, by=by, customer=document.customer_id)
    return document


def _locked_rows(lines: Mapping[int, Any]) -> list[ShipmentLine]:
    wanted = [pk for pk, given in lines.items() if whole_figure(given["quantity"] or 0, 4)]
    pairs = dict(ShipmentLine.objects.alive().filter(pk__in=wanted).values_list("pk", "order_line"))
    if len(pairs) != len(wanted):
        raise DomainError(_("A position of the shipment does not exist any more."), "gone", "lines")
    orders = {row.pk: row for row in lock_lines(pairs.values())} if pairs else {}
    rows = ShipmentLine.objects.alive().select_for_update(of=("self",)).filter(pk__in=wanted)
    found = list(rows.select_related("shipment").order_by("pk"))
    for row in found:
        row.order_line = orders[row.order_line_id]
    return found


def coming_back(rows: list[ShipmentLine], besides: ReturnOrder) -> dict[int, Decimal]:
    """Shipment line id → how many of it other returns, not done yet, have taken."""
    found = ReturnLine.objects.alive().filter(
        shipment_line__in=rows, return_order__status__in=[Status.DRAFT, Status.AGREED],
        return_order__is_deleted=False,
    )  # fmt: skip
    if besides.pk is not None:
        found = found.exclude(return_order=besides)
    sums = found.order_by().values("shipment_line").annotate(sum=Sum("quantity"))
    return {row["shipment_line"]: row["sum"] for row in sums}


def _check(document: ReturnOrder, rows: list[ShipmentLine], wanted: Mapping[int, Decimal]) -> None:
    taken = coming_back(rows, document)
    for row in rows:
        arrived = timezone.localtime(row.shipment.signed_at).date() if row.shipment.signed_at else None
        if arrived is not None and document.returned_on < arrived:
            raise DomainError(
                _("%(shipment)s was received on %(day)s; nothing of it came back before.")
                % {"shipment": row.shipment, "day": f"{arrived:%Y-%m-%d}"},
                "too_early",
                "returned_on",
            )
        if row.shipment.customer_id != document.customer_id:
            raise DomainError(
                _("%(record)s belongs to another customer.") % {"record": row.shipment}, "foreign", "lines"
            )
        if wanted[row.pk] < 0:
            raise DomainError(_("A quantity is above 0."), "bad_quantity", "lines")
        other = taken.get(row.pk, ZERO)
        left = row.delivered - row.returned - other
        if wanted[row.pk] > left:
            raise DomainError(
                _(
                    "Position %(place)d of %(shipment)s: %(asked)s are to come back, %(left)s may (arrived %(arrived)s, "
                    "returned %(returned)s, in other returns %(other)s)."
                )
                % {
                    "place": row.place,
                    "shipment": row.shipment,
                    "asked": plain(wanted[row.pk]),
                    "left": plain(max(left, ZERO)),
                    "arrived": plain(row.delivered),
                    "returned": plain(row.returned),
                    "other": plain(other),
                },
                "too_much",
                "lines",
            )


def _store(document: ReturnOrder, rows: list[ShipmentLine], lines: Mapping[int, Mapping[str, Any]]) -> None:
    there = {row.shipment_line_id: row for row in ReturnLine.objects.alive().filter(return_order=document)}
    for row in rows:
        given = lines[row.pk]
        line = there.pop(row.pk, None) or ReturnLine(return_order=document, shipment_line=row)
        line.quantity = whole_figure(given["quantity"], 4)
        line.batch_no = (given.get("batch_no") or "").strip()[:80]
        line.defect = (given.get("defect") or "").strip()[:200]
        line.save()
    for gone in there.values():
        gone.is_deleted = True
        gone.save()


def agree_return(document: ReturnOrder, *, by: Any) -> ReturnOrder:
    """The customer may send them back."""
    with transaction.atomic():
        fresh = locked(document)
        states.require_status(fresh, Status.AGREED)
        if not ReturnLine.objects.alive().filter(return_order=fresh).exists():
            raise DomainError(_("Write how many of which position come back."), "no_lines", "lines")
        fresh.status = Status.AGREED
        fresh.save()
        actions.record("orders.return_agreed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def finish_return(document: ReturnOrder, *, by: Any) -> ReturnOrder:
    """They are here: counted as returned, and where they are replaced or repaired there is as much to ship again.

    They are here today at the latest, whatever day was agreed. First those come back that the customer had not
    accepted; of the others so many are accepted no more.
    """
    with transaction.atomic():
        fresh = locked(document)
        states.require_status(fresh, Status.DONE)
        lines = {
            line.shipment_line_id: line for line in ReturnLine.objects.alive().filter(return_order=fresh)
        }
        rows = _locked_rows({pk: {"quantity": line.quantity} for pk, line in lines.items()})
        _check(fresh, rows, {pk: line.quantity for pk, line in lines.items()})
        for row in rows:
            back, line = lines[row.pk], row.order_line
            quantity = back.quantity
            back.was_accepted = max(quantity - (row.delivered - row.accepted - row.returned), ZERO)
            back.save()
            line.accepted -= back.was_accepted
            row.accepted -= back.was_accepted
            line.returned += quantity
            if fresh.disposition in {Disposition.REPLACE, Disposition.REPAIR}:
                line.replaced += quantity
            line.save()
            row.returned += quantity
            row.save()
        fresh.status, fresh.returned_on = Status.DONE, min(fresh.returned_on, clock.today())
        fresh.save()
        actions.record("orders.return_done", fresh, by=by, customer=fresh.customer_id)
    return fresh


def void_return(document: ReturnOrder, *, by: Any, reason: str) -> ReturnOrder:
    """They stay with the customer after all."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(document)
        states.require_status(fresh, Status.VOID)
        fresh.status, fresh.end_reason = Status.VOID, reason.strip()[:200]
        fresh.save()
        actions.record("orders.return_voided", fresh, by=by, reason=fresh.end_reason)
    return fresh
