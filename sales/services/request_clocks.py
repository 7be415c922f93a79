"""Due times of inquiries and samples follow the working calendar: a change of it moves those that still lie ahead."""

from typing import Any

from core import actions, clock, jobs
from core.models import Job
from records import bulk

from ..models import Inquiry, SampleRequest
from ..request_states import INQUIRY_OPEN, SAMPLE_OPEN
from .inquiry import reply_due
from .sample import set_due_times

KIND = "sales.request_clocks"


@jobs.handler(KIND)
def count_anew(job: Job) -> None:
    """Where nobody has replied yet and it is not overdue, and where nothing was delivered; bears being run twice."""
    moved = _inquiries(job.by) + _samples(job.by)
    if moved:
        actions.record("sales.due_times_moved", None, by=job.by, moved=moved)


def _inquiries(by: Any) -> int:
    rows = Inquiry.objects.alive().filter(
        status__in=INQUIRY_OPEN, first_reply_at=None, reply_due_at__gt=clock.now()
    )
    moved = []
    for row in rows.order_by("pk").iterator(500):
        due = reply_due(row)
        if due != row.reply_due_at:
            row.reply_due_at = due
            moved.append(row)
    return bulk.update(moved, ["reply_due_at"], by)


def _samples(by: Any) -> int:
    rows = SampleRequest.objects.alive().filter(
        status__in=SAMPLE_OPEN, submitted_at__isnull=False, shipped_on=None
    )
    moved = []
    for row in rows.order_by("pk").iterator(500):
        before = (row.reply_due_at, row.deliver_by)
        set_due_times(row)
        if row.first_reply_at is not None or (before[0] and before[0] <= clock.now()):
            row.reply_due_at = before[0]
        if before[1] and before[1] < clock.today():
            row.deliver_by = before[1]
        if (row.reply_due_at, row.deliver_by) != before:
            moved.append(row)
    return bulk.update(moved, ["reply_due_at", "deliver_by"], by)
