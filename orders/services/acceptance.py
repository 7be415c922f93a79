"""What a customer found on receiving goods, line by line; what he turns down comes back by a return."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.services.priced_lines import whole_figure
from contracts.models import TermFields
from core import actions, clock
from core.errors import DomainError
from records.services import numbering
from sales.services.at_customer import belongs, locked, set_owner

from .. import states
from ..models import Acceptance, AcceptanceLine, Order, Shipment, ShipmentLine
from ..selectors.order_money import part_value
from .plan_events import happened
from .shipment import lines_of, plain

NUMBER = "acceptance"
Status = Acceptance.Status
ZERO = Decimal(0)


def accept(
    shipment: Shipment,
    *,
    by: Any,
    lines: Mapping[int, Mapping[str, Any]] | None = None,
    accepted_on: date | None = None,
    contact: Any = None,
    document_no: str = "",
    notes: str = "",
) -> Acceptance:
    """Write down what of a shipment the customer accepts and turns down: line id → accepted, refused, reason.

    Without lines he accepts all that arrived and was not judged yet. Refuses more than that, with the figures.
    """
    day = accepted_on or clock.today()
    if day > clock.today():
        raise DomainError(_("An acceptance is not dated in the future."), "future", "accepted_on")
    with transaction.atomic():
        fresh = locked(shipment, None, "owner", "customer")
        if fresh.status != Shipment.Status.SIGNED:
            raise DomainError(
                _("%(shipment)s is “%(status)s”. It is accepted once it was received.")
                % {"shipment": fresh, "status": fresh.get_status_display()},
                code="not_signed",
            )
        arrived = timezone.localtime(fresh.signed_at).date() if fresh.signed_at else day
        if day < arrived:
            raise DomainError(
                _("%(shipment)s was received on %(day)s; it was not accepted before.")
                % {"shipment": fresh, "day": f"{arrived:%Y-%m-%d}"},
                "too_early",
                "accepted_on",
            )
        acceptance = Acceptance(
            customer=fresh.customer, shipment=fresh, accepted_on=day, contact=contact,
            document_no=document_no.strip()[:60], notes=notes.strip(), status=Status.DONE,
        )  # fmt: skip
        belongs(acceptance, "contact")
        rows = lines_of(fresh)
        left = to_judge(rows)
        found = [_line(row, left[row.pk], None if lines is None else lines.get(row.pk, {})) for row in rows]
        found = [line for line in found if line.accepted or line.refused]
        if lines is not None and set(lines) - {row.pk for row in rows}:
            raise DomainError(_("A position of the shipment does not exist any more."), "gone", "lines")
        if not found:
            raise DomainError(_("Everything that arrived was judged already."), "nothing_left", "lines")
        acceptance.number = numbering.next_free(NUMBER)
        set_owner(acceptance, fresh.owner or by)
        acceptance.save()
        taken: dict[Order, Decimal] = defaultdict(Decimal)
        for line in found:
            line.acceptance = acceptance
            line.save()
            _count(line.shipment_line, line.accepted, taken)
        actions.record("orders.goods_accepted", acceptance, by=by, customer=fresh.customer_id)
        for order in sorted(taken, key=lambda each: each.pk):
            happened(order, TermFields.Event.ACCEPTANCE, day, by=by, amount=taken[order])
    return acceptance


def _count(row: ShipmentLine, accepted: Decimal, taken: dict[Order, Decimal]) -> None:
    if not accepted:
        return
    line = row.order_line
    taken[line.order] += part_value(line, line.accepted, line.accepted + accepted)
    line.accepted += accepted
    line.save()
    row.accepted += accepted
    row.save()


def to_judge(rows: list[ShipmentLine]) -> dict[int, Decimal]:
    """Shipment line id → what arrived, is still there and was neither accepted nor turned down yet."""
    found = AcceptanceLine.objects.alive().filter(shipment_line__in=rows, acceptance__is_deleted=False)
    counted = found.exclude(acceptance__status=Status.VOID).order_by().values_list("shipment_line")
    sums = {pk: (yes, no) for pk, yes, no in counted.annotate(Sum("accepted"), Sum("refused"))}
    left = {}
    for row in rows:
        yes, no = sums.get(row.pk, (ZERO, ZERO))
        # What came back without having been accepted was turned down first of all.
        back = row.returned - (yes - row.accepted)
        left[row.pk] = max(row.delivered - yes - max(no, back), ZERO)
    return left


def _line(row: ShipmentLine, left: Decimal, given: Mapping[str, Any] | None) -> AcceptanceLine:
    if given is None:
        return AcceptanceLine(shipment_line=row, accepted=left, refused=ZERO)
    refused = whole_figure(given.get("refused") or 0, 4)
    accepted = whole_figure(given.get("accepted") or 0, 4)
    if accepted < 0 or refused < 0:
        raise DomainError(_("A quantity is not below 0."), "bad_quantity", "lines")
    if accepted + refused > left:
        raise DomainError(
            _(
                "Position %(place)d: %(asked)s are asked for, %(left)s are left to judge (arrived %(arrived)s, "
                "judged %(judged)s)."
            )
            % {
                "place": row.place,
                "asked": plain(accepted + refused),
                "left": plain(left),
                "arrived": plain(row.delivered),
                "judged": plain(row.delivered - left),
            },
            "too_much",
            "lines",
        )
    reason = (given.get("reason") or "").strip()[:200]
    if refused and not reason:
        raise DomainError(
            _("Position %(place)d: say why it was turned down.") % {"place": row.place}, "required", "lines"
        )
    return AcceptanceLine(shipment_line=row, accepted=accepted, refused=refused, reason=reason)


def void_acceptance(acceptance: Acceptance, *, by: Any, reason: str) -> Acceptance:
    """It was written down wrongly: what it counted counts no more. Refused once its goods are invoiced."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(acceptance, None, "shipment")
        states.require_status(fresh, Status.VOID)
        rows = {row.pk: row for row in lines_of(fresh.shipment)}
        for each in AcceptanceLine.objects.alive().filter(acceptance=fresh).order_by("pk"):
            row = rows[each.shipment_line_id]
            line = row.order_line
            if line.invoiced > line.accepted - each.accepted and line.invoiced > 0:
                raise DomainError(
                    _(
                        "Position %(place)d of %(order)s: %(invoiced)s are invoiced. Reverse the invoice first."
                    )
                    % {"place": line.place, "order": line.order, "invoiced": plain(line.invoiced)},
                    code="invoiced",
                )
            if row.accepted < each.accepted:
                raise DomainError(
                    _("Position %(place)d: goods of it came back since. It is not called void any more.")
                    % {"place": row.place},
                    code="came_back",
                )
            line.accepted -= each.accepted
            line.save()
            row.accepted -= each.accepted
            row.save()
        fresh.status, fresh.end_reason = Status.VOID, reason.strip()[:200]
        fresh.save()
        actions.record("orders.acceptance_voided", fresh, by=by, reason=fresh.end_reason)
    return fresh
