"""What the clock does to open runs: reminders, escalation, lapse of time, waits that end, people who have left.

Every effect is a conditional change of one row, so a second run for the same moment changes nothing; run late, the
effects come all the same, each once.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from reminders.services.telling import tell

from .. import people, states
from ..assignees import is_in_service, superior_of
from ..models import ProcessRun, ProcessTask
from .asking import Asking
from .desk import locked_run
from .engine import Engine
from .supervision import is_abandoned
from .trail import Action, note

TASK = ProcessTask.Status
Kind = ProcessTask.Kind
CHUNK = 500


def process_timeouts(as_of: date) -> dict[str, Any]:
    """Everything that is due by now; for an earlier day, what was due by its end."""
    moment = clock.now()
    if as_of != clock.today():
        moment = timezone.make_aware(datetime.combine(as_of, time.max))
    return {
        "waits_ended": _end_waits(moment),
        "reminded": _remind(moment),
        "lapsed": _lapse(moment),
        "routed": _route_absent(),
        "helped": _help_abandoned(),
    }


def _open_tasks() -> Any:
    rows = ProcessTask.objects.filter(status=TASK.PENDING, run__status__in=ProcessRun.LOCKING)
    return rows.exclude(kind=Kind.READ).select_related("assignee", "run__initiator").order_by("pk")


def _remind(moment: datetime) -> int:
    """At half the time each person is reminded once (not where the whole time has passed already)."""
    count = 0
    for task in _open_tasks().filter(remind_at__lte=moment, reminded_at=None)[:CHUNK]:
        with transaction.atomic():
            rows = ProcessTask.objects.filter(pk=task.pk, status=TASK.PENDING, reminded_at=None)
            if not rows.update(reminded_at=moment):
                continue
            note(task.run, Action.REMIND, task=task, person=str(task.assignee))
            _tell_due(task, task.assignee)
            for delegate in people.delegates_of(task.assignee, task.run.doc_type):
                _tell_due(task, delegate)
            count += 1
    return count


def _tell_due(task: ProcessTask, person: Any) -> None:
    words = {"title": task.run.title, "step": task.node_name}
    tell(
        person,
        lambda: (
            _("Still waiting for you: %(title)s (%(step)s), due %(due)s.")
            % {**words, "due": f"{timezone.localtime(task.due_at):%m-%d %H:%M}" if task.due_at else ""}
        ),
        task.get_absolute_url(),
        by=None,
    )


def _lapse(moment: datetime) -> int:
    """At the end of the time the step's own action follows, once."""
    count = 0
    due = _open_tasks().filter(due_at__lte=moment, overdue_at=None)
    for pk in list(due.values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            rows = ProcessTask.objects.filter(pk=pk, status=TASK.PENDING, overdue_at=None)
            task = ProcessTask.objects.select_related("run").get(pk=pk)
            run = locked_run(task.run_id)
            if run.status not in ProcessRun.LOCKING or not rows.update(overdue_at=moment):
                continue
            task.refresh_from_db()
            _act_on_lapse(Engine(run, None), task)
            count += 1
    return count


def _act_on_lapse(engine: Engine, task: ProcessTask) -> None:
    task.run = engine.run
    step = engine.structure.places[task.node_key].step
    action = step.settings.get("timeout_action", "remind")
    is_money = engine.subject is not None and engine.subject.is_money
    if action == "approve" and is_money:
        action = "escalate"  # money is never approved because nobody answered
    if action == "escalate" or task.kind not in (Kind.APPROVE, Kind.SIGN):
        _escalate(engine, task)
    elif action == "remind":
        note(engine.run, Action.REMIND, task=task, person=str(task.assignee), overdue=True)
        _tell_due(task, task.assignee)
    else:
        after = TASK.APPROVED if action == "approve" else TASK.REJECTED
        states.require_task_move(task, after)
        ProcessTask.objects.filter(pk=task.pk, status=TASK.PENDING).update(
            status=after, decided_at=clock.now()
        )
        task.refresh_from_db()
        task.run = engine.run
        word = Action.APPROVE if action == "approve" else Action.REJECT
        note(engine.run, word, task=task, reason="timeout", person=str(task.assignee))
        engine.cancel(closed_by=task, visit=task.visit, sequence=task.sequence, kind=task.kind)
        engine.weigh(task.visit)
    engine.settle()


def _escalate(engine: Engine, task: ProcessTask) -> None:
    """The superior may decide as well, the first of both does; without one the process administrators are told."""
    superior = superior_of(task.assignee)
    if superior is not None and superior.pk != engine.run.initiator_id:
        ProcessTask.objects.filter(pk=task.pk).update(escalated_to=superior)
        told = [superior]
    else:
        told = people.administrators()
    note(
        engine.run,
        Action.ESCALATE,
        task=task,
        person=str(task.assignee),
        people=[str(person) for person in told],
    )
    words = {"title": task.run.title, "step": task.node_name, "name": task.assignee}
    for person in told:
        tell(
            person,
            lambda: _("%(title)s (%(step)s) is overdue with %(name)s and comes to you.") % words,
            task.get_absolute_url() if person == superior else task.run.get_absolute_url(),
            by=None,
        )


def _end_waits(moment: datetime) -> int:
    count = 0
    due = ProcessRun.objects.filter(status__in=ProcessRun.LOCKING, next_wait_at__lte=moment)
    for pk in list(due.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            run = locked_run(pk)
            if run.status not in ProcessRun.LOCKING:
                continue
            engine = Engine(run, None)
            over = [t for t in run.tokens if t.get("until") and datetime.fromisoformat(t["until"]) <= moment]
            for token in over:
                if token in run.tokens:
                    engine.release(token)
                    count += 1
            engine.settle()
    return count


def _route_absent() -> int:
    """Tasks of people who have left, or are away together with their delegate, go to the process administrators."""
    count = 0
    today = clock.today()
    left = Q(assignee__is_active=False) | Q(assignee__employee__status__in=("disabled", "left"))
    away = Q(assignee__employee__leaves__from_on__lte=today, assignee__employee__leaves__to_on__gte=today)
    for task in _open_tasks().filter(left | away, is_rescue=False).distinct():
        if people.is_reachable(task.assignee, task.run):
            continue
        if task.escalated_to_id and is_in_service(task.assignee):
            continue
        with transaction.atomic():
            run = locked_run(task.run_id)
            helpers = people.administrators(but=[run.initiator_id, task.assignee_id])
            rows = ProcessTask.objects.filter(pk=task.pk, status=TASK.PENDING)
            if not helpers or run.status not in ProcessRun.LOCKING:
                continue
            if not rows.update(status=TASK.TRANSFERRED, decided_at=clock.now()):
                continue
            engine = Engine(run, None)
            reason = "away" if is_in_service(task.assignee) else "left"
            note(run, Action.ROUTE, task=task, person=str(task.assignee), reason=reason)
            step = engine.structure.places[task.node_key].step
            asking = Asking(engine, step, engine.token_of(task.visit) or {"visit": task.visit})
            origin = task.origin if task.kind == Kind.SIGN else task
            for helper in helpers:
                asking.make_task(
                    helper, task.kind, task.sequence, origin=origin, sign=task.sign, is_rescue=True
                )
            engine.settle()
            count += 1
    return count


def _help_abandoned() -> int:
    """Stuck runs for which there was no process administrator reach those that there are now."""
    count = 0
    for pk in ProcessRun.objects.filter(status=ProcessRun.Status.STUCK).values_list("pk", flat=True):
        try:
            with transaction.atomic():
                run = locked_run(pk)
                lost = [token for token in run.tokens if token.get("unheard") or is_abandoned(run, token)]
                if not lost or not people.administrators(but=[run.initiator_id]):
                    continue
                engine = Engine(run, None)
                for token in lost:
                    asking = Asking(engine, engine.structure.places[token["at"]].step, token)
                    for seat in token.pop("unheard", None) or [0]:
                        asking.ask_administrators(seat)
                    count += 1
                engine.settle()
        except DomainError:
            continue
    return count
