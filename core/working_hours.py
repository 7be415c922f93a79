"""The clock of promises: so many hours of work from a moment, counted over shifts, weekends and holidays."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from .models import WorkShift
from .working_time import workdays

USUAL = ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))
WINDOW = 30
FARTHEST = 400  # windows: nobody waits thirty years for an approval


def shifts() -> list[WorkShift]:
    """The stretches of a working day, those of other times included; one query."""
    return list(WorkShift.objects.order_by("starts_at"))


def shifts_on(day: date, given: list[WorkShift]) -> list[tuple[time, time]]:
    """The stretches that hold on this day; the usual ones where none do."""
    return [(shift.starts_at, shift.ends_at) for shift in given if shift.holds_on(day)] or list(USUAL)


def _stretches(first: date, given: list[WorkShift]) -> list[tuple[datetime, datetime]]:
    """Every stretch of work of the thirty days from `first`."""
    days = workdays(first, first + timedelta(days=WINDOW - 1))
    return [
        (timezone.make_aware(datetime.combine(day, start)), timezone.make_aware(datetime.combine(day, end)))
        for day, works in days.items()
        if works
        for start, end in shifts_on(day, given)
    ]


def add_working(moment: datetime, length: timedelta) -> datetime:
    """The moment at which `length` of work has passed since `moment`.

    Outside working time the count begins with the next shift; nothing to wait for ends at once. The end of a
    shift counts as reached then, not with the next one.
    """
    if length <= timedelta(0):
        return moment
    given = shifts()
    left = length
    first = timezone.localtime(moment).date()
    for _window in range(FARTHEST):
        for start, end in _stretches(first, given):
            begins = max(start, moment)
            if begins >= end:
                continue
            if left <= end - begins:
                return begins + left
            left -= end - begins
        first += timedelta(days=WINDOW)
    raise ValueError("the calendar has no working time")


def working_between(start: datetime, end: datetime) -> timedelta:
    """How much work lies between two moments; nothing where they stand the wrong way round."""
    given = shifts()
    total = timedelta(0)
    first = timezone.localtime(start).date()
    while first <= timezone.localtime(end).date():
        for begins, ends in _stretches(first, given):
            total += max(min(ends, end) - max(begins, start), timedelta(0))
        first += timedelta(days=WINDOW)
    return total
