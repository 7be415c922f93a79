"""Due times that are counted in working hours follow the calendar: a change of it moves those that still lie ahead."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from core import actions, jobs
from core.models import Job
from core.working_hours import add_working

from .. import structure
from ..models import ApprovalRecord, ProcessRun, ProcessTask
from .desk import locked_run

KIND = "workflow.due_times"


@jobs.handler(KIND)
def count_anew(job: Job) -> None:
    """All open tasks that are not overdue yet, and all waits in working time; bears being run twice."""
    moved = _tasks() + _waits()
    if moved:
        actions.record("workflow.due_times_moved", None, by=job.by, moved=moved)


def _tasks() -> int:
    moved = 0
    loaded: dict[int, structure.Structure] = {}
    rows = ProcessTask.objects.filter(
        status__in=ProcessTask.OPEN, run__status__in=ProcessRun.LOCKING, overdue_at=None
    ).exclude(due_at=None)
    for task in rows.select_related("run__version").order_by("pk").iterator(500):
        version = task.run.version
        drawn = loaded.get(version.pk) or loaded.setdefault(version.pk, structure.load(version))
        place = drawn.places.get(task.node_key)
        hours = float(place.step.settings.get("timeout_hours") or 0) if place is not None else 0
        if not hours:
            continue
        due = add_working(task.created_at, timedelta(hours=hours))
        if due == task.due_at:
            continue
        times: dict[str, Any] = {"due_at": due}
        if task.reminded_at is None:
            times["remind_at"] = add_working(task.created_at, timedelta(hours=hours / 2))
        # Only while it is still as it was read: whoever decides meanwhile comes first.
        still = ProcessTask.objects.filter(pk=task.pk, status=task.status, overdue_at=None)
        moved += still.update(**times)
    return moved


def _waits() -> int:
    """Steps that wait some working hours: their end lies in the run's tokens."""
    moved = 0
    waiting = ProcessRun.objects.filter(status__in=ProcessRun.LOCKING).exclude(next_wait_at=None)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            run = locked_run(pk)
            if run.status in ProcessRun.LOCKING:
                moved += _move_waits(run)
    return moved


def _move_waits(run: ProcessRun) -> int:
    drawn = structure.load(run.version)
    begun = dict(
        ApprovalRecord.objects.filter(run=run, action=ApprovalRecord.Action.WAIT).values_list("visit", "at")
    )
    moved = 0
    for token in run.tokens:
        place = drawn.places.get(token["at"])
        if "until" not in token or place is None or token["visit"] not in begun:
            continue
        settings = place.step.settings
        if settings.get("until") or not settings.get("working"):
            continue
        until = add_working(begun[token["visit"]], timedelta(hours=float(settings.get("hours") or 0)))
        if until.isoformat() != token["until"]:
            token["until"] = until.isoformat()
            moved += 1
    if moved:
        waits = [datetime.fromisoformat(token["until"]) for token in run.tokens if "until" in token]
        run.next_wait_at = min(waits)
        run.save(update_fields=["tokens", "next_wait_at"])
    return moved
