"""Whom a notice reaches: everybody, or the departments it is for and those below them, while it is shown."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts import access
from core import clock

from .models import Notice, Task


def given_by(user: Any, action: str) -> QuerySet[Any, Any] | None:
    """Whoever gave a task follows it, changes it and accepts it."""
    return Task.objects.filter(assigner=user).values("pk")


def shown_to(user: Any, action: str) -> QuerySet[Any, Any] | None:
    if action != "view":
        return None
    own = Q(audience__isnull=True) | Q(audience__in=access.department_chain(user))
    today = Q(expires_on__isnull=True) | Q(expires_on__gte=clock.today())
    return Notice.objects.alive().filter(own, today, published_at__lte=clock.now()).values("pk")
