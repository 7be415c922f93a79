"""Public pools: giving a customer up, recalling it, claiming it, and giving it out again."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.operation import because

from .. import sources, states
from ..models import AccountTeamMember, Assignment, Customer, OwnershipRecord, OwnershipRequest, PublicPool
from ..selectors.pools import former_owner, pools_for, pools_of
from .asking import ask_first
from .follow_up import end_promises
from .holding import check_cap, lock_holder
from .ownership import Outcome, check_can_own
from .ownership_record import hand_to
from .telling import tell

Kind = OwnershipRecord.Kind
TEAM_READS_ON = timedelta(days=7)


def release_customer(customer: Customer, *, by: Any, reason: str, pool: PublicPool | None = None) -> Customer:
    """The owner, or his manager, gives a customer up to a pool; says why."""
    if not reason.strip():
        raise DomainError(_("Say why you give the customer up."), code="required", field="reason")
    with transaction.atomic():
        customer = _locked(customer)
        if _asks_to_recall(customer, pool, by, reason):
            return customer
        return enter_pool(customer, pool=pool, kind=Kind.RELEASED, by=by, reason=reason.strip())


def recall_customer(
    customer: Customer,
    *,
    by: Any,
    reason: str = "",
    pool: PublicPool | None = None,
    is_approved: bool = False,
) -> Customer:
    """A manager takes a customer from its owner and puts it into a pool; a key account where a process agrees."""
    with transaction.atomic():
        customer = _locked(customer)
        if not is_approved and _asks_to_recall(customer, pool, by, reason):
            return customer
        return enter_pool(customer, pool=pool, kind=Kind.RECALLED, by=by, reason=reason.strip())


def _asks_to_recall(customer: Customer, pool: PublicPool | None, by: Any, reason: str) -> bool:
    require(customer, states.POOLED)
    request = ask_first(customer, OwnershipRequest.Kind.RECALL, by=by, pool=pool, reason=reason.strip())
    return request is not None


def enter_pool(
    customer: Customer,
    *,
    pool: PublicPool | None,
    kind: str,
    by: Any,
    reason: str = "",
    at: datetime | None = None,
) -> Customer:
    """All that entering a pool means, on a locked row, in the caller's transaction.

    No owner any more; the team reads on for seven days; what was planned is cancelled and the owner told.
    """
    require(customer, states.POOLED)
    offered = pools_for(customer)
    pool = pool or (offered[0] if offered else None)
    if pool is None or not pool.is_active:
        raise DomainError(
            _("No public pool takes customers of %(owner)s.") % {"owner": customer.owner},
            code="no_pool",
            field="pool",
        )
    before = customer.owner
    with because(reason):
        _team_reads_on(customer)
        _end_assignments(customer, by, at)
        cancelled = end_promises(customer, by=by)
        for end in sources.POOL_ENTRY:
            end(customer, by)
        hand_to(customer, kind=kind, by=by, pool=pool, reason=reason, at=at)
    words = {"customer": customer, "pool": pool, "count": cancelled}

    def sentence() -> str:
        if cancelled:
            return _("%(customer)s went to “%(pool)s”; %(count)d next contacts were cancelled.") % words
        return _("%(customer)s went to “%(pool)s”.") % words

    tell(before, sentence, customer.get_absolute_url(), by=by)
    return customer


def claim_customer(customer: Customer, *, by: Any, is_approved: bool = False) -> Customer:
    """Take a customer out of a pool for oneself; of several who try at once exactly one gets it.

    Refuses beyond cap, daily limit, cool-down and protection; whoever has it already (a double click) keeps it.
    """
    check_can_own(by)
    with transaction.atomic():
        lock_holder(by)
        customer = _locked(customer)
        if customer.owner_id == by.pk:
            return customer
        pool = customer.pool
        if pool is None:
            raise _taken(customer)
        if not pools_of(by).filter(pk=pool.pk).exists():
            raise DomainError(
                _("You do not belong to “%(pool)s”.") % {"pool": pool}, code="not_a_member", field="pool"
            )
        check_may_claim(customer, by)
        check_cap(by, customer=customer)
        if not is_approved and ask_first(customer, OwnershipRequest.Kind.CLAIM, by=by, to=by):
            return customer
        hand_to(customer, kind=Kind.CLAIMED, by=by, owner=by)
    return customer


def check_may_claim(customer: Customer, user: Any) -> None:
    """Protection of new entries, cool-down of the former owner, and the day's allowance."""
    pool = customer.pool
    if pool is None:
        raise _taken(customer)
    today = clock.today()
    first = first_claim_day(customer, user)
    if first is not None and today < first:
        raise DomainError(
            _("You had this customer last. You may claim it again from %(day)s.")
            % {"day": first.isoformat()},
            code="cool_down",
        )
    since = _day(customer.pooled_at)
    if since is not None and today < (free := since + timedelta(days=pool.new_entry_protect_days)):
        raise DomainError(
            _("This customer is new in the pool. It may be claimed from %(day)s.")
            % {"day": free.isoformat()},
            code="protected",
        )
    limit = pool.daily_claim_limit
    if limit is not None and claims_today(user, pool) >= limit:
        raise DomainError(
            _("You have claimed %(count)d customers from this pool today; that is the daily limit.")
            % {"count": limit},
            code="daily_limit",
        )


def first_claim_day(customer: Customer, user: Any) -> date | None:
    """From when the former owner may claim it again: the days of the cool-down are full, the last one included."""
    record = former_owner(customer)
    if customer.pool is None or record is None or record.owner_id != user.pk:
        return None
    left = _day(record.to_at)
    return (
        left + timedelta(days=customer.pool.prev_owner_days + 1)
        if left and customer.pool.prev_owner_days
        else None
    )


def claims_today(user: Any, pool: PublicPool) -> int:
    """Claims of this pool since midnight: rows whose predecessor lay in it."""
    midnight = timezone.make_aware(datetime.combine(clock.today(), time.min))
    claims = OwnershipRecord.objects.filter(owner=user, kind=Kind.CLAIMED, from_at__gte=midnight)
    left = OwnershipRecord.objects.filter(
        pool=pool, to_at__gte=midnight, customer__in=claims.values("customer_id")
    )
    pairs = set(left.values_list("customer_id", "to_at"))
    return sum(1 for row in claims.values_list("customer_id", "from_at") if row in pairs)


def assign_customers(rows: Any, *, to: Any, by: Any, reason: str = "", is_approved: bool = False) -> Outcome:
    """Give customers without owner, or of a pool, to a colleague: past daily limit and cool-down, never past a cap.

    Key accounts wait for a process where one takes them; those that are refused stay and say why.
    """
    check_can_own(to)
    outcome = Outcome()
    for pk in sorted(row.pk for row in rows):
        try:
            with transaction.atomic():
                lock_holder(to)
                customer = _locked(Customer(pk=pk))
                if customer.owner_id is not None:
                    raise _taken(customer)
                require(customer, states.OWNED)
                check_cap(to, customer=customer)
                kind = OwnershipRequest.Kind.ASSIGN
                if not is_approved and ask_first(customer, kind, by=by, to=to, reason=reason.strip()):
                    outcome.submitted.append(customer)
                    continue
                hand_to(customer, kind=Kind.ASSIGNED, by=by, owner=to, reason=reason.strip())
                words = {"name": by, "customer": customer}
                url = customer.get_absolute_url()
                tell(to, lambda w=words: _("%(name)s gave you %(customer)s.") % w, url, by=by)  # type: ignore[misc]
                outcome.moved.append(customer)
        except DomainError as refusal:
            outcome.refused.append((Customer.objects.get(pk=pk), refusal.message))
    return outcome


def require(customer: Customer, to: str) -> None:
    """Refuse a move of ownership that the table does not list."""
    now = states.ownership_of(customer)
    states.require_move(states.OWNERSHIP, now, to, states.OWNERSHIP_LABELS, field="owner")


def _locked(customer: Customer) -> Customer:
    rows = (
        Customer.objects.alive().select_for_update(of=("self",)).select_related("owner", "pool", "department")
    )
    found = rows.filter(pk=customer.pk).first()
    if found is None:
        raise DomainError(_("This customer does not exist any more."), code="gone")
    return found  # type: ignore[no-any-return]


def _taken(customer: Customer) -> DomainError:
    if customer.owner_id is None:
        return DomainError(
            _("%(customer)s lies in no public pool.") % {"customer": customer}, code="not_pooled"
        )
    return DomainError(
        _("%(owner)s was quicker: %(customer)s is no longer in the pool.")
        % {"owner": customer.owner, "customer": customer},
        code="taken",
    )


def _team_reads_on(customer: Customer) -> None:
    """The account team keeps reading for some days, then it ends by itself."""
    until = clock.now() + TEAM_READS_ON
    for member in AccountTeamMember.objects.in_force().filter(customer=customer):
        member.rights = AccountTeamMember.Rights.READ
        member.expires_at = min(member.expires_at or until, until)
        member.save()


def _end_assignments(customer: Customer, by: Any, at: datetime | None) -> None:
    open_states = (Assignment.Status.PENDING, Assignment.Status.EFFECTIVE)
    for row in Assignment.objects.alive().filter(customer=customer, status__in=open_states):
        was_open = row.status == Assignment.Status.PENDING
        row.status = Assignment.Status.REFUSED if was_open else Assignment.Status.RECALLED
        row.ended_at = at or clock.now()
        row.save()


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment is not None else None
