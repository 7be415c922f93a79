"""How the people of a manager stand: their customers, what is overdue, what they logged this week."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from contacts.models import FollowUp
from core import clock

from .scope import ME, Scope

SHOWN = 10


@dataclass
class Person:
    user: Any
    customers: int
    overdue: int
    logged: int = 0


def work_of(scope: Scope) -> list[Person]:
    """Those with the most overdue contacts first; nobody while the scope is only oneself."""
    if scope.name == ME:
        return []
    today = clock.today()
    rows = (
        scope.visible_customers()
        .filter(owner__isnull=False)
        .order_by()
        .values("owner")
        .annotate(customers=Count("pk"), overdue=Count("pk", filter=Q(next_follow_on__lt=today)))
        .order_by("-overdue", "-customers", "owner")[:SHOWN]
    )
    found = {row["owner"]: row for row in rows}
    logged = dict(
        FollowUp.objects.visible_to(scope.user)
        .filter(by__in=list(found), at__gte=week_start())
        .order_by()
        .values_list("by")
        .annotate(count=Count("pk"))
    )
    users = User.objects.only("username", "name").in_bulk(list(found))
    return [
        Person(users[pk], row["customers"], row["overdue"], logged.get(pk, 0)) for pk, row in found.items()
    ]


def week_start() -> datetime:
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    return timezone.make_aware(datetime.combine(monday, time()))
