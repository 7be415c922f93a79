"""Which days are worked: the company's own calendar before the published one, Monday to Friday at last."""

from datetime import date

import pytest

from core import working_calendar, working_time
from core.models import WorkCalendarDay


@pytest.fixture(autouse=True)
def empty_calendar(db):
    WorkCalendarDay.objects.all().delete()


def test_without_a_calendar_monday_to_friday_is_worked():
    assert [working_time.is_workday(date(2026, 11, day)) for day in range(16, 23)] == [True] * 5 + [False] * 2
    assert not working_time.is_published(2026)


def test_published_holidays_and_worked_weekends_are_brought_in_once():
    assert working_time.import_year(2025) > 20
    assert not working_time.is_workday(date(2025, 10, 1)) and not working_time.is_workday(date(2025, 1, 28))
    assert working_time.is_workday(date(2025, 9, 28)) and working_time.is_workday(date(2025, 1, 26))
    assert WorkCalendarDay.objects.get(date=date(2025, 1, 28)).note == "春节"
    assert working_time.is_published(2025) and working_time.import_year(2025) == 0


def test_the_companys_own_day_is_never_overwritten():
    WorkCalendarDay.objects.create(date=date(2025, 10, 1), is_workday=True, note="盘点")
    working_time.import_year(2025)
    assert working_time.is_workday(date(2025, 10, 1))


def test_an_unpublished_year_is_told_apart():
    assert working_time.import_year(2090) is None and not WorkCalendarDay.objects.exists()
    assert working_calendar.check_calendar(date(2090, 12, 1)) == {"2090": None, "2091": None}


def test_many_days_cost_one_question(django_assert_num_queries):
    working_time.import_year(2025)
    with django_assert_num_queries(1):
        days = working_time.workdays(date(2025, 9, 1), date(2025, 10, 31))
    assert len(days) == 61
    assert all(worked == working_time.is_workday(day) for day, worked in days.items())
