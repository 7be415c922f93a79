"""Lunar dates: when a day kept as (month, day, leap) is celebrated, and what a solar day is called.

The rules for a stored lunar day:
- a leap month's day is kept in that leap month where the year has it, else in the plain month;
- a plain month's day is never kept in the leap month;
- day 30 is kept on the 29th where the month has only 29 days.
A stored solar 29 February is kept on the 28th in common years. A Gregorian year may hold none or two of one
lunar day, so the next one is looked for in the lunar years before, of and after the day asked about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

Calendar = Literal["solar", "lunar"]

_JULIAN_DAY_OF_ORDINAL_0 = 1721425
_MONTHS = ("正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月")
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, order=True)
class LunarDate:
    """A day of the lunar year; raises ValueError if no lunar year can have it."""

    month: int
    day: int
    is_leap: bool = False

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= 30):
            raise ValueError(f"no lunar date: month {self.month}, day {self.day}")

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str | None = None) -> str:
        """八月十五, 闰六月初一; “lunar 8-15”, “lunar leap 6-01”. By default in the reader's language."""
        if (language or get_language() or "").startswith("zh"):
            return ("闰" if self.is_leap else "") + _MONTHS[self.month - 1] + _chinese_day(self.day)
        numbers = {"month": self.month, "day": f"{self.day:02d}"}
        if self.is_leap:
            return pgettext("lunar date", "lunar leap %(month)d-%(day)s") % numbers
        return pgettext("lunar date", "lunar %(month)d-%(day)s") % numbers


def _chinese_day(day: int) -> str:
    tens, ones = divmod(day - 1, 10)
    if day in (20, 30):
        return ("二十", "三十")[tens - 1]
    return ("初", "十", "廿")[tens] + _DIGITS[ones]


@dataclass(frozen=True)
class _Month:
    number: int
    is_leap: bool
    first: date
    length: int


@lru_cache(maxsize=512)
def _months(lunar_year: int) -> tuple[_Month, ...]:
    """The 12 or 13 months of a lunar year, in order."""
    from lunar_python import LunarYear

    return tuple(
        _Month(
            abs(m.getMonth()),
            m.getMonth() < 0,
            date.fromordinal(int(m.getFirstJulianDay()) - _JULIAN_DAY_OF_ORDINAL_0),
            m.getDayCount(),
        )
        for m in LunarYear.fromYear(lunar_year).getMonths()
        if m.getYear() == lunar_year
    )


def leap_month(lunar_year: int) -> int | None:
    """The month that occurs twice in the lunar year, if any."""
    return next((m.number for m in _months(lunar_year) if m.is_leap), None)


def in_lunar_year(lunar_year: int, lunar: LunarDate) -> date:
    """The day on which a stored lunar date is celebrated in that lunar year."""
    is_leap = lunar.is_leap and leap_month(lunar_year) == lunar.month
    month = next(m for m in _months(lunar_year) if m.number == lunar.month and m.is_leap == is_leap)
    return month.first + timedelta(days=min(lunar.day, month.length) - 1)


def _locate(day: date) -> tuple[int, _Month]:
    """The lunar year and month in which a day lies."""
    year = day.year if day >= _months(day.year)[0].first else day.year - 1
    months = _months(year)
    return year, next(m for m in reversed(months) if m.first <= day)


def from_solar(day: date) -> LunarDate:
    """The lunar date of a day."""
    _year, month = _locate(day)
    return LunarDate(month.number, (day - month.first).days + 1, month.is_leap)


def in_solar_year(year: int, month: int, day: int) -> date:
    """The day on which a stored solar month and day is celebrated in a year."""
    if (month, day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)


def occurrences(
    start: date, end: date, calendar: str, month: int, day: int, is_leap: bool = False
) -> list[date]:
    """Every day from start to end, both included, on which the stored day is celebrated."""
    if calendar == "lunar":
        lunar = LunarDate(month, day, is_leap)
        days = [in_lunar_year(year, lunar) for year in range(start.year - 1, end.year + 1)]
    else:
        days = [in_solar_year(year, month, day) for year in range(start.year, end.year + 1)]
    return [found for found in days if start <= found <= end]


def next_birthday(since: date, calendar: str, month: int, day: int, is_leap: bool = False) -> date:
    """The first day on or after `since` on which the stored day is celebrated (today's birthday is today)."""
    return occurrences(since, since + timedelta(days=400), calendar, month, day, is_leap)[0]


@dataclass(frozen=True)
class BirthdayKey:
    """A stored (calendar, month, day, is_leap) and the day of a window on which it is celebrated."""

    on: date
    calendar: str
    month: int
    day: int
    is_leap: bool = False


def birthday_keys(start: date, end: date) -> list[BirthdayKey]:
    """All stored values which are celebrated from start to end, so that one query finds the people.

    It agrees with `occurrences` for each of them; a day has between two and eight such values.
    """
    return [
        key for offset in range((end - start).days + 1) for key in _keys_of(start + timedelta(days=offset))
    ]


def _keys_of(on: date) -> list[BirthdayKey]:
    keys = [BirthdayKey(on, "solar", on.month, on.day)]
    if (on.month, on.day) == (2, 28) and in_solar_year(on.year, 2, 29) == on:
        keys.append(BirthdayKey(on, "solar", 2, 29))
    year, month = _locate(on)
    number = (on - month.first).days + 1
    days = [29, 30] if number == month.length == 29 else [number]
    if month.is_leap:
        leaps = [True]
    else:  # without that leap month in the year, its days are kept in the plain month
        leaps = [False] if leap_month(year) == month.number else [False, True]
    return keys + [BirthdayKey(on, "lunar", month.number, d, leap) for leap in leaps for d in days]


def action_day(day: date, is_workday: Callable[[date], bool]) -> date:
    """The day itself if work is done on it, else the last working day before."""
    for back in range(60):
        candidate = day - timedelta(days=back)
        if is_workday(candidate):
            return candidate
    raise ValueError(_("There is no working day in the 60 days before %(day)s.") % {"day": day.isoformat()})
