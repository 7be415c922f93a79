"""Lending a customer to a colleague for a purpose until a moment; it comes back by itself."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from core.tables import show
from records import gate, parameters

from .. import states
from ..models import Assignment, Customer, OwnershipRecord
from .holding import check_cap, lock_holder
from .ownership import check_can_own
from .ownership_record import hand_to
from .pool import enter_pool
from .telling import tell

Status = Assignment.Status
EXTENSIONS = "contacts.assignment_extensions"


def propose_assignment(
    customer: Customer,
    *,
    by: Any,
    to: Any,
    purpose: str,
    expires_at: datetime,
    start: datetime | None = None,
    on_expiry: str = Assignment.OnExpiry.OWNER,
) -> Assignment:
    """Lend a customer, or propose it: whoever may confirm assignments of this customer makes it effective at once.

    Refuses an end before the start, the owner himself, a customer without owner, and a second loan to the same person.
    """
    check_can_own(to)
    start = start or clock.now()
    if not purpose.strip():
        raise DomainError(_("Say what the colleague is to do."), code="required", field="purpose")
    if expires_at <= start or expires_at <= clock.now():
        raise DomainError(_("The end lies before the beginning, or in the past."), "past", "expires_at")
    with transaction.atomic():
        customer = Customer.objects.alive().select_for_update().get(pk=customer.pk)
        if customer.owner_id is None:
            raise DomainError(
                _("Nobody owns this customer. Give it to the colleague instead."),
                code="unowned",
                field="to_user",
            )
        if customer.owner_id == to.pk:
            raise DomainError(
                _("%(name)s owns this customer already.") % {"name": to}, code="is_owner", field="to_user"
            )
        assignment = Assignment(
            customer=customer,
            from_user=customer.owner,
            to_user=to,
            purpose=purpose.strip(),
            start=start,
            expires_at=expires_at,
            on_expiry=on_expiry,
        )
        try:
            with transaction.atomic():
                assignment.save()
        except IntegrityError:
            raise DomainError(
                _("%(customer)s is lent to %(name)s already. Extend that assignment.")
                % {"customer": customer, "name": to},
                code="duplicate",
                field="to_user",
            )
        actions.record(
            "contacts.assignment_proposed", customer, by=by, member=str(to), reason=purpose.strip()
        )
        if gate.may(by, assignment, "confirm"):
            _make_effective(assignment, by)
    return assignment


def confirm_assignment(assignment: Assignment, *, by: Any) -> Assignment:
    with transaction.atomic():
        fresh = _locked(assignment)
        _require(fresh, Status.EFFECTIVE)
        if fresh.status == Status.EFFECTIVE:
            raise DomainError(_("It is effective already."), code="forbidden_move")
        if fresh.expires_at <= clock.now():
            raise DomainError(_("Its end has passed. Propose it again."), code="past")
        _make_effective(fresh, by)
    return fresh


def _make_effective(assignment: Assignment, by: Any) -> None:
    assignment.status = Status.EFFECTIVE
    assignment.save()
    customer = assignment.customer
    actions.record(
        "contacts.assignment_effective",
        customer,
        by=by,
        member=str(assignment.to_user),
        until=assignment.expires_at.isoformat(),
    )
    words = {"name": by, "customer": customer, "until": show(assignment.expires_at)}
    url = customer.get_absolute_url()
    tell(assignment.to_user, lambda: _("%(name)s lent you %(customer)s until %(until)s.") % words, url, by=by)
    words = {"customer": customer, "to": assignment.to_user}
    tell(assignment.from_user, lambda: _("%(customer)s was lent to %(to)s.") % words, url, by=by)


def refuse_assignment(assignment: Assignment, *, by: Any, reason: str) -> Assignment:
    return _end(assignment, Status.REFUSED, by, reason, "contacts.assignment_refused")


def recall_assignment(assignment: Assignment, *, by: Any, reason: str = "") -> Assignment:
    """Whoever lent it, or his manager, ends it now; the colleague loses his reach at once."""
    return _end(assignment, Status.RECALLED, by, reason, "contacts.assignment_recalled")


def _end(assignment: Assignment, status: str, by: Any, reason: str, verb: str) -> Assignment:
    with transaction.atomic():
        fresh = _locked(assignment)
        _require(fresh, status)
        fresh.status, fresh.ended_at, fresh.reason = status, clock.now(), reason.strip()[:200]
        fresh.save()
        actions.record(verb, fresh.customer, by=by, member=str(fresh.to_user), reason=reason.strip())
        words = {"customer": fresh.customer}
        url = fresh.get_absolute_url()
        tell(fresh.to_user, lambda: _("The assignment of %(customer)s was ended.") % words, url, by=by)
    return fresh


def extend_assignment(assignment: Assignment, *, until: datetime, by: Any) -> Assignment:
    """A later end, so many times (a parameter, delivered as twice)."""
    with transaction.atomic():
        fresh = _locked(assignment)
        if fresh.status != Status.EFFECTIVE or fresh.expires_at <= clock.now():
            raise DomainError(_("Only a running assignment can be extended."), code="forbidden_move")
        most = parameters.get(EXTENSIONS)
        if fresh.extensions >= most:
            raise DomainError(
                _("It was extended %(count)d times already. Lend it anew, or transfer the customer.")
                % {"count": most},
                code="too_often",
                field="until",
            )
        if until <= fresh.expires_at:
            raise DomainError(_("The new end must be later than the old one."), code="past", field="until")
        fresh.expires_at = until
        fresh.extensions += 1
        fresh.save()
        actions.record(
            "contacts.assignment_extended",
            fresh.customer,
            by=by,
            member=str(fresh.to_user),
            until=until.isoformat(),
        )
    return fresh


def expire_assignment(assignment: Assignment, *, by: Any = None) -> bool:
    """Close one whose end has passed, as of that very moment; False where somebody else has done so."""
    with transaction.atomic():
        receiver = assignment.to_user
        if assignment.on_expiry == Assignment.OnExpiry.TRANSFER:
            lock_holder(receiver)
        fresh = _locked(assignment)
        if fresh.status == Status.PENDING:
            fresh.status = Status.REFUSED
        elif fresh.status == Status.EFFECTIVE and fresh.expires_at <= clock.now():
            fresh.status = Status.EXPIRED
        else:
            return False
        was_effective = fresh.status == Status.EXPIRED
        fresh.ended_at = fresh.expires_at
        fresh.save()
        actions.record("contacts.assignment_expired", fresh.customer, by=by, member=str(fresh.to_user))
        if was_effective:
            _follow(fresh, by)
    return True


def _follow(assignment: Assignment, by: Any) -> None:
    """What comes after the end; where that is not possible the customer stays with its owner, who is told."""
    customer = (
        Customer.objects.select_for_update(of=("self",))
        .select_related("owner", "department")
        .get(pk=assignment.customer_id)
    )
    words: dict[str, Any] = {"customer": customer, "to": assignment.to_user}
    url = customer.get_absolute_url()
    try:
        with transaction.atomic():
            if assignment.on_expiry == Assignment.OnExpiry.TRANSFER and customer.owner_id:
                check_can_own(assignment.to_user)
                check_cap(assignment.to_user, customer=customer)
                kind = OwnershipRecord.Kind.TRANSFERRED
                hand_to(customer, kind=kind, by=by, owner=assignment.to_user, reason=assignment.purpose)
            elif assignment.on_expiry == Assignment.OnExpiry.POOL and customer.owner_id:
                enter_pool(
                    customer, pool=None, kind=OwnershipRecord.Kind.EXPIRED, by=by, reason=assignment.purpose
                )
    except DomainError as refusal:
        words["why"] = refusal.message
        tell(
            assignment.from_user,
            lambda: _("The assignment of %(customer)s to %(to)s ended; it stays with you: %(why)s") % words,
            url,
            by=by,
        )
        return
    tell(
        assignment.from_user,
        lambda: _("The assignment of %(customer)s to %(to)s ended.") % words,
        url,
        by=by,
    )
    tell(assignment.to_user, lambda: _("The assignment of %(customer)s ended.") % words, url, by=by)


def _locked(assignment: Assignment) -> Assignment:
    """The customer first, as everywhere, then the assignment."""
    locked_row(Customer, assignment.customer_id)
    rows = (
        Assignment.objects.alive()
        .select_for_update(of=("self",))
        .select_related("customer", "to_user", "from_user")
    )
    return rows.get(pk=assignment.pk)  # type: ignore[no-any-return]


def _require(assignment: Assignment, to: str) -> None:
    labels = dict(Status.choices)
    states.require_move(states.ASSIGNMENT, assignment.status, to, labels)
