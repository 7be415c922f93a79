"""The four piles of the process centre: to do, to take note of, dealt with, and started by me."""

from typing import Any

from django.db.models import F

from core import clock
from core.brief import briefly
from records import reader

from ..models import ApprovalRecord, ProcessRun, ProcessTask
from ..people import lent_now, tasks_to_do, waiting_for

PAGE_SIZE = 30
Kind = ProcessTask.Kind
TASK = ProcessTask.Status
SHOWS = ("todo", "copies", "done", "mine")


def to_do(user: Any) -> Any:
    return tasks_to_do(user).exclude(kind=Kind.READ)


def copies(user: Any) -> Any:
    return ProcessTask.objects.filter(assignee=user, kind=Kind.READ, status=TASK.PENDING)


def counts(user: Any) -> dict[str, int]:
    """The figures on the tabs, counted no further than anybody looks."""
    return {"todo": to_do(user)[:100].count(), "copies": copies(user)[:100].count()}


def tasks(user: Any, show: str, before: int | None) -> tuple[list[ProcessTask], int | None]:
    """One page of tasks and the id to go on from. What is due first comes first among what is to do."""
    if show == "todo":
        rows = to_do(user)
    elif show == "copies":
        rows = copies(user)
    else:
        acted = ApprovalRecord.objects.filter(actor=user, task__isnull=False).values("task")
        rows = ProcessTask.objects.filter(pk__in=acted).exclude(status__in=ProcessTask.OPEN)
    rows = rows.select_related("run__version__definition", "run__initiator", "assignee").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE_SIZE + 1])
    older = found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None
    found = found[:PAGE_SIZE]
    now = clock.now()
    for task in found:
        task.is_overdue = task.due_at is not None and task.due_at <= now and task.is_open
    if show == "todo":
        found.sort(key=lambda task: (task.due_at is None, task.due_at or now, -task.pk))
    return found, older


def started(user: Any, before: int | None) -> tuple[list[ProcessRun], int | None]:
    rows = ProcessRun.objects.filter(initiator=user).select_related("version__definition").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None


def _most_urgent(user: Any, lent: Any, most: int) -> Any:
    rows = briefly(waiting_for(user, lent).exclude(kind=Kind.READ), "run__initiator", "assignee")
    return rows.order_by(F("due_at").asc(nulls_last=True), "pk")[:most]


def most_urgent(user: Any, most: int) -> list[ProcessTask]:
    """The first of what waits for the user: by its hour where it has one, else the oldest."""
    found = reader.rows(user, _most_urgent, lent_now(user), most)
    now = clock.now()
    for task in found:
        task.is_overdue = task.due_at is not None and task.due_at <= now
    return found
