"""Our own people as lists of customers ask for them: who works under whom."""

from typing import Any

from accounts.models import Employee


def subordinate_ids(user: Any) -> frozenset[int]:
    """User ids of everybody who reports to `user`, directly or through others, without himself."""
    pairs = Employee.objects.filter(leader__isnull=False).values_list("leader__user_id", "user_id")
    below: dict[int, list[int]] = {}
    for leader, subordinate in pairs:
        below.setdefault(leader, []).append(subordinate)
    found: set[int] = set()
    waiting = list(below.get(user.pk, ()))
    while waiting:
        person = waiting.pop()
        if person not in found and person != user.pk:
            found.add(person)
            waiting.extend(below.get(person, ()))
    return frozenset(found)
