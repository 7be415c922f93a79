"""Which days are worked: the company's own calendar first, the published holidays second, Monday to Friday last."""

from datetime import date, timedelta

from .models import WorkCalendarDay


def is_workday(day: date) -> bool:
    """Whether the company works on `day`."""
    special = WorkCalendarDay.objects.filter(date=day).values_list("is_workday", flat=True).first()
    return day.weekday() < 5 if special is None else special


def workdays(start: date, end: date) -> dict[date, bool]:
    """Each day from `start` to `end` (both included) and whether it is worked; one query."""
    special = dict(WorkCalendarDay.objects.filter(date__range=(start, end)).values_list("date", "is_workday"))
    days = (start + timedelta(days=offset) for offset in range((end - start).days + 1))
    return {day: special.get(day, day.weekday() < 5) for day in days}


def is_published(year: int) -> bool:
    """Whether the year's holidays stand in the calendar; if not, pages warn and Monday to Friday is assumed."""
    return WorkCalendarDay.objects.filter(date__year=year).exists()


def is_known(year: int) -> bool:
    """Whether the published list reaches that year."""
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def import_year(year: int) -> int | None:
    """Fill the calendar from the published list, never overwriting a day; None where the year is unpublished."""
    import chinese_calendar

    first = date(year, 1, 1)
    if not is_known(year):
        return None
    notes = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
    made = 0
    for offset in range(366):
        day = first + timedelta(days=offset)
        if day.year != year:
            break
        worked = chinese_calendar.is_workday(day)
        if worked != (day.weekday() < 5):
            _detail, name = chinese_calendar.get_holiday_detail(day)
            _row, created = WorkCalendarDay.objects.get_or_create(
                date=day, defaults={"is_workday": worked, "note": notes.get(name, "")}
            )
            made += created
    return made
