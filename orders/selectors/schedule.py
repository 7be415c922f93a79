"""The delivery schedules of lines, all in one statement."""

from typing import Any

from ..models import OrderLineSchedule
from ..schedule import Part


def parts_of_lines(lines: Any) -> dict[int, list[Part]]:
    """Line id → its parts in the order of their days, of those that have any; `lines`: ids, or a query of them."""
    found: dict[int, list[Part]] = {}
    rows = OrderLineSchedule.objects.alive().filter(line__in=lines).order_by("due_on", "id")
    for line, day, quantity in rows.values_list("line_id", "due_on", "quantity"):
        found.setdefault(line, []).append((day, quantity))
    return found
