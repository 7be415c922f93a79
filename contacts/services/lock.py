"""Locking a customer against recall, for so many days at most (a parameter, delivered as ninety)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import parameters

from .. import states
from ..models import Customer
from .holding import LOCKED, check_cap, lock_holder
from .pool import require

LONGEST = "contacts.lock_days"


def lock_customer(customer: Customer, *, until: datetime, by: Any, reason: str = "") -> Customer:
    """Keep the customer with its owner until a moment; again is a longer or shorter lock."""
    now = clock.now()
    if until <= now:
        raise DomainError(_("The end lies in the past."), code="past", field="until")
    longest = parameters.get(LONGEST)
    if (timezone.localtime(until).date() - clock.today()).days > longest:
        raise DomainError(
            _("A lock lasts %(days)d days at most.") % {"days": longest}, code="too_long", field="until"
        )
    with transaction.atomic():
        fresh = Customer.objects.alive().select_related("owner").get(pk=customer.pk)
        if fresh.owner is not None:
            lock_holder(fresh.owner)
        fresh = (
            Customer.objects.alive()
            .select_for_update(of=("self",))
            .select_related("owner")
            .get(pk=customer.pk)
        )
        if states.ownership_of(fresh) != states.LOCKED:
            require(fresh, states.LOCKED)
            check_cap(fresh.owner, kind=LOCKED, customer=fresh)
        fresh.locked_until = until
        fresh.save()
        actions.record(
            "contacts.customer_locked", fresh, by=by, until=until.isoformat(), reason=reason.strip()
        )
    return fresh


def unlock_customer(customer: Customer, *, by: Any, reason: str = "") -> Customer:
    with transaction.atomic():
        fresh = Customer.objects.alive().select_for_update().get(pk=customer.pk)
        if states.ownership_of(fresh) != states.LOCKED:
            raise DomainError(_("This customer is not locked."), code="not_locked")
        fresh.locked_until = None
        fresh.save()
        actions.record("contacts.customer_unlocked", fresh, by=by, reason=reason.strip())
    return fresh
