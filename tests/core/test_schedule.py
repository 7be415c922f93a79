"""Time-driven jobs: run for a day, logged with their outcome, installed once."""

from datetime import date

import pytest
from django_celery_beat.models import PeriodicTask

from core import operation, schedule
from core.models import JobRun

DAY = date(2026, 5, 4)


@pytest.fixture
def probe(monkeypatch):
    def put(work):
        job = schedule.ScheduledJob("probe", "Probe", {"minute": "7", "hour": "3"}, work)
        monkeypatch.setitem(schedule.JOBS, "probe", job)

    return put


def test_a_run_is_logged_with_its_day_its_counts_and_who_asked(cast, probe):
    probe(lambda day: {"day": f"{day}", "by": operation.current().user.username})
    entry = schedule.run("probe", DAY, by=cast.admin)
    entry.refresh_from_db()
    assert (entry.as_of, entry.succeeded, entry.by) == (DAY, True, cast.admin)
    assert entry.result == {"day": "2026-05-04", "by": "admin"} and entry.ended_at >= entry.started_at


def test_a_failed_run_is_logged_and_raised(db, probe):
    probe(lambda day: {}["nothing"])
    with pytest.raises(KeyError):
        schedule.run("probe", DAY)
    entry = JobRun.objects.get()
    assert entry.succeeded is False and "nothing" in entry.error and entry.ended_at


def test_missing_entries_are_installed_and_present_ones_left_alone(db, probe):
    probe(lambda day: {})
    PeriodicTask.objects.all().delete()
    assert schedule.install() == len(schedule.JOBS) + 1
    task = PeriodicTask.objects.get(name="probe")
    assert (task.crontab.minute, task.crontab.hour, task.crontab.day_of_week) == ("7", "3", "*")
    assert f"{task.crontab.timezone}" == "Asia/Shanghai" and task.args == '["probe"]'
    task.enabled = False
    task.save()
    assert schedule.install() == 0
    task.refresh_from_db()
    assert not task.enabled


def test_every_job_runs_twice_for_the_same_day(db):
    for name in schedule.JOBS:
        assert schedule.run(name, DAY).succeeded and schedule.run(name, DAY).succeeded
