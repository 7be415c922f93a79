"""How every action on a task begins and ends: run and task locked, the actor checked, one decision kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError

from .. import states
from ..models import ProcessRun, ProcessTask
from ..people import acts_for
from .engine import Engine, require_open

TASK = ProcessTask.Status


class Desk:
    """A task on somebody's desk, with its run, both locked; `behalf` is in whose stead he acts."""

    def __init__(self, engine: Engine, task: ProcessTask, by: Any, behalf: Any) -> None:
        self.engine = engine
        self.run = engine.run
        self.task = task
        self.by = by
        self.behalf = behalf

    def take(self, status: str, opinion: str = "", **facts: Any) -> None:
        """Move the task on, if nobody else has done so meanwhile."""
        if not self.task.is_open:
            raise already_handled(self.task)
        states.require_task_move(self.task, status)
        if status in ProcessTask.ACTED:
            facts |= {"decided_at": clock.now(), "decided_by": self.by}
        if opinion:
            facts["opinion"] = opinion.strip()
        before = self.task.status
        rows = ProcessTask.objects.filter(pk=self.task.pk, status=before)
        if not rows.update(status=status, **facts):
            self.task.refresh_from_db()
            raise already_handled(self.task)
        self.task.status = status
        for name, value in facts.items():
            setattr(self.task, name, value)

    def remember(self) -> dict[str, Any]:
        """Where the run stood before the decision, so that it can be taken back while nobody has gone on."""
        return {
            "tokens": [dict(token) for token in self.run.tokens],
            "last_task": self.engine.last_task(),
        }

    @property
    def siblings(self) -> Any:
        """Other open tasks of the same voice."""
        return {"visit": self.task.visit, "sequence": self.task.sequence, "kind": self.task.kind}


@contextmanager
def at_desk(task: ProcessTask, by: Any) -> Iterator[Desk]:
    """Everything within is one transaction under the locks of run and task; the run is settled at the end."""
    with transaction.atomic():
        run = locked_run(task.run_id)
        locked = (
            ProcessTask.objects.select_for_update(of=("self",))
            .select_related("assignee", "decided_by", "closed_by__decided_by", "origin")
            .get(pk=task.pk)
        )
        locked.run = run
        behalf = acts_for(locked, by)
        if not locked.is_open:
            raise already_handled(locked)
        engine = Engine(run, by)
        if locked.kind != ProcessTask.Kind.READ:
            require_open(run)
        yield Desk(engine, locked, by, behalf)
        engine.settle()


def locked_run(pk: int) -> ProcessRun:
    return (
        ProcessRun.objects.select_for_update(of=("self",))
        .select_related("version__definition", "initiator")
        .get(pk=pk)
    )


def already_handled(task: ProcessTask) -> DomainError:
    """Whoever comes second is told who was first, and when."""
    closing = task.closed_by
    deciding = closing if closing is not None and closing.decided_by_id else task
    when = deciding.decided_at or task.decided_at
    if deciding.decided_by_id:
        message = _("%(name)s has dealt with this already at %(time)s: %(status)s.") % {
            "name": deciding.decided_by,
            "time": f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else "",
            "status": deciding.get_status_display(),
        }
    else:
        message = _("This task is not open any more: %(status)s.") % {"status": task.get_status_display()}
    return DomainError(message, code="already_handled")


def require_opinion(opinion: str) -> None:
    if not opinion.strip():
        raise DomainError(_("Say why."), code="required", field="opinion")
