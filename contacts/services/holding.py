"""Holding caps: how many customers one person, or a department together, may own or keep locked."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Department, User
from core import clock
from core.errors import DomainError
from core.locking import lock

from ..models import Customer, HoldingLimit

OWNED = HoldingLimit.Kind.OWNED
LOCKED = HoldingLimit.Kind.LOCKED


def lock_holder(user: Any) -> list[HoldingLimit]:
    """Make all who give customers to this person, or to a department with a cap, wait for each other.

    Always before any customer is locked, so that nobody waits in a circle. Returns the caps, for `check_cap`.
    """
    lock(User, user.pk)
    chain = access.department_chain(user)
    limits = list(HoldingLimit.objects.select_related("department"))
    ids = [limit.department_id for limit in limits if limit.department_id and _is_total(limit, chain)]
    if ids:
        list(Department.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    return limits


def check_cap(
    user: Any,
    *,
    kind: str = OWNED,
    customer: Customer | None = None,
    limits: list[HoldingLimit] | None = None,
) -> None:
    """Refuse one more customer beyond the nearest cap of the person, or beyond a total above him.

    The caller has locked the holder. A customer that does not count (dealt, where such do not) is always let in.
    """
    chain = access.department_chain(user)
    if limits is None:
        limits = list(HoldingLimit.objects.filter(kind=kind).select_related("department"))
    limits = [limit for limit in limits if limit.kind == kind]
    nearest = _nearest(limits, user, chain)
    if nearest is not None and _counts(nearest, customer):
        held = held_by(user, kind=kind, count_dealt=nearest.count_dealt)
        if held >= nearest.max:
            raise _full(kind, user, held, nearest.max)
    for limit in limits:
        if _is_total(limit, chain) and limit.department is not None:
            if not _counts(limit, customer) or _inside(customer, limit.department):
                continue
            held = _held(kind, limit.count_dealt).filter(department__path__startswith=limit.department.path)
            if (total := held.count()) >= limit.max:
                raise _full(kind, limit.department, total, limit.max)


def room(user: Any) -> int | None:
    """How many more customers the person may own; None where no cap stands."""
    chain = access.department_chain(user)
    limits = list(HoldingLimit.objects.filter(kind=OWNED).select_related("department"))
    nearest = _nearest(limits, user, chain)
    rooms = [] if nearest is None else [nearest.max - held_by(user, count_dealt=nearest.count_dealt)]
    for limit in limits:
        if _is_total(limit, chain) and limit.department is not None:
            held = _held(OWNED, limit.count_dealt).filter(department__path__startswith=limit.department.path)
            rooms.append(limit.max - held.count())
    return max(0, min(rooms)) if rooms else None


class Places:
    """The caps while many new customers come in one go: each place taken counts for the next. Holders are not locked."""

    def __init__(self) -> None:
        self.limits = list(HoldingLimit.objects.filter(kind=OWNED).select_related("department"))
        self.left: dict[int, int] = {}
        self.chains: dict[int, list[int]] = {}

    def take(self, user: Any) -> None:
        """One more customer for this person, or DomainError with the cap that is full."""
        if not self.limits:
            return
        chain = self.chains.setdefault(user.pk, access.department_chain(user))
        nearest = _nearest(self.limits, user, chain)
        concerned = [(-user.pk, user, nearest)] if nearest is not None else []
        for limit in self.limits:
            if _is_total(limit, chain):
                concerned.append((limit.pk, limit.department, limit))
        for key, holder, limit in concerned:
            if key not in self.left:
                rows = _held(OWNED, limit.count_dealt)
                mine = Q(owner=user) if key < 0 else Q(department__path__startswith=holder.path)
                self.left[key] = limit.max - rows.filter(mine).count()
            if self.left[key] <= 0:
                raise _full(OWNED, holder, limit.max - self.left[key], limit.max)
        for key, _holder, _limit in concerned:
            self.left[key] -= 1


def held_by(user: Any, *, kind: str = OWNED, count_dealt: bool = True) -> int:
    return int(_held(kind, count_dealt).filter(owner=user).count())


def _is_total(limit: HoldingLimit, chain: list[int]) -> bool:
    return limit.applies == HoldingLimit.Applies.TOTAL and limit.department_id in chain


def _held(kind: str, count_dealt: bool) -> Any:
    rows = Customer.objects.alive().filter(owner__isnull=False)
    if not count_dealt:
        rows = rows.exclude(deal_status=Customer.Deal.DEALT)
    return rows.filter(locked_until__gt=clock.now()) if kind == LOCKED else rows


def _counts(limit: HoldingLimit, customer: Customer | None) -> bool:
    return limit.count_dealt or customer is None or customer.deal_status != Customer.Deal.DEALT


def _inside(customer: Customer | None, department: Any) -> bool:
    """Whether the customer is already counted in that department: passing it on within adds nothing."""
    mine = customer.department if customer is not None else None
    return mine is not None and mine.path.startswith(department.path)


def _nearest(limits: list[HoldingLimit], user: Any, chain: list[int]) -> HoldingLimit | None:
    """One's own cap, else that of the nearest department upwards, else the general one."""
    each = [limit for limit in limits if limit.applies == HoldingLimit.Applies.EACH]
    own = next((limit for limit in each if limit.user_id == user.pk), None)
    if own is not None:
        return own
    of_departments = {limit.department_id: limit for limit in each if limit.department_id}
    for place in reversed(chain):
        if place in of_departments:
            return of_departments[place]
    return next((limit for limit in each if limit.user_id is None and limit.department_id is None), None)


def _full(kind: str, holder: Any, held: int, cap: int) -> DomainError:
    words = {"name": holder, "held": held, "max": cap}
    if kind == LOCKED:
        message = _("%(name)s keeps %(held)d customers locked; the cap is %(max)d.") % words
    else:
        message = _("%(name)s holds %(held)d customers; the cap is %(max)d.") % words
    return DomainError(message, code="cap", field="to")
