"""Review times follow the working calendar: a change of it moves those that still lie ahead."""

from typing import Any

from core import clock
from records import bulk

from ..models import Contract
from ..review_clock import review_due


def count_anew(by: Any) -> int:
    """All contracts in review whose time is not over yet; bears being run twice."""
    rows = Contract.objects.alive().filter(status=Contract.Status.REVIEWING, review_due_at__gt=clock.now())
    moved = []
    for row in rows.order_by("pk").iterator(500):
        due = review_due(row)
        if due != row.review_due_at:
            row.review_due_at = due
            moved.append(row)
    return int(bulk.update(moved, ["review_due_at"], by))
