"""Background work that cannot get lost: a Job row in the same transaction, sent after commit, swept if it was not.

Apps register what a kind of job does with `@handler("records.export")`; a service asks for work with `start`.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from . import clock
from .errors import DomainError
from .models import Job
from .operation import acting_as

log = logging.getLogger(__name__)
Handler = Callable[[Job], None]
HANDLERS: dict[str, Handler] = {}
_here: ContextVar[list[int] | None] = ContextVar("jobs_done_here", default=None)
LOST_AFTER = timedelta(minutes=10)
UNSENT_AFTER = timedelta(minutes=1)
MOST_TRIES = 3


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of `kind`; it must bear being run twice."""

    def keep(function: Handler) -> Handler:
        HANDLERS[kind] = function
        return function

    return keep


def start(kind: str, *, by: Any, total: int = 0, **arguments: Any) -> Job:
    """Promise work inside the caller's transaction; it is sent once that has committed."""
    job = Job.objects.create(kind=kind, by=by, arguments=arguments, total_count=total, created_at=clock.now())
    here = _here.get()
    transaction.on_commit(lambda: send(job.pk) if here is None else here.append(job.pk))
    return job


@contextmanager
def done_here() -> Iterator[None]:
    """What the block promises and commits is done at its end by who runs it: a command that needs no worker."""
    promised: list[int] = []
    token = _here.set(promised)
    try:
        yield
    finally:
        _here.reset(token)
    for job_id in promised:
        run(job_id)


def send(job_id: int) -> bool:
    """Hand the job to a worker; a broker that is down fails nothing, the sweep will send it."""
    from .tasks import run_job_task

    # Marked first, so that the sweep does not send a job that a quick worker has already begun.
    Job.objects.filter(pk=job_id).update(sent_at=clock.now())
    try:
        run_job_task.delay(job_id)
    except Exception as error:  # any broker trouble: the promise is kept in the database
        log.warning("job %s not sent: %s", job_id, type(error).__name__)
        Job.objects.filter(pk=job_id, status=Job.Status.WAITING).update(sent_at=None)
        return False
    return True


def run(job_id: int) -> bool:
    """Do a waiting job once, whoever else tries at the same time; False where it was not waiting."""
    now = clock.now()
    taken = Job.objects.filter(pk=job_id, status=Job.Status.WAITING).update(
        status=Job.Status.RUNNING, heartbeat_at=now
    )
    if not taken:
        return False
    job = Job.objects.select_related("by").get(pk=job_id)
    job.tries += 1
    job.save(update_fields=["tries"])
    try:
        with acting_as(job.by, channel="job"):
            HANDLERS[job.kind](job)
    except DomainError as refusal:
        finish(job, Job.Status.FAILED, str(refusal))
    except Exception as error:
        log.exception("job %s failed", job)
        finish(job, Job.Status.FAILED, type(error).__name__)
    else:
        finish(job, Job.Status.DONE)
    return True


def finish(job: Job, status: str, error: str = "") -> None:
    Job.objects.filter(pk=job.pk).update(status=status, error=error, ended_at=clock.now())


def progress(job: Job | None, done: int, total: int | None = None) -> None:
    """Show how far a long job is; also its sign of life, by which a lost one is told from a slow one."""
    if job is None:
        return
    job.done_count, job.total_count = done, total if total is not None else job.total_count
    Job.objects.filter(pk=job.pk).update(
        done_count=job.done_count, total_count=job.total_count, heartbeat_at=clock.now()
    )


def sweep() -> int:
    """Send what was promised and not sent, and what a dead worker left; returns how many."""
    now = clock.now()
    lost = Job.objects.filter(status=Job.Status.RUNNING, heartbeat_at__lt=now - LOST_AFTER)
    lost.filter(tries__gte=MOST_TRIES).update(status=Job.Status.FAILED, error="lost", ended_at=now)
    lost.filter(tries__lt=MOST_TRIES).update(status=Job.Status.WAITING, sent_at=None)
    unsent = Job.objects.filter(status=Job.Status.WAITING, created_at__lt=now - UNSENT_AFTER).filter(
        Q(sent_at__isnull=True) | Q(sent_at__lt=now - LOST_AFTER)
    )
    return sum(send(job_id) for job_id in unsent.values_list("pk", flat=True)[:500])
