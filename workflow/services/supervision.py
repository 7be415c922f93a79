"""What the process administrator does: give a task to somebody else, help a stuck run on, end one with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from core import actions, clock
from core.errors import DomainError

from .. import states
from ..models import ProcessRun, ProcessTask
from .desk import Desk, already_handled, locked_run, require_opinion
from .engine import Engine, require_open
from .passing import check_receiver, hand_over
from .trail import Action, note

TASK = ProcessTask.Status
RUN = ProcessRun.Status
MONITOR = "workflow.monitor_processrun"


def require_administrator(by: Any) -> None:
    if not access.allows(by, MONITOR):
        raise PermissionDenied(MONITOR)


def reassign(task: ProcessTask, *, to: Any, by: Any, reason: str) -> ProcessTask:
    """Give an open task to somebody else; a task on loan to the process administrators goes to who should have it."""
    require_administrator(by)
    require_opinion(reason)
    with transaction.atomic():
        run = locked_run(task.run_id)
        require_open(run)
        task = (
            ProcessTask.objects.select_for_update(of=("self",))
            .select_related("assignee", "decided_by", "closed_by", "origin")
            .get(pk=task.pk)
        )
        task.run = run
        if not task.is_open:
            raise already_handled(task)
        engine = Engine(run, by)
        desk = Desk(engine, task, by, None)
        check_receiver(desk, to)
        before = task.status
        engine.cancel(closed_by=task, origin=task)
        rows = ProcessTask.objects.filter(pk=task.pk, status=before)
        if not rows.update(status=TASK.TRANSFERRED, decided_at=clock.now(), decided_by=by):
            task.refresh_from_db()
            raise already_handled(task)
        note(run, Action.REASSIGN, by=by, task=task, opinion=reason, to=str(to), person=str(task.assignee))
        made = hand_over(engine, task, to)
        _free(run, task.visit)
        engine.settle()
        actions.record(
            "workflow.run_reassigned", engine.obj or run, by=by, run=run.number, to=str(to), reason=reason
        )
    return made


def assign_stuck(run: ProcessRun, *, to: Any, by: Any, reason: str) -> ProcessTask:
    """Give the step at which a run is stuck, and for which nobody at all was found, to somebody."""
    require_administrator(by)
    require_opinion(reason)
    with transaction.atomic():
        run = locked_run(run.pk)
        require_open(run)
        engine = Engine(run, by)
        token = next((token for token in run.tokens if is_abandoned(run, token)), None)
        if token is None:
            raise DomainError(_("Somebody has this in hand; give his task to another."), code="not_stuck")
        step = engine.structure.places[token["at"]].step
        if to.pk == run.initiator_id and step.kind != "handle":
            raise DomainError(
                _("%(name)s has submitted this and does not decide about it.") % {"name": to}, "own_document"
            )
        from .asking import Asking

        token.setdefault("mode", "any")
        token.pop("stuck", None)
        unheard = token.pop("unheard", None) or [0]
        if unheard[1:]:
            token["unheard"], token["stuck"] = unheard[1:], True
        kind = ProcessTask.Kind.HANDLE if step.kind == "handle" else ProcessTask.Kind.APPROVE
        made = Asking(engine, step, token).make_task(to, kind, unheard[0])
        note(run, Action.REASSIGN, by=by, task=made, opinion=reason, to=str(to))
        engine.settle()
    return made


def is_abandoned(run: ProcessRun, token: dict[str, Any]) -> bool:
    """A token that waits for people of whom there are none."""
    if "until" in token:
        return False
    rows = ProcessTask.objects.filter(run=run, visit=token["visit"], status__in=ProcessTask.OPEN)
    return not rows.exclude(kind=ProcessTask.Kind.READ).exists()


def _free(run: ProcessRun, visit: int) -> None:
    for token in run.tokens:
        if token["visit"] == visit:
            token.pop("stuck", None)


def terminate(run: ProcessRun, *, by: Any, reason: str) -> ProcessRun:
    """End a run for good; the document is as if it had been withdrawn."""
    require_administrator(by)
    require_opinion(reason)
    with transaction.atomic():
        run = locked_run(run.pk)
        states.require_run_move(run, RUN.TERMINATED)
        engine = Engine(run, by)
        note(run, Action.TERMINATE, by=by, opinion=reason)
        engine.finish(RUN.TERMINATED)
        engine.settle()
    return run
