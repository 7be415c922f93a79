"""Open due times follow the calendar; what was decided, reminded or overdue before stays as it was."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from core import clock, jobs, working_calendar
from core.models import Job, WorkCalendarDay, WorkShift
from workflow.services.decision import approve
from workflow.services.due_times import KIND
from workflow.structure import Step

from .conftest import approve as step
from .conftest import draw, submit, task_of


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture(autouse=True)
def plain_calendar(db: Any) -> None:
    WorkCalendarDay.objects.filter(date__gte=date(2026, 11, 1)).delete()


def run_jobs() -> None:
    for job in Job.objects.filter(kind=KIND, status=Job.Status.WAITING):
        jobs.run(job.pk)


def asked(cast: Any, paper: Any) -> Any:
    draw(step("经理", cast.manager, timeout_hours=8))
    with clock.at(at("2026-11-20 16:00")):
        return submit(paper, cast.rep)


def test_a_new_holiday_moves_what_is_open(cast: Any, paper: Any) -> None:
    run = asked(cast, paper)
    assert task_of(run, cast.manager).due_at == at("2026-11-23 16:30")
    working_calendar.set_days(
        date(2026, 11, 23), date(2026, 11, 24), is_workday=False, note="停产", by=cast.admin
    )
    run_jobs()
    task = task_of(run, cast.manager)
    assert task.due_at == at("2026-11-25 16:30") and task.remind_at == at("2026-11-25 11:00")
    working_calendar.set_days(date(2026, 11, 23), date(2026, 11, 24), is_workday=None, by=cast.admin)
    run_jobs()
    assert task_of(run, cast.manager).due_at == at("2026-11-23 16:30")


def test_what_is_decided_or_overdue_stays(cast: Any, paper: Any) -> None:
    run = asked(cast, paper)
    task = task_of(run, cast.manager)
    with clock.at(at("2026-11-20 17:00")):
        approve(task, by=cast.manager)
    working_calendar.set_days(
        date(2026, 11, 23), date(2026, 11, 23), is_workday=False, note="停产", by=cast.admin
    )
    run_jobs()
    task.refresh_from_db()
    assert task.due_at == at("2026-11-23 16:30")


def test_another_shift_moves_what_is_open(cast: Any, paper: Any) -> None:
    run = asked(cast, paper)
    afternoon = WorkShift.objects.get(starts_at=time(13, 30))
    afternoon.valid_to = date(2026, 11, 22)
    working_calendar.save_shift(afternoon, by=cast.admin)
    working_calendar.save_shift(
        WorkShift(starts_at=time(13, 30), ends_at=time(15, 30), valid_from=date(2026, 11, 23)), by=cast.admin
    )
    run_jobs()
    assert task_of(run, cast.manager).due_at == at("2026-11-24 09:30")


def test_a_wait_in_working_hours_follows_too(cast: Any, paper: Any) -> None:
    draw(Step("等待", "delay", "等待", {"hours": 2, "working": True}), step("经理", cast.manager))
    with clock.at(at("2026-11-20 16:30")):
        run = submit(paper, cast.rep)
    assert run.next_wait_at == at("2026-11-23 09:30")
    working_calendar.set_days(
        date(2026, 11, 23), date(2026, 11, 23), is_workday=False, note="停产", by=cast.admin
    )
    run_jobs()
    run.refresh_from_db()
    assert run.next_wait_at == at("2026-11-24 09:30")
