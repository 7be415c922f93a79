"""What administrators change of the calendar and the shifts: checked, logged, kept in history, counted from then on."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from core import working_calendar, working_time
from core.errors import DomainError
from core.models import ActionLog, WorkCalendarDay, WorkShift
from core.working_hours import add_working

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_calendar(db):
    WorkCalendarDay.objects.all().delete()
    WorkShift.objects.all().delete()


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def shift(start, end, valid_from=None, valid_to=None):
    row = WorkShift(starts_at=time(*start), ends_at=time(*end), valid_from=valid_from, valid_to=valid_to)
    return working_calendar.save_shift(row, by=None)


def test_a_period_is_made_free_under_a_name_and_given_back():
    start, end = date(2027, 2, 5), date(2027, 2, 11)
    assert working_calendar.set_days(start, end, is_workday=False, note=" 春节 ", by=None) == 7
    assert not working_time.is_workday(date(2027, 2, 8))
    assert WorkCalendarDay.objects.get(date=end).note == "春节"
    assert working_calendar.set_days(start, end, is_workday=False, note="春节", by=None) == 0
    assert working_calendar.set_days(end, end, is_workday=None, by=None) == 1
    assert working_time.is_workday(end)
    assert ActionLog.objects.filter(verb="core.calendar_changed").count() == 2
    assert WorkCalendarDay.history.filter(history_type="-", date=end).exists()


def test_a_weekend_day_is_worked_without_a_name():
    working_calendar.set_days(date(2027, 2, 13), date(2027, 2, 13), is_workday=True, by=None)
    assert working_time.is_workday(date(2027, 2, 13))


@pytest.mark.parametrize(
    ("start", "end", "note"),
    [
        (date(2027, 2, 5), date(2027, 2, 4), "春节"),
        (date(2027, 1, 1), date(2028, 6, 1), "长假"),
        (date(1, 1, 1), date(1, 1, 2), "远古"),
        (date(2027, 2, 5), date(2027, 2, 6), ""),
        (date(2027, 2, 5), date(2027, 2, 6), "长" * 61),
    ],
)
def test_a_period_that_is_none_is_refused(start, end, note):
    with pytest.raises(DomainError):
        working_calendar.set_days(start, end, is_workday=False, note=note, by=None)
    assert not WorkCalendarDay.objects.exists()


def test_hours_are_counted_by_the_shifts_that_hold_on_the_day():
    shift((8, 30), (12, 0))
    shift((13, 30), (17, 30), valid_to=date(2026, 11, 30))
    shift((13, 0), (17, 0), valid_from=date(2026, 12, 1))
    assert add_working(at("2026-11-30 12:00"), timedelta(hours=1)) == at("2026-11-30 14:30")
    assert add_working(at("2026-12-01 12:00"), timedelta(hours=1)) == at("2026-12-01 14:00")
    assert add_working(at("2026-11-30 16:30"), timedelta(hours=2)) == at("2026-12-01 09:30")


def test_where_no_shift_holds_the_usual_ones_do():
    shift((20, 0), (23, 0), valid_from=date(2027, 1, 1))
    assert add_working(at("2026-11-20 11:30"), timedelta(hours=1)) == at("2026-11-20 14:00")


def test_shifts_that_overlap_on_any_day_are_refused():
    shift((8, 30), (12, 0), valid_to=date(2026, 11, 30))
    shift((8, 0), (12, 0), valid_from=date(2026, 12, 1))
    for valid_from, valid_to in ((None, None), (date(2026, 11, 30), None), (None, date(2026, 1, 1))):
        with pytest.raises(DomainError):
            shift((11, 0), (13, 0), valid_from, valid_to)
    with pytest.raises(DomainError):
        shift((14, 0), (13, 0))
    with pytest.raises(DomainError):
        shift((14, 0), (15, 0), date(2026, 2, 1), date(2026, 1, 1))
    assert WorkShift.objects.count() == 2 and WorkShift.history.count() >= 2
