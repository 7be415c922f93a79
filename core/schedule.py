"""Time-driven jobs: each is one service taking `as_of`, run by beat and by `manage.py job`, with a run log."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from . import clock
from .models import JobRun
from .operation import acting_as

log = logging.getLogger(__name__)
Work = Callable[[date], dict[str, Any]]


@dataclass(frozen=True)
class ScheduledJob:
    """`crontab` is minute and hour (and more) as celery's crontab takes them; `work(as_of)` returns counts."""

    name: str
    label: Any
    crontab: dict[str, str]
    work: Work


JOBS: dict[str, ScheduledJob] = {}


def scheduled(name: str, label: Any, **crontab: str) -> Callable[[Work], Work]:
    """Register a time-driven job; its work must change nothing when run again for the same day."""

    def keep(work: Work) -> Work:
        JOBS[name] = ScheduledJob(name, label, crontab, work)
        return work

    return keep


def run(name: str, as_of: date | None = None, *, by: Any = None) -> JobRun:
    """Run one job for a day and log it; an error is logged with the run and raised."""
    job = JOBS[name]
    day = as_of or clock.today()
    entry = JobRun.objects.create(name=name, as_of=day, started_at=clock.now(), by=by)
    try:
        with acting_as(by, channel="job"):
            entry.result = job.work(day)
        entry.succeeded = True
    except Exception as error:
        entry.succeeded = False
        entry.error = f"{type(error).__name__}: {error}"[:1000]
        log.exception("job %s failed", name)
        raise
    finally:
        entry.ended_at = clock.now()
        entry.save()
    return entry


def install() -> int:
    """Create the beat entries that are missing; what an administrator changed is never overwritten."""
    from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

    made = 0
    for job in JOBS.values():
        if PeriodicTask.objects.filter(name=job.name).exists():
            continue
        fields = {"minute": "0", "hour": "*", "day_of_week": "*", "day_of_month": "*", "month_of_year": "*"}
        crontab, _created = CrontabSchedule.objects.get_or_create(
            **(fields | job.crontab), timezone="Asia/Shanghai"
        )
        with transaction.atomic():
            try:
                PeriodicTask.objects.create(
                    name=job.name, task="core.run_scheduled", crontab=crontab, args=f'["{job.name}"]'
                )
                made += 1
            except IntegrityError:  # another process was quicker
                pass
    if not PeriodicTask.objects.filter(name="sweep_jobs").exists():
        every_minute, _created = IntervalSchedule.objects.get_or_create(
            every=1, period=IntervalSchedule.MINUTES
        )
        PeriodicTask.objects.create(name="sweep_jobs", task="core.sweep_jobs", interval=every_minute)
        made += 1
    return made
