"""The verbs of a receipt: registered, confirmed by finance, a draft cashed, bounced, void."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts import validation
from contacts.services.telling import tell
from contacts.states import require_move
from core import actions, clock
from core.errors import DomainError
from core.money import amount_text, rounded
from records import gate
from records.services import numbering
from sales.services.at_customer import locked, may_enter

from ..models import Receipt
from ..money_states import RECEIPT
from .allocation import take_back_all
from .cents import rate_of, whole_cents
from .period import require_open

NUMBER = "receipt"
FIELDS = (
    "received_on", "method", "draft_no", "draft_due_on", "currency", "rate", "amount", "payer", "bank_reference", "notes",
)  # fmt: skip
Status = Receipt.Status


def register_receipt(*, by: Any, customer: Any, **values: Any) -> Receipt:
    """Note money that came in; it counts once finance has confirmed it."""
    may_enter(by, customer, Receipt)
    with transaction.atomic():
        receipt = Receipt(customer=customer, **{name: value for name, value in values.items() if value != ""})
        receipt.owner_id, receipt.department_id = customer.owner_id, customer.department_id
        _check(receipt)
        # Drawn in this transaction: a refused receipt gives its number back, so that there are no gaps.
        receipt.number = numbering.next_free(NUMBER)
        receipt.save()
        actions.record(
            "orders.receipt_registered",
            receipt,
            by=by,
            customer=receipt.customer_id,
            amount=f"{receipt.currency} {receipt.amount}",
        )
    return receipt


def update_receipt(receipt: Receipt, *, by: Any, version: int | None = None, **values: Any) -> Receipt:
    """Mend one that finance has not confirmed yet."""
    with transaction.atomic():
        fresh: Receipt = locked(receipt, version)
        if fresh.status != Status.REGISTERED:
            raise DomainError(
                _("It is %(state)s; only a registered one is changed.")
                % {"state": fresh.get_status_display()},
                code="confirmed",
            )
        for name, value in values.items():
            if name not in FIELDS:
                raise DomainError(_("This changes by its own action only."), "not_editable", name)
            setattr(fresh, name, value)
        _check(fresh)
        fresh.save()
        actions.record("orders.receipt_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def _check(receipt: Receipt) -> None:
    receipt.amount = whole_cents(receipt.amount)
    validation.check_not_future(receipt.received_on, "received_on")
    require_open(receipt.received_on, "received_on")
    if receipt.method in Receipt.DRAFTS:
        if receipt.draft_due_on is None:
            raise DomainError(_("Say when the draft is due."), "required", "draft_due_on")
        if receipt.draft_due_on < receipt.received_on:
            raise DomainError(_("A draft is not due before it was received."), "too_early", "draft_due_on")
    receipt.rate = rate_of(receipt.currency, receipt.rate, receipt.received_on, receipt.amount)
    receipt.base_amount = rounded(receipt.amount * receipt.rate)


def confirm_receipt(receipt: Receipt, *, by: Any) -> Receipt:
    """Finance has seen the money: from now on it counts and may be matched."""
    with transaction.atomic():
        fresh: Receipt = locked(receipt, None, "customer", "owner")
        require_move(RECEIPT, fresh.status, Status.CONFIRMED, dict(Status.choices))
        if fresh.status != Status.REGISTERED:
            raise DomainError(_("%(receipt)s is confirmed already.") % {"receipt": fresh}, "confirmed")
        _check(fresh)
        fresh.status, fresh.confirmed_by, fresh.confirmed_at = Status.CONFIRMED, by, clock.now()
        fresh.save()
        actions.record("orders.receipt_confirmed", fresh, by=by, customer=fresh.customer_id)
        if fresh.owner is not None:
            words = {
                "customer": fresh.customer,
                "amount": f"{fresh.currency} {amount_text(fresh.amount)}",
                "receipt": fresh,
            }
            reads = gate.reads(fresh.owner, Receipt, "amount")
            tell(
                fresh.owner,
                lambda: (
                    _("%(customer)s has paid %(amount)s.") % words
                    if reads
                    else _("%(customer)s has paid: %(receipt)s.") % words
                ),
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def cash_draft(receipt: Receipt, *, by: Any, cashed_on: Any) -> Receipt:
    """The bank has paid the draft out."""
    with transaction.atomic():
        fresh: Receipt = locked(receipt)
        if fresh.method not in Receipt.DRAFTS:
            raise DomainError(_("%(receipt)s is no draft.") % {"receipt": fresh}, "no_draft")
        if fresh.status not in Receipt.COUNTS:
            raise DomainError(_("Finance has to confirm it first."), "not_confirmed")
        if fresh.cashed_on is not None:
            raise DomainError(
                _("It was cashed on %(day)s.") % {"day": f"{fresh.cashed_on:%Y-%m-%d}"}, "cashed"
            )
        validation.check_not_future(cashed_on, "cashed_on")
        if cashed_on < fresh.received_on:
            raise DomainError(_("It was received later than that."), "too_early", "cashed_on")
        require_open(cashed_on, "cashed_on")
        fresh.cashed_on = cashed_on
        fresh.save()
        actions.record("orders.draft_cashed", fresh, by=by, customer=fresh.customer_id, day=f"{cashed_on}")
    return fresh


def bounce_receipt(receipt: Receipt, *, by: Any, reason: str) -> Receipt:
    """It was not paid after all: all its matchings are taken back, and the customer owes again."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh = take_back_all(receipt, by=by, reason=reason)
        require_move(RECEIPT, fresh.status, Status.BOUNCED, dict(Status.choices))
        if fresh.cashed_on is not None:
            raise DomainError(
                _("It was cashed on %(day)s.") % {"day": f"{fresh.cashed_on:%Y-%m-%d}"}, "cashed"
            )
        require_open(clock.today())
        fresh.status, fresh.end_reason = Status.BOUNCED, reason.strip()[:200]
        fresh.save()
        actions.record(
            "orders.receipt_bounced", fresh, by=by, customer=fresh.customer_id, reason=fresh.end_reason
        )
        if fresh.owner is not None:
            words = {"customer": fresh.customer, "receipt": fresh, "reason": fresh.end_reason}
            tell(
                fresh.owner,
                lambda: _("%(receipt)s of %(customer)s bounced: %(reason)s") % words,
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def void_receipt(receipt: Receipt, *, by: Any, reason: str) -> Receipt:
    """It never came: one that was only registered stays on record and never counts."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh: Receipt = locked(receipt)
        require_move(RECEIPT, fresh.status, Status.VOID, dict(Status.choices))
        fresh.status, fresh.end_reason = Status.VOID, reason.strip()[:200]
        fresh.save()
        actions.record(
            "orders.receipt_voided", fresh, by=by, customer=fresh.customer_id, reason=fresh.end_reason
        )
    return fresh
