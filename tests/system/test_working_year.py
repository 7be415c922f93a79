"""The working calendar in the administration site: a year at a glance, set by day and by period."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock, working_time
from core.models import WorkCalendarDay

pytestmark = pytest.mark.django_db
YEAR = "admin:core_workcalendarday_changelist"


@pytest.fixture(autouse=True)
def that_day():
    with clock.at(date(2026, 11, 23)):
        yield


def test_the_year_shows_holidays_and_weekends_that_are_worked(cast, sign_in):
    page = sign_in(cast.admin).get(reverse(YEAR), {"year": "2026"})
    assert page.status_code == 200 and len(page.context["months"]) == 12
    days = {day.date: day for month in page.context["months"] for week in month["weeks"] for day in week}
    assert days[date(2026, 10, 1)].kind == "off" and days[date(2026, 10, 10)].kind == "extra"
    assert days[date(2026, 11, 23)].is_today
    assert page.context["is_known"] and page.context["next_warning"] == 2027


def test_an_unpublished_year_warns_until_it_is_published(cast, sign_in):
    browser = sign_in(cast.admin)
    body = {"start": "2027-02-05", "end": "2027-02-11", "kind": "off", "note": "春节", "year": "2027"}
    assert browser.post(reverse(YEAR), body).status_code == 302
    assert not working_time.is_workday(date(2027, 2, 8))
    page = browser.get(reverse(YEAR), {"year": "2027"})
    assert not page.context["is_known"] and "2027" in page.content.decode().split("yr-warning")[1]


def test_a_refused_period_keeps_what_was_typed(cast, sign_in):
    browser = sign_in(cast.admin)
    body = {"start": "2027-02-11", "end": "2027-02-05", "kind": "off", "note": "春节", "year": "2027"}
    answer = browser.post(reverse(YEAR), body)
    assert answer.status_code == 422 and answer.context["typed"]["note"] == "春节"
    for nonsense in ({}, {"start": "x", "kind": "off"}, {"start": "2027-02-05", "kind": "?"}):
        assert browser.post(reverse(YEAR), nonsense).status_code == 422
    for query in ("year=abc", "year=0000", "year=99999", "day=2027-13-01", "day=%00"):
        assert browser.get(f"{reverse(YEAR)}?{query}").status_code == 200


def test_published_holidays_are_brought_in_for_the_year_shown(cast, sign_in):
    WorkCalendarDay.objects.all().delete()
    browser = sign_in(cast.admin)
    browser.post(reverse(YEAR), {"do": "published", "year": "2026"})
    assert not working_time.is_workday(date(2026, 10, 1))


def test_only_system_administrators_set_days(cast, sign_in):
    body = {"start": "2026-12-24", "kind": "off", "note": "聚会", "year": "2026"}
    for who in (cast.rep, cast.executive, cast.auditor, cast.security):
        browser = sign_in(who)
        assert browser.get(reverse(YEAR), follow=True).status_code == 403
        assert browser.post(reverse(YEAR), body).status_code in {302, 403}
    assert not WorkCalendarDay.objects.filter(date=date(2026, 12, 24)).exists()


def test_a_shift_that_overlaps_is_refused_in_the_form(cast, sign_in):
    browser = sign_in(cast.admin)
    add = reverse("admin:core_workshift_add")
    answer = browser.post(add, {"starts_at": "11:00", "ends_at": "14:00"})
    assert answer.status_code == 200 and answer.context["errors"]
    assert (
        browser.post(add, {"starts_at": "18:00", "ends_at": "20:00", "valid_from": "2027-01-01"}).status_code
        == 302
    )
