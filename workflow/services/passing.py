"""Passing a task on: hand it over, ask an opinion, add and remove signers, send copies, urge, comment."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from reminders.services.telling import tell

from ..assignees import is_in_service
from ..models import ProcessRun, ProcessTask
from ..people import acts_for, delegates_of
from .asking import Asking
from .decision import _agree, resume_origin, step_of, wrong_action
from .desk import Desk, already_handled, at_desk, locked_run, require_opinion
from .engine import Engine, require_open
from .trail import Action, note

TASK = ProcessTask.Status
Kind = ProcessTask.Kind
Sign = ProcessTask.Sign
URGE_PAUSE = timedelta(hours=1)
MOST_SIGNERS = 10


def transfer(task: ProcessTask, *, to: Any, by: Any, opinion: str = "") -> ProcessTask:
    """Hand the task over for good: the other decides, and one is out of it."""
    with at_desk(task, by) as desk:
        if desk.task.kind not in (Kind.APPROVE, Kind.HANDLE, Kind.SIGN):
            raise wrong_action(desk.task)
        check_receiver(desk, to)
        desk.take(TASK.TRANSFERRED, opinion)
        note(
            desk.run,
            Action.TRANSFER,
            by=by,
            task=desk.task,
            behalf=desk.behalf,
            opinion=opinion,
            to=str(to),
        )
        return hand_over(desk.engine, desk.task, to)


def hand_over(engine: Engine, task: ProcessTask, to: Any) -> ProcessTask:
    """The same seat for somebody else; other holders of the seat are no longer needed."""
    seat = {"visit": task.visit, "sequence": task.sequence, "kind": task.kind}
    engine.cancel(closed_by=task, **seat)
    asking = _asking(engine, task)
    origin = task.origin if task.kind == Kind.SIGN else task
    return asking.make_task(to, task.kind, task.sequence, origin=origin, sign=task.sign)


def ask_opinion(task: ProcessTask, *, to: Any, by: Any, opinion: str = "") -> ProcessTask:
    """Ask somebody's opinion before deciding oneself; the task comes back with it."""
    with at_desk(task, by) as desk:
        if desk.task.kind not in (Kind.APPROVE, Kind.SIGN, Kind.HANDLE):
            raise wrong_action(desk.task)
        check_receiver(desk, to)
        desk.take(TASK.DELEGATED)
        note(
            desk.run,
            Action.DELEGATE,
            by=by,
            task=desk.task,
            behalf=desk.behalf,
            opinion=opinion,
            to=str(to),
        )
        return _asking(desk.engine, desk.task).make_task(
            to, Kind.ADVISE, next_seat(desk.task), origin=desk.task
        )


def add_signers(
    task: ProcessTask, *, people: Iterable[Any], how: str, by: Any, opinion: str = ""
) -> list[ProcessTask]:
    """Ask others to sign as well: before me (I decide after them), after me (I agree now), or beside me."""
    with at_desk(task, by) as desk:
        if desk.task.kind != Kind.APPROVE and desk.task.kind != Kind.SIGN:
            raise wrong_action(desk.task)
        if how not in Sign.values:
            raise DomainError(_("Choose before, after or beside you."), "required", "how")
        signers = list(dict.fromkeys(people))
        if not signers or len(signers) > MOST_SIGNERS:
            raise DomainError(
                _("Choose one to %(most)d people.") % {"most": MOST_SIGNERS}, "required", "people"
            )
        for person in signers:
            check_receiver(desk, person, "people")
        note(
            desk.run,
            Action.ADD_SIGNER,
            by=by,
            task=desk.task,
            behalf=desk.behalf,
            opinion=opinion,
            how=how,
            people=[str(person) for person in signers],
        )
        if how == Sign.BEFORE:
            desk.take(TASK.WAITING_SIGNERS)
        asking, seat = _asking(desk.engine, desk.task), next_seat(desk.task)
        made = [
            asking.make_task(person, Kind.SIGN, seat + place, origin=desk.task, sign=how)
            for place, person in enumerate(signers)
        ]
        if how == Sign.AFTER:
            step = step_of(desk)
            if step.settings.get("opinion_required"):
                require_opinion(opinion)
            _agree(desk, step, opinion, {})
        return made


def remove_signer(signer: ProcessTask, *, by: Any) -> ProcessTask:
    """Take back a signer whom one has added, or a question one has asked, while it is unanswered."""
    with transaction.atomic():
        run = locked_run(signer.run_id)
        require_open(run)
        signer = (
            ProcessTask.objects.select_for_update(of=("self",))
            .select_related("origin__assignee", "assignee", "decided_by", "closed_by")
            .get(pk=signer.pk)
        )
        signer.run = run
        origin = signer.origin
        if signer.kind not in (Kind.SIGN, Kind.ADVISE) or origin is None:
            raise wrong_action(signer)
        origin.run = run
        behalf = acts_for(origin, by)
        if signer.status != TASK.PENDING:
            raise already_handled(signer)
        engine = Engine(run, by)
        desk = Desk(engine, signer, by, behalf)
        desk.take(TASK.CANCELLED, decided_at=clock.now())
        note(run, Action.REMOVE_SIGNER, by=by, task=origin, behalf=behalf, person=str(signer.assignee))
        resume_origin(desk)
        engine.weigh(signer.visit)
        engine.settle()
    return signer


def send_copy(run: ProcessRun, *, people: Iterable[Any], by: Any, opinion: str = "") -> int:
    """Send the run to colleagues to take note of; they may read it, nothing waits for them."""
    chosen = [person for person in dict.fromkeys(people) if is_in_service(person)]
    if not chosen:
        raise DomainError(_("Choose at least one colleague."), "required", "people")
    with transaction.atomic():
        run = locked_run(run.pk)
        engine = Engine(run, by)
        key = run.tokens[0]["at"] if run.tokens else engine.structure.steps[0].key
        step = engine.structure.places[key].step
        visit = run.tokens[0]["visit"] if run.tokens else run.visits
        return len(Asking(engine, step, {"at": key, "visit": visit}).send_copies(chosen, by))


def urge(run: ProcessRun, *, by: Any) -> int:
    """Remind everybody whom the run waits for, at most once an hour each; counts those told."""
    with transaction.atomic():
        run = locked_run(run.pk)
        require_open(run)
        now = clock.now()
        waiting = ProcessTask.objects.filter(run=run, status=TASK.PENDING).exclude(kind=Kind.READ)
        due = [
            task
            for task in waiting.select_related("assignee")
            if task.urged_at is None or now - task.urged_at >= URGE_PAUSE
        ]
        if not due:
            raise DomainError(_("They were reminded within the last hour already."), code="just_urged")
        words = {"name": by, "title": run.title, "number": run.number}
        for task in due:
            for person in (task.assignee, *delegates_of(task.assignee, run.doc_type)):
                tell(
                    person,
                    lambda: _("%(name)s asks you to deal with %(title)s (%(number)s).") % words,
                    task.get_absolute_url(),
                    by=by,
                )
        ProcessTask.objects.filter(pk__in=[task.pk for task in due]).update(urged_at=now)
        note(run, Action.URGE, by=by, people=[str(task.assignee) for task in due])
    return len(due)


def comment(run: ProcessRun, *, by: Any, text: str) -> None:
    """Say something to everybody in the run; decides nothing."""
    if not text.strip():
        raise DomainError(_("Write something first."), "required", "opinion")
    with transaction.atomic():
        run = locked_run(run.pk)
        note(run, Action.COMMENT, by=by, opinion=text[:2000])
        words = {"name": by, "title": run.title}
        open_tasks = ProcessTask.objects.filter(run=run, status__in=ProcessTask.OPEN)
        people = {task.assignee for task in open_tasks.select_related("assignee")}
        for person in people | {run.initiator}:
            tell(
                person,
                lambda: _("%(name)s commented on %(title)s.") % words,
                run.get_absolute_url(),
                by=by,
            )


def check_receiver(desk: Desk, person: Any, field: str = "to") -> None:
    """Refuse somebody who has left, who started the run himself, or whose voice is asked already."""
    if not is_in_service(person):
        raise DomainError(
            _("%(name)s does not work here any more. Choose somebody in service.") % {"name": person},
            "not_working",
            field,
        )
    if person.pk == desk.run.initiator_id and desk.task.kind != Kind.HANDLE:
        raise DomainError(
            _("%(name)s has submitted this and does not decide about it.") % {"name": person},
            "own_document",
            field,
        )
    asked = ProcessTask.objects.filter(
        run=desk.run, visit=desk.task.visit, assignee=person, status__in=ProcessTask.OPEN
    ).exclude(kind=Kind.READ)
    if person.pk == desk.task.assignee_id or asked.exists():
        raise DomainError(
            _("%(name)s is asked at this step already.") % {"name": person}, "asked_already", field
        )


def next_seat(task: ProcessTask) -> int:
    rows = ProcessTask.objects.filter(run=task.run_id, visit=task.visit)
    return 1 + (rows.aggregate(last=Max("sequence"))["last"] or 0)


def _asking(engine: Engine, task: ProcessTask) -> Asking:
    step = engine.structure.places[task.node_key].step
    token = engine.token_of(task.visit) or {"at": task.node_key, "visit": task.visit}
    return Asking(engine, step, token)


__all__ = ["add_signers", "ask_opinion", "comment", "remove_signer", "send_copy", "transfer", "urge"]
