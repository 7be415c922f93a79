from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core import lunar
from core.lunar import BirthdayKey, LunarDate

DAYS = st.dates(date(1950, 1, 1), date(2098, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("lunar_date", "years"),
    [
        (LunarDate(8, 15), {2025: "2025-10-06", 2026: "2026-09-25", 2027: "2027-09-15"}),
        (LunarDate(6, 15, is_leap=True), {2025: "2025-08-08", 2026: "2026-07-28", 2027: "2027-07-18"}),
        (LunarDate(6, 15), {2025: "2025-07-09"}),
        (LunarDate(6, 1, is_leap=True), {2027: "2027-07-04"}),
        (LunarDate(12, 30), {2025: "2026-02-16", 2026: "2027-02-05", 2028: "2029-02-12"}),
        (LunarDate(9, 30), {2027: "2027-10-28"}),
        (LunarDate(1, 1), {2024: "2024-02-10", 2033: "2033-01-31", 2034: "2034-02-19"}),
        (LunarDate(11, 10, is_leap=True), {2033: "2033-12-31"}),
        (LunarDate(2, 30, is_leap=True), {2023: "2023-04-19"}),
    ],
)
def test_a_lunar_day_falls_where_the_rule_puts_it(lunar_date: LunarDate, years: dict[int, str]) -> None:
    assert {year: lunar.in_lunar_year(year, lunar_date) for year in years} == {
        y: day(d) for y, d in years.items()
    }


def test_leap_months_are_those_of_the_almanac() -> None:
    leap = {year: lunar.leap_month(year) for year in range(2020, 2034)}
    assert {year: month for year, month in leap.items() if month} == {
        2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11,
    }  # fmt: skip


def test_a_gregorian_year_may_hold_none_or_two_of_a_lunar_day() -> None:
    found = lunar.occurrences(day("2024-01-01"), day("2026-12-31"), "lunar", 11, 20)
    assert found == [day(d) for d in ("2024-01-01", "2024-12-20", "2026-01-08", "2026-12-28")]


def test_the_next_birthday_is_today_or_later() -> None:
    assert lunar.next_birthday(day("2026-11-21"), "lunar", 12, 8) == day("2027-01-15")
    assert lunar.next_birthday(day("2027-01-15"), "lunar", 12, 8) == day("2027-01-15")
    assert lunar.next_birthday(day("2027-01-16"), "lunar", 12, 8) == day("2028-01-04")
    assert lunar.next_birthday(day("2026-11-21"), "solar", 11, 20) == day("2027-11-20")


def test_29_february_is_kept_on_the_28th_in_common_years() -> None:
    found = lunar.occurrences(day("2027-01-01"), day("2028-12-31"), "solar", 2, 29)
    assert found == [day("2027-02-28"), day("2028-02-29")]
    assert lunar.next_birthday(day("2099-03-01"), "solar", 2, 29) == day("2100-02-28")


@pytest.mark.parametrize("wrong", [(0, 1), (13, 1), (1, 0), (1, 31)])
def test_an_impossible_lunar_date_is_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no lunar date"):
        LunarDate(*wrong)
    with pytest.raises(ValueError, match=r"day|month"):
        lunar.next_birthday(day("2026-01-01"), "solar", 2, 30)


@pytest.mark.parametrize(
    ("lunar_date", "chinese", "english"),
    [
        (LunarDate(8, 15), "八月十五", "lunar 8-15"),
        (LunarDate(6, 1, is_leap=True), "闰六月初一", "lunar leap 6-01"),
        (LunarDate(1, 10), "正月初十", "lunar 1-10"),
        (LunarDate(11, 20), "冬月二十", "lunar 11-20"),
        (LunarDate(12, 21), "腊月廿一", "lunar 12-21"),
        (LunarDate(12, 30), "腊月三十", "lunar 12-30"),
    ],
)
def test_a_lunar_date_is_named_in_both_languages(lunar_date: LunarDate, chinese: str, english: str) -> None:
    assert lunar_date.label("zh-hans") == chinese
    with translation.override("zh-hans"):
        assert str(lunar_date) == chinese
    with translation.override("en"):
        assert str(lunar_date) == english


@given(DAYS)
def test_each_day_is_celebrated_as_its_own_lunar_date(on: date) -> None:
    found = lunar.from_solar(on)
    assert lunar.next_birthday(on, "lunar", found.month, found.day, found.is_leap) == on


@settings(deadline=None, max_examples=60)
@given(DAYS, st.integers(0, 20), st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_the_keys_of_a_window_are_those_whose_birthday_lies_in_it(
    start: date, length: int, month: int, number: int, is_leap: bool
) -> None:
    end = start + timedelta(days=length)
    keys = lunar.birthday_keys(start, end)
    wanted = lunar.occurrences(start, end, "lunar", month, number, is_leap)
    assert [k.on for k in keys if k == BirthdayKey(k.on, "lunar", month, number, is_leap)] == wanted
    if number <= 28 or (month, number) == (2, 29):
        solar = lunar.occurrences(start, end, "solar", month, number)
        assert [k.on for k in keys if k == BirthdayKey(k.on, "solar", month, number)] == solar
    for key in keys:
        assert lunar.next_birthday(key.on, key.calendar, key.month, key.day, key.is_leap) == key.on


def test_a_year_of_keys_misses_no_stored_value() -> None:
    keys = lunar.birthday_keys(day("2025-01-29"), day("2026-02-16"))  # one lunar year with a leap month
    lunar_values = {(k.month, k.day, k.is_leap) for k in keys if k.calendar == "lunar"}
    assert lunar_values == {
        (m, d, leap) for m in range(1, 13) for d in range(1, 31) for leap in (False, True)
    }


def test_an_action_moves_to_the_working_day_before() -> None:
    holidays = {day("2026-10-01") + timedelta(days=n) for n in range(7)} | {
        day("2026-09-25") + timedelta(days=n) for n in range(3)
    }

    def is_workday(on: date) -> bool:
        return on not in holidays and (on.weekday() < 5 or on == day("2026-09-20"))

    birthday = day("2026-10-04")
    assert lunar.action_day(birthday - timedelta(days=7), is_workday) == day("2026-09-24")
    assert lunar.action_day(birthday - timedelta(days=3), is_workday) == day("2026-09-30")
    assert lunar.action_day(day("2026-10-08"), is_workday) == day("2026-10-08")
    with pytest.raises(ValueError, match="2026"):
        lunar.action_day(birthday, lambda _on: False)
