"""Changing a customer's tier or credit grade: proposed with a reason, decided by a process, in force at its end.

The old value stays in force until the last step. Where no process is published, a proposal is in force at once.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from workflow import subjects
from workflow.services.start import needs_approval, start_where_taken

from .. import states
from ..models import CreditRating, Customer, Rating, TierChange

Status = Rating.Status
# What each kind rates: document, column of the customer, verbs.
KINDS: dict[type[Rating], tuple[str, str, str]] = {
    TierChange: ("tier_change", "tier", "tier"),
    CreditRating: ("credit_change", "credit", "credit"),
}


def propose_rating(
    model: type[Rating], customer: Customer, *, after: str, reason: str, by: Any, is_submitted: bool = True
) -> Any:
    """Propose another tier or grade and submit it; one proposal at a time."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    _document, column, verb = KINDS[model]
    with transaction.atomic():
        customer = Customer.objects.alive().select_for_update().get(pk=customer.pk)
        before = getattr(customer, column)
        if after == before:
            raise DomainError(_("It has this value already."), code="same", field="after")
        rating = model(customer=customer, before=before, after=after, reason=reason.strip())  # type: ignore[misc]
        try:
            with transaction.atomic():
                rating.save()
        except IntegrityError:
            raise DomainError(
                _("Another change is proposed for %(customer)s. Decide or drop that first.")
                % {"customer": customer},
                code="open_proposal",
            )
        actions.record(
            f"contacts.{verb}_proposed", customer, by=by, before=before, after=after, reason=reason.strip()
        )
        return submit_rating(rating, by=by) if is_submitted else rating


def submit_rating(rating: Any, *, by: Any) -> Any:
    document = KINDS[type(rating)][0]
    with transaction.atomic():
        fresh = _locked(rating)
        _require(fresh, Status.APPROVING)
        if start_where_taken(document, fresh, by=by) is None:
            move(fresh, Status.APPROVING)
            put_in_force(fresh, by=by)
        fresh.refresh_from_db()
    return fresh


def put_in_force(rating: Any, *, by: Any) -> None:
    """The new value holds from now on; the one in force becomes the past."""
    _document, column, verb = KINDS[type(rating)]
    with transaction.atomic():
        fresh = _locked(rating)
        _require(fresh, Status.IN_FORCE)
        now = clock.now()
        for old in type(fresh).objects.alive().filter(customer=fresh.customer, status=Status.IN_FORCE):
            old.status, old.past_from = Status.PAST, now
            old.save()
        customer = fresh.customer
        fresh.before = getattr(customer, column)
        fresh.status, fresh.in_force_from = Status.IN_FORCE, now
        fresh.save()
        setattr(customer, column, fresh.after)
        customer.save()
        actions.record(
            f"contacts.{verb}_in_force",
            customer,
            by=by,
            before=fresh.before,
            after=fresh.after,
            reason=fresh.reason,
        )


def move(rating: Any, to: str) -> None:
    """Along the table, without more."""
    _require(rating, to)
    rating.status = to
    rating.save()


def drop_rating(rating: Any, *, by: Any) -> None:
    """Take back a proposal that nobody decides any more."""
    with transaction.atomic():
        fresh = _locked(rating)
        if fresh.status not in (Status.COMPUTED, Status.PROPOSED):
            raise DomainError(_("Only a proposal can be dropped."), code="forbidden_move")
        fresh.is_deleted = True
        fresh.save()
        actions.record("contacts.rating_dropped", fresh.customer, by=by, after=fresh.after)


def require_direct_change(customer: Customer, values: dict[str, Any], *, by: Any) -> None:
    """Refuse to edit a rating past its process."""
    for model, (document, column, _verb) in KINDS.items():
        if column not in values or (values[column] or "") == getattr(customer, column):
            continue
        if subjects.get(document) is None or getattr(by, "pk", None) is None:
            continue
        proposal = model(customer=customer, before=getattr(customer, column), after=values[column] or "")  # type: ignore[misc]
        if needs_approval(document, proposal, by=by):
            raise DomainError(
                _(
                    "This changes by a proposal that is approved: use “Propose another …” on the customer's page."
                ),
                code="needs_approval",
                field=column,
            )


def _locked(rating: Any) -> Any:
    model = type(rating)
    locked_row(Customer, rating.customer_id)
    return model.objects.alive().select_for_update(of=("self",)).select_related("customer").get(pk=rating.pk)


def _require(rating: Any, to: str) -> None:
    states.require_move(states.RATING, rating.status, to, dict(Status.choices))
