"""Colleagues whom somebody may name."""

from typing import Any

from accounts.models import Employee, User
from records import gate


def employees_in_service(user: Any) -> Any:
    """Users with an active account whose employee is within reach."""
    within = gate.rows(user, Employee).values("user")
    return User.objects.filter(pk__in=within, is_active=True)
