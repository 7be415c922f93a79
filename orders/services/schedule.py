"""The delivery schedules of an order's lines: written with the draft, and the due day that follows what has gone.

A line is due on the day of its next part that was not shipped yet: lists, reminders and shipments read that one day.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.selectors.priced_lines import living_lines
from catalog.services.priced_lines import whole_figure
from core.errors import DomainError

from ..models import Order, OrderLine, OrderLineSchedule
from ..schedule import MOST_PARTS, Part, next_due
from ..selectors.schedule import parts_of_lines


def checked(order: Order, quantity: Any, parts: Sequence[Part]) -> list[Part]:
    """The parts in the order of their days; together they are the quantity of the line, each on a day of its own."""
    if len(parts) > MOST_PARTS:
        raise DomainError(
            _("A delivery schedule has %(most)d parts at most.") % {"most": MOST_PARTS}, "bad_schedule"
        )
    found = sorted((day, whole_figure(part, 4)) for day, part in parts)
    if any(part <= 0 for _day, part in found):
        raise DomainError(_("A part of a delivery schedule is more than nothing."), "bad_schedule")
    if len({day for day, _part in found}) != len(found):
        raise DomainError(_("Two parts of a delivery schedule are due on the same day."), "bad_schedule")
    if found and found[0][0] < order.ordered_on:
        raise DomainError(_("It is due before it was ordered."), "due_before_order")
    _require_whole(quantity, found)
    return found


def _require_whole(quantity: Any, parts: Sequence[Part]) -> None:
    total = sum((part for _day, part in parts), Decimal(0))
    if parts and quantity not in (None, "") and total != Decimal(str(quantity)):
        raise DomainError(
            _("The delivery schedule comes to %(total)s, the position to %(quantity)s.")
            % {"total": f"{total.normalize():f}", "quantity": f"{Decimal(str(quantity)).normalize():f}"},
            "schedule_sum",
        )


def write_schedules(order: Order, lines: Sequence[Mapping[str, Any]]) -> None:
    """Write those of the saved lines; a line that says nothing of its schedule keeps it, and it must still fit."""
    there: dict[int, list[OrderLineSchedule]] = {}
    for part in OrderLineSchedule.objects.alive().filter(line__order=order).order_by("due_on", "id"):
        there.setdefault(part.line_id, []).append(part)
    for line, given in zip(living_lines(order), lines, strict=True):
        old = there.pop(line.pk, [])
        parts = given.get("schedule")
        if parts is None:
            _keep(line, old)
        else:
            write_parts(line, old, parts)
    for rest in there.values():  # of lines that were taken out
        drop(rest)


def _keep(line: OrderLine, old: Sequence[OrderLineSchedule]) -> None:
    try:
        _require_whole(line.quantity, [(part.due_on, part.quantity) for part in old])
    except DomainError as refusal:
        text = _("Position %(place)d: %(message)s") % {"place": line.place, "message": refusal.message}
        raise DomainError(text, refusal.code, "lines")
    if old and line.due_on != old[0].due_on:
        line.due_on = old[0].due_on
        line.save()


def write_parts(line: OrderLine, old: Sequence[OrderLineSchedule], parts: Sequence[Part]) -> None:
    """These parts instead of the old ones; a day that stays keeps its row."""
    by_day = {part.due_on: part for part in old}
    for day, quantity in parts:
        part = by_day.pop(day, None) or OrderLineSchedule(line=line, due_on=day)
        if part.pk is None or part.quantity != quantity:
            part.quantity = quantity
            part.save()
    drop(by_day.values())


def drop(parts: Iterable[OrderLineSchedule]) -> None:
    for part in parts:
        part.is_deleted = True
        part.save()


def follow_schedule(lines: Sequence[OrderLine]) -> None:
    """Set the due day of lines whose shipped quantity has changed; the caller saves them."""
    known = parts_of_lines([line.pk for line in lines])
    for line in lines:
        day = next_due(known.get(line.pk, []), line.shipped - line.replaced - line.lost)
        if day is not None:
            line.due_on = day
