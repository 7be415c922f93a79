"""What administrators set: the calendar, the schedule and work in the background."""

from datetime import date, timedelta

import pytest
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from accounts.models import UserSession
from core import clock, jobs, schedule, working_time
from core.models import ActionLog, Job, JobRun, OutboxItem, WorkCalendarDay
from records.models import BulkRun, ExportTask
from system.services.clean_up import clean_up


@pytest.fixture
def client(cast, sign_in):
    cast.admin.language = "en"
    cast.admin.save()
    return sign_in(cast.admin)


def test_published_holidays_are_brought_in_by_a_button_not_by_a_link(client):
    WorkCalendarDay.objects.all().delete()
    assert client.get("/admin/core/workcalendarday/").status_code == 200
    assert not WorkCalendarDay.objects.exists()
    assert client.post("/admin/core/workcalendarday/", {"do": "published"}).status_code == 302
    assert working_time.is_published(clock.today().year)


def test_what_was_changed_in_the_schedule_is_never_overwritten(cast, client):
    schedule.install()
    task = PeriodicTask.objects.get(name="check_calendar")
    other = CrontabSchedule.objects.create(minute="5", hour="5")
    assert (
        client.post(
            f"/admin/django_celery_beat/periodictask/{task.pk}/change/", {"crontab": other.pk, "interval": ""}
        ).status_code
        == 302
    )
    assert schedule.install() == 0
    task.refresh_from_db()
    assert (task.enabled, task.crontab) == (False, other)
    assert task.task == "core.run_scheduled" and task.args == '["check_calendar"]'
    assert ActionLog.objects.filter(verb="system.admin_changed", actor=cast.admin).exists()


def test_a_job_is_run_again_for_its_day_and_a_failure_is_told(cast, client, monkeypatch):
    days = []

    def work(day):
        days.append(day)
        if len(days) > 1:
            raise ValueError("no")
        return {"done": 3}

    monkeypatch.setitem(schedule.JOBS, "probe", schedule.ScheduledJob("probe", "Probe", {}, work))
    entry = JobRun.objects.create(name="probe", as_of=date(2026, 3, 1), started_at=clock.now())
    gone = JobRun.objects.create(name="gone", as_of=date(2026, 3, 1), started_at=clock.now())
    sent = {"action": "run_again", "_selected_action": [entry.pk, gone.pk]}
    page = client.post("/admin/core/jobrun/", sent, follow=True).content.decode()
    assert "done: 3" in page and "gone" in page
    page = client.post("/admin/core/jobrun/", {**sent, "_selected_action": [entry.pk]}, follow=True)
    assert page.status_code == 200 and "ValueError" in page.content.decode()
    assert days == [date(2026, 3, 1)] * 2
    assert list(JobRun.objects.filter(by=cast.admin).order_by("id").values_list("succeeded", flat=True)) == [
        True, False
    ]  # fmt: skip


def test_what_could_not_leave_is_tried_again_and_its_words_stay_unseen(client):
    item = OutboxItem.objects.create(
        channel="mail", recipient="a@example.com", payload={"subject": "绝密", "body": "x"}, status="failed",
        tries=9, created_at=clock.now(), next_try_at=clock.now(),
    )  # fmt: skip
    assert "绝密" not in client.get(f"/admin/core/outboxitem/{item.pk}/change/").content.decode()
    client.post("/admin/core/outboxitem/", {"action": "retry", "_selected_action": [item.pk]})
    item.refresh_from_db()
    assert (item.status, item.tries) == ("waiting", 0)


def test_arguments_of_jobs_stay_unseen(cast, client):
    job = Job.objects.create(
        kind="records.export", by=cast.rep, arguments={"q": "绝密"}, created_at=clock.now()
    )
    assert "绝密" not in client.get(f"/admin/core/job/{job.pk}/change/").content.decode()
    assert jobs.HANDLERS


def test_cleaning_removes_only_what_has_expired_and_twice_is_once(cast, settings, tmp_path):
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.core.files.base import ContentFile

    settings.MEDIA_ROOT = tmp_path
    now = clock.now()
    kept, old = (
        ExportTask.objects.create(
            record_type="customers", format="xlsx", by=cast.rep, expires_at=now + timedelta(days=d)
        )
        for d in (1, -1)
    )
    for task in (kept, old):
        task.file.save("x.xlsx", ContentFile(b"x"))
    live = SessionStore()
    live.create()
    Session.objects.create(session_key="dead", session_data="", expire_date=now - timedelta(days=1))
    facts = {"user": cast.rep, "started_at": now - timedelta(days=2)}
    UserSession.objects.create(session_key=live.session_key, seen_at=now - timedelta(days=1), **facts)
    UserSession.objects.create(session_key="dead", seen_at=now - timedelta(days=1), **facts)
    UserSession.objects.create(session_key="just-made", seen_at=now, **facts)
    for days in (10, 100):
        ended = clock.now() - timedelta(days=days)
        BulkRun.objects.create(
            record_type="customers", label="x", by=cast.rep, created_at=ended, ended_at=ended
        )
    once = {"export_files": 1, "sessions": 1, "session_rows": 1, "bulk_results": 1}
    assert clean_up(clock.today()) == once
    assert clean_up(clock.today()) == dict.fromkeys(once, 0)
    assert len(list(tmp_path.rglob("*.xlsx"))) == 1
    kept.refresh_from_db()
    old.refresh_from_db()
    assert kept.file and not old.file
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {live.session_key, "just-made"}
