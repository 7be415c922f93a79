"""A year of the working calendar as twelve months of weeks, and what is known of it."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import dates

from core import clock, working_time
from core.models import WorkCalendarDay
from core.working_calendar import FIRST_YEAR, LAST_YEAR


@dataclass
class Day:
    """One square of the year; `kind` is off, extra (a weekend day that is worked), plain or weekend."""

    date: date
    is_workday: bool
    note: str
    is_own: bool
    is_today: bool
    in_month: bool

    @property
    def kind(self) -> str:
        if self.is_workday:
            return "extra" if self.date.weekday() >= 5 else "plain"
        return "off" if self.date.weekday() < 5 or self.note else "weekend"


def year_asked(text: str) -> int:
    """The year in the address; this year where it names none that the calendar has."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else clock.today().year


def year_page(year: int) -> dict[str, Any]:
    special = {row.date: row for row in WorkCalendarDay.objects.filter(date__year=year)}
    today = clock.today()
    months = []
    weeks_of = calendar.Calendar(calendar.MONDAY)
    for number in range(1, 13):
        weeks = []
        for week in weeks_of.monthdatescalendar(year, number):
            weeks.append([_day(day, special.get(day), today, day.month == number) for day in week])
        worked = sum(day.is_workday for week in weeks for day in week if day.in_month)
        months.append({"label": dates.MONTHS[number], "weeks": weeks, "worked": worked})
    return {
        "year": year,
        "months": months,
        "worked": sum(month["worked"] for month in months),
        "set_days": len(special),
        "weekdays": [
            (str(dates.WEEKDAYS_ABBR[number]).removeprefix("星期"), dates.WEEKDAYS[number])
            for number in range(7)
        ],
        "is_known": working_time.is_known(year),
        "is_filled": bool(special),
        "next_warning": _next_unpublished(year, today),
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
    }


def _day(day: date, row: WorkCalendarDay | None, today: date, in_month: bool) -> Day:
    is_workday = row.is_workday if row is not None else day.weekday() < 5
    return Day(day, is_workday, row.note if row is not None else "", row is not None, day == today, in_month)


def _next_unpublished(year: int, today: date) -> int | None:
    """From November on the year to come is missed where nobody has published or entered it."""
    coming = today.year + 1
    if year != today.year or today.month < 11 or working_time.is_published(coming):
        return None
    return coming
