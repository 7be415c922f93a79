"""Chainable reads of one model each."""

from datetime import date
from typing import Any

from django.db.models import Q

from core import clock
from records.gate import GateQuerySet


class CustomerQuerySet(GateQuerySet[Any]):
    def owned_by(self, user: Any) -> "CustomerQuerySet":
        return self.filter(owner=user)

    def contact_due(self, day: date) -> "CustomerQuerySet":
        """Customers whose next contact is on `day` or was before it."""
        return self.filter(next_follow_on__lte=day)


class UnitQuerySet(GateQuerySet[Any]):
    def within(self, unit: Any) -> "UnitQuerySet":
        """The unit itself and everything below it."""
        return self.filter(customer_id=unit.customer_id, path__startswith=unit.path)


class ContactQuerySet(GateQuerySet[Any]):
    def in_post(self) -> "ContactQuerySet":
        return self.filter(status="active")


class TeamQuerySet(GateQuerySet[Any]):
    def in_force(self) -> "TeamQuerySet":
        """An expired place is without effect at that moment, whether or not a job has run."""
        return self.alive().filter(Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now()))


class AssignmentQuerySet(GateQuerySet[Any]):
    def in_force(self) -> "AssignmentQuerySet":
        """Effective while start ≤ now < end, to the minute, whether or not a job has run."""
        now = clock.now()
        return self.alive().filter(status="effective", start__lte=now, expires_at__gt=now)


class PooledQuerySet(GateQuerySet[Any]):
    pass
