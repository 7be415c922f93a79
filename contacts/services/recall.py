"""What time does to ownership: assignments end, customers fall back to the pool, and both are announced before.

Each job may be run again for the same day without effect, and run late it writes the days that were due.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import clock
from reminders.services.notification import notify

from ..models import Assignment, Customer, OwnershipRecord, OwnershipWarning
from ..selectors import recall as selector
from .assignment import expire_assignment
from .pool import enter_pool

AT = time(0, 30)
ASSIGNMENT_STEPS = (3, 1)
MANY = 5  # beyond this many a person gets one warning for all


def recall_assignments(as_of: date) -> dict[str, Any]:
    """End the assignments whose end has passed, and warn of those that end in three days or tomorrow."""
    until = min(clock.now(), _moment(as_of + timedelta(days=1)))
    over = Assignment.objects.alive().filter(
        status__in=(Assignment.Status.PENDING, Assignment.Status.EFFECTIVE), expires_at__lte=until
    )
    ended = sum(
        expire_assignment(row)
        for row in over.select_related("to_user", "from_user").order_by("expires_at", "pk")
    )
    return {"ended": ended, "warned": _warn_of_assignments(as_of)}


def _warn_of_assignments(as_of: date) -> int:
    last = _moment(as_of + timedelta(days=ASSIGNMENT_STEPS[0] + 1))
    rows = (
        Assignment.objects.in_force()
        .filter(expires_at__lt=last)
        .select_related("customer", "to_user", "from_user")
    )
    count = 0
    for row in rows.order_by("pk"):
        due_on = timezone.localtime(row.expires_at).date()
        step = step_of((due_on - as_of).days, ASSIGNMENT_STEPS)
        if step is None or not _first_time(OwnershipWarning.Kind.ASSIGNMENT, row.pk, due_on, step):
            continue
        words = {"customer": row.customer, "to": row.to_user, "day": due_on.isoformat()}
        for person in (row.to_user, row.from_user):
            if person is not None:
                with translation.override(person.language or settings.LANGUAGE_CODE):
                    text = _("The assignment of %(customer)s to %(to)s ends on %(day)s.") % words
                    notify(person, text, row.get_absolute_url())
        count += 1
    return count


def recall_to_pool(as_of: date) -> dict[str, Any]:
    """Put into their pools the customers whose days are over on this day; then warn of those that come next."""
    recalled = sum(_recall(found, as_of) for found in selector.due(as_of))
    return {"recalled": recalled, "warned": _warn_of_recalls(as_of)}


def _recall(found: selector.Due, as_of: date) -> bool:
    """One customer, if the rule still strikes under its lock; dated on the day when it was due."""
    with transaction.atomic():
        customer = (
            Customer.objects.alive()
            .select_for_update(of=("self",))
            .select_related("owner")
            .filter(pk=found.customer_id)
        ).first()
        still = selector.due(as_of, rows=Customer.objects.alive().filter(pk=found.customer_id))
        if customer is None or not still:
            return False
        struck = still[0]
        day = as_of + timedelta(days=struck.days + 1)
        begun = OwnershipRecord.objects.filter(customer=customer, to_at=None).values_list(
            "from_at", flat=True
        )
        at = max([min(_moment(day, AT), clock.now()), *begun])
        enter_pool(
            customer,
            pool=struck.rule.pool,
            kind=OwnershipRecord.Kind.EXPIRED,
            by=None,
            reason=_("Rule: %(rule)s") % {"rule": struck.rule},
            at=at,
        )
        return True


def _warn_of_recalls(as_of: date) -> int:
    """Warn the owners, once a step: customers with 7, 3 or 1 days left; a day that was missed is made up for."""
    by_owner: dict[Any, list[tuple[Customer, date]]] = defaultdict(list)
    furthest = max(
        (days for found in selector.clauses(as_of) for days in found.rule.pool.remind_days), default=-1
    )
    coming = [found for found in selector.due(as_of, within=furthest) if found.days >= 0]
    customers = Customer.objects.select_related("owner").in_bulk([found.customer_id for found in coming])
    for found in coming:
        step = step_of(found.days, found.rule.pool.remind_days)
        due_on = as_of + timedelta(days=found.days)
        if step is None or not _first_time(OwnershipWarning.Kind.POOL, found.customer_id, due_on, step):
            continue
        customer = customers[found.customer_id]
        by_owner[customer.owner].append((customer, due_on))
    for owner, told in by_owner.items():
        with translation.override(owner.language or settings.LANGUAGE_CODE):
            _tell_owner(owner, told, as_of)
    return sum(len(told) for told in by_owner.values())


def _tell_owner(owner: Any, told: list[tuple[Customer, date]], as_of: date) -> None:
    if len(told) > MANY:
        first = min(day for _customer, day in told)
        text = _("%(count)d of your customers go to the public pool unless you act, the first after %(day)s.")
        url = f"{reverse('contacts:customer_list')}?scene=mine&sort=days_left"
        notify(owner, text % {"count": len(told), "day": first.isoformat()}, url)
        return
    for customer, day in told:
        words = {"customer": customer, "day": day.isoformat(), "left": (day - as_of).days}
        text = _("%(customer)s goes to the public pool after %(day)s unless you act (days left: %(left)d).")
        notify(owner, text % words, customer.get_absolute_url())


def step_of(days: int, steps: Any) -> int | None:
    """The warning that is due with so many days left: the nearest step not below them."""
    return min((step for step in steps if days <= step), default=None) if days >= 0 else None


def _first_time(kind: str, subject_id: int, due_on: date, step: int) -> bool:
    _row, is_new = OwnershipWarning.objects.get_or_create(
        kind=kind, subject_id=subject_id, due_on=due_on, step=step, defaults={"given_at": clock.now()}
    )
    return is_new


def _moment(day: date, at: time = time.min) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


__all__ = ["recall_assignments", "recall_to_pool", "step_of"]
