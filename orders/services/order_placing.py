"""From draft to placed: within the credit limit and the contract's ceiling at once, beyond them by an approval."""

from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.selectors.priced_lines import living_lines
from catalog.services.deal import note_deal_price
from contacts import validation
from contacts.services.telling import tell
from contracts.models import TermFields
from contracts.services.call_off import beyond, call_off
from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from records import gate, sources
from sales.models import Quote
from sales.services.at_customer import locked
from sales.services.quote_answer import mark_converted
from workflow.services.start import start_where_taken

from .. import states
from ..models import Order, OrderLine
from ..selectors.credit import credit_of
from .order import require_draft, require_in_force
from .plan_events import happened

Status = Order.Status
DOCUMENT = "order"


def is_over_credit(order: Order, *, lock: bool = False) -> bool:
    return credit_of(order.customer, lock=lock).is_beyond(order.base_amount)


def why_not_at_once(order: Order, *, lock: bool = False) -> list[str]:
    """What an approval must look at; the figures of the limit are told only to those who may see them."""
    texts = []
    if is_over_credit(order, lock=lock):
        texts.append(_("What %(customer)s owes, with this order, is beyond the credit limit.") % {
            "customer": order.customer
        })  # fmt: skip
    if order.contract is not None:
        texts += beyond(order.contract, order.gross_amount)
    return texts


def submit_order(order: Order, *, by: Any) -> Order:
    """Place it at once where nothing stands against it; else a process decides, or a holder of `approve_order`."""
    with transaction.atomic():
        fresh = _checked(order)
        found = why_not_at_once(fresh, lock=True)
        fresh.submitted_by, fresh.submitted_at = by, clock.now()
        if not found:
            return _place(fresh, by=by)
        _ask(fresh, found, by)
        start_where_taken(DOCUMENT, fresh, by=by)
        fresh.refresh_from_db()
    return fresh


def _checked(order: Order) -> Order:
    fresh = locked(order, None, "customer", "owner")
    states.require_status(fresh, Status.APPROVING)
    sources.require_unlocked(fresh)
    lines = living_lines(fresh)
    if not lines:
        raise DomainError(_("The order has no positions yet. Add what is ordered."), "no_lines", "lines")
    stopped = next((line for line in lines if line.product is not None and line.product.is_stopped), None)
    if stopped is not None:
        raise DomainError(
            _("%(product)s is not made any more. Take it out of the order.") % {"product": stopped.product},
            "stopped",
            "lines",
        )
    if fresh.contract is not None:
        require_in_force(fresh.contract)
    return fresh


def _ask(order: Order, found: list[str], by: Any) -> None:
    order.status = Status.APPROVING
    order.save()
    actions.record("orders.order_submitted", order, by=by, reason=" ".join(found)[:300])


def again(order: Order, *, by: Any) -> Order:
    """Mended and submitted again within its process."""
    with transaction.atomic():
        fresh = _checked(order)
        fresh.submitted_by, fresh.submitted_at = by, clock.now()
        _ask(fresh, why_not_at_once(fresh, lock=True), by)
    return fresh


def approve_order(order: Order, *, by: Any) -> Order:
    """Approve where no process has it in hand; never one's own."""
    sources.require_unlocked(order)
    if by.pk in {order.submitted_by_id, order.created_by_id, order.owner_id}:
        raise DomainError(
            _("Nobody approves his own order. Ask a colleague who may approve."), code="own_document"
        )
    return put_placed(order, by=by)


def put_placed(order: Order, *, by: Any) -> Order:
    """Approved: the call of a process, or of `approve_order`."""
    with transaction.atomic():
        fresh = locked(order, None, "customer", "owner")
        states.require_status(fresh, Status.PLACED)
        return _place(fresh, by=by, is_approved=True)


def place_opening(order: Order, *, by: Any, placed_on: date) -> Order:
    """Placed before this system was there: without looking at limits, only for who approves orders beyond them."""
    with transaction.atomic():
        gate.require(by, order, "approve")
        fresh = _checked(order)
        require_draft(fresh)
        validation.check_not_future(placed_on, "placed_on")
        if placed_on < fresh.ordered_on:
            raise DomainError(
                _("It was ordered on %(day)s; it was not placed before that day.")
                % {"day": fresh.ordered_on.isoformat()},
                "placed_before_order",
                "placed_on",
            )
        noon = timezone.make_aware(datetime.combine(placed_on, time(12)))
        return _place(fresh, by=by, is_approved=True, placed_at=min(noon, clock.now()))


def hand_back(order: Order, *, by: Any, reason: str) -> Order:
    """Give a submitted order back to be mended; one that a process has in hand is returned there."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    sources.require_unlocked(order)
    return reopen(order, by=by, reason=reason.strip())


def reopen(order: Order, *, by: Any, reason: str = "") -> Order:
    """A draft again: refused, returned or withdrawn."""
    with transaction.atomic():
        fresh = locked(order)
        states.require_status(fresh, Status.DRAFT)
        fresh.status = Status.DRAFT
        fresh.save()
        actions.record("orders.order_returned", fresh, by=by, reason=reason)
    return fresh


# -- placed --------------------------------------------------------------------------------------------------------
def _place(order: Order, *, by: Any, is_approved: bool = False, placed_at: Any = None) -> Order:
    """In one transaction: called off its contract, its prices noted as deals, its quote turned, its plans made.

    With `placed_at` it was placed long ago, and nobody is told.
    """
    states.require_status(order, Status.PLACED)
    lines = living_lines(order)
    order.status, order.placed_at = Status.PLACED, placed_at or clock.now()
    order.save()
    actions.record(
        "orders.order_placed", order, by=by, customer=order.customer_id, amount=str(order.gross_amount)
    )
    warnings: list[str] = []
    if order.contract is not None:
        warnings = call_off(
            order.contract, order.gross_amount, called_off_of(lines), by=by, is_approved=is_approved
        )
    for line in lines:
        if line.product is not None:
            note_deal_price(
                by=by, customer=order.customer, product=line.product, price=line.unit_price, quantity=line.quantity,
                document=DOCUMENT, document_no=order.number, agreed_on=order.ordered_on, line_no=line.place,
                currency=order.currency, tax_included=order.tax_included,
            )  # fmt: skip
    if order.quote_id is not None:
        quote = locked_row(Quote, order.quote_id)
        if quote.status == Quote.Status.ACCEPTED:
            mark_converted(quote, by=by, document=order.number)
    happened(order, TermFields.Event.ORDER, order.ordered_on, by=by)
    if placed_at is not None:
        return order
    for text in warnings:
        about = order.contract or order
        tell(order.owner, partial(str, text), about.get_absolute_url(), by=None)
    words = {"order": order}
    tell(
        order.owner,
        lambda: _("The order %(order)s is placed.") % words,
        order.get_absolute_url(),
        by=by,
    )
    return order


def called_off_of(lines: list[OrderLine]) -> dict[int, Decimal]:
    """How many of which contract line."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.contract_line_id is not None:
            found[line.contract_line_id] += line.quantity
    return dict(found)
