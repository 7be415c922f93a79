"""Deciding: agree, complete, reject, send back, give an opinion, take note, and take a decision back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.joining import listed
from reminders.services.telling import tell

from .. import locks, states
from ..answers import clean_answers, clean_one
from ..fields import form_name
from ..models import ApprovalRecord, ProcessRun, ProcessTask
from ..returning import returnable_steps
from ..structure import Step
from .desk import Desk, already_handled, at_desk, locked_run, require_opinion
from .engine import Engine, outcome, require_open
from .trail import Action, note

TASK = ProcessTask.Status
RUN = ProcessRun.Status
Kind = ProcessTask.Kind


def approve(
    task: ProcessTask, *, by: Any, opinion: str = "", values: dict[str, Any] | None = None
) -> ProcessTask:
    """Agree, with an opinion where the step asks for one, and with the fields that it lets one fill in.

    Refuses (DomainError) whoever may not act, a task that is decided already (`already_handled`), and a missing opinion.
    """
    with at_desk(task, by) as desk:
        if desk.task.kind not in (Kind.APPROVE, Kind.SIGN):
            raise wrong_action(desk.task)
        step = step_of(desk)
        if step.settings.get("opinion_required"):
            require_opinion(opinion)
        _agree(desk, step, opinion, values or {})
        return desk.task


def _agree(desk: Desk, step: Step, opinion: str, values: dict[str, Any]) -> None:
    """What agreeing brings about; also the first half of asking somebody to sign after oneself."""
    before = desk.remember()
    desk.take(TASK.APPROVED, opinion, tokens_before=before)
    more: dict[str, Any] = {"written": _write(desk, step, values)} if values else {}
    note(
        desk.run,
        Action.APPROVE,
        by=desk.by,
        task=desk.task,
        behalf=desk.behalf,
        opinion=opinion,
        **more,
    )
    _after_agreeing(desk)


def _after_agreeing(desk: Desk) -> None:
    task = desk.task
    if task.sign == ProcessTask.Sign.BEFORE:
        resume_origin(desk)
        return
    desk.engine.cancel(closed_by=task, **desk.siblings)
    desk.engine.weigh(task.visit)


def resume_origin(desk: Desk) -> None:
    """Whoever waited for signers decides again once the last of them has agreed (or was taken away)."""
    origin = desk.task.origin
    open_signers = ProcessTask.objects.filter(origin=origin, status__in=ProcessTask.OPEN).exclude(
        kind=Kind.READ
    )
    if origin is None or origin.status not in (TASK.WAITING_SIGNERS, TASK.DELEGATED) or open_signers.exists():
        return
    states.require_task_move(origin, TASK.PENDING)
    ProcessTask.objects.filter(pk=origin.pk, status=origin.status).update(status=TASK.PENDING)
    words = {"title": desk.run.title, "name": desk.by}
    tell(
        origin.assignee,
        lambda: _("%(name)s has answered; %(title)s waits for your decision again.") % words,
        origin.get_absolute_url(),
        by=desk.by,
    )


def _write(desk: Desk, step: Step, values: dict[str, Any]) -> list[str]:
    """Save what the step lets its people fill in, through the document's own service; the snapshot follows."""
    subject, obj = desk.engine.subject, desk.engine.obj
    rights = step.settings.get("fields") or {}
    if subject is None or obj is None or subject.write is None:
        raise DomainError(_("Nothing of this document can be written here."), "read_only")
    closed = [name for name in values if rights.get(name) != "writable" or name not in subject.editable]
    if closed:
        raise DomainError(_("This field cannot be written at this step."), "read_only", closed[0])
    cleaned = {}
    for name, value in values.items():
        fact = subject.fact(name)
        if fact is not None:
            field = {"name": name, "label": str(fact.label), "kind": fact.kind, "choices": fact.options()}
            cleaned[name] = clean_one(field, value)
    with locks.opened(obj):
        subject.write(obj, cleaned, desk.by)
    obj.refresh_from_db()
    desk.run.snapshot = subject.snapshot(obj)
    desk.run.facts_read = {**desk.run.facts_read, **subject.read(obj)}
    return sorted(cleaned)


def handle(
    task: ProcessTask, *, by: Any, answers: dict[str, Any] | None = None, opinion: str = ""
) -> ProcessTask:
    """Complete a work step with what its form asks; later conditions may read the answers."""
    with at_desk(task, by) as desk:
        if desk.task.kind != Kind.HANDLE:
            raise wrong_action(desk.task)
        step = step_of(desk)
        cleaned = clean_answers(step.settings.get("form") or [], answers or {})
        desk.take(TASK.DONE, opinion, form_data=cleaned, tokens_before=desk.remember())
        found = {form_name(step.key, name): value for name, value in cleaned.items()}
        desk.run.facts_read = {**desk.run.facts_read, **found}
        note(
            desk.run,
            Action.HANDLE,
            by=by,
            task=desk.task,
            behalf=desk.behalf,
            opinion=opinion,
            answers=cleaned,
        )
        desk.engine.cancel(closed_by=desk.task, **desk.siblings)
        desk.engine.weigh(desk.task.visit)
        return desk.task


def reject(task: ProcessTask, *, by: Any, opinion: str) -> ProcessTask:
    """Refuse the document: the run ends, unless the step asks for a share that can still be reached.

    Whoever waits for added signers may reject without waiting for them; the signers are no longer needed.
    """
    with at_desk(task, by) as desk:
        if desk.task.kind not in (Kind.APPROVE, Kind.SIGN):
            raise wrong_action(desk.task)
        require_opinion(opinion)
        desk.take(TASK.REJECTED, opinion)
        note(desk.run, Action.REJECT, by=by, task=desk.task, behalf=desk.behalf, opinion=opinion)
        desk.engine.cancel(closed_by=desk.task, **desk.siblings)
        desk.engine.cancel(closed_by=desk.task, origin=desk.task)
        _mark_siblings(desk)
        desk.engine.weigh(desk.task.visit)
        return desk.task


def _mark_siblings(desk: Desk) -> None:
    """Where the rejection ends the run, the others of the step learn by whom their task was closed."""
    token = desk.engine.token_of(desk.task.visit)
    tasks = list(ProcessTask.objects.filter(run=desk.run, visit=desk.task.visit).exclude(kind=Kind.READ))
    deciding = [task for task in tasks if task.kind != Kind.ADVISE]
    if token is not None and outcome(step_of(desk), token, deciding) == "reject":
        desk.engine.cancel(closed_by=desk.task)


def return_to(
    task: ProcessTask, *, by: Any, opinion: str, to: str = "initiator", resume: bool | None = None
) -> ProcessTask:
    """Send the document back: to the initiator, the previous step, or a named step that was passed.

    The step that gets it back asks its people afresh. With `resume` it comes straight back here afterwards;
    without, it goes the whole way again (default: as the version says).
    """
    with at_desk(task, by) as desk:
        if desk.task.kind not in (Kind.APPROVE, Kind.HANDLE, Kind.SIGN):
            raise wrong_action(desk.task)
        require_opinion(opinion)
        engine, run = desk.engine, desk.run
        candidates = returnable_steps(engine.structure, run, desk.task)
        target = None
        if to == "previous":
            target = candidates[0] if candidates else None
        elif to != "initiator":
            target = next((step for step in candidates if step.key == to), None)
            if target is None:
                names = listed(step.name for step in candidates)
                raise DomainError(
                    _("It cannot be sent back there. Possible: %(steps)s.")
                    % {"steps": names or _("the initiator")},
                    code="not_returnable",
                    field="to",
                )
        desk.take(TASK.RETURNED, opinion)
        if resume is None:
            resume = run.version.settings.get("resubmit", "restart") == "resume"
        name = target.name if target is not None else ""
        note(run, Action.RETURN, by=by, task=desk.task, behalf=desk.behalf, opinion=opinion, to=name)
        engine.cancel(closed_by=desk.task, visit=desk.task.visit)
        if target is None:
            _back_to_initiator(desk, opinion, resume)
        else:
            here = desk.task.node_key
            lines = engine.structure.parallel_path(engine.structure.places[target.key].path)
            engine.drop_tokens(lines)
            engine.enter(target, **({"back_to": here} if resume else {}))
        return desk.task


def _back_to_initiator(desk: Desk, opinion: str, resume: bool) -> None:
    engine, run = desk.engine, desk.run
    states.require_run_move(run, RUN.RETURNED)
    engine.drop_tokens()
    run.status = RUN.RETURNED
    run.return_point = {"key": desk.task.node_key} if resume else {}
    run.save()
    actions.record(
        "workflow.run_returned", engine.obj or run, by=desk.by, run=run.number, reason=opinion[:200]
    )
    if engine.subject is not None and engine.obj is not None:
        with locks.opened(engine.obj):
            engine.subject.on_returned(engine.obj, run, desk.by)
    words = {"name": desk.by, "title": run.title}
    tell(
        run.initiator,
        lambda: _("%(name)s sent %(title)s back to you.") % words,
        run.get_absolute_url(),
        by=desk.by,
    )


def advise(task: ProcessTask, *, by: Any, opinion: str) -> ProcessTask:
    """Give the opinion one was asked for; the decision goes back to whoever asked."""
    with at_desk(task, by) as desk:
        if desk.task.kind != Kind.ADVISE:
            raise wrong_action(desk.task)
        require_opinion(opinion)
        desk.take(TASK.DONE, opinion)
        note(desk.run, Action.ADVISE, by=by, task=desk.task, behalf=desk.behalf, opinion=opinion)
        resume_origin(desk)
        return desk.task


def take_note(task: ProcessTask, *, by: Any) -> ProcessTask:
    """Say that one has read a copy; whatever became of the run."""
    with transaction.atomic():
        locked = ProcessTask.objects.select_for_update(of=("self",)).select_related("run").get(pk=task.pk)
        if locked.assignee_id != by.pk or locked.kind != Kind.READ:
            raise DomainError(
                _("This is up to %(name)s, not to you.") % {"name": locked.assignee}, "not_yours"
            )
        rows = ProcessTask.objects.filter(pk=locked.pk, status=TASK.PENDING)
        if rows.update(status=TASK.DONE, decided_at=clock.now(), decided_by=by):
            note(locked.run, Action.READ, by=by, task=locked)
        locked.refresh_from_db()
    return locked


def take_back(task: ProcessTask, *, by: Any) -> ProcessTask:
    """Take one's own agreement back while nobody has acted since; the next step's tasks are no longer needed."""
    with transaction.atomic():
        run = locked_run(task.run_id)
        task = (
            ProcessTask.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=task.pk)
        )
        if task.decided_by_id != by.pk or task.status not in (TASK.APPROVED, TASK.DONE):
            raise DomainError(_("Only your own decision can be taken back."), code="not_yours")
        require_open(run)
        last = (
            ApprovalRecord.objects.filter(run=run, action__in=ApprovalRecord.BINDING).order_by("-id").first()
        )
        if last is None or last.task_id != task.pk or last.data.get("written"):
            name = last.actor if last is not None and last.task_id != task.pk else ""
            raise DomainError(
                _("It cannot be taken back any more: %(name)s has gone on with it.") % {"name": name or by},
                code="gone_on",
            )
        if not task.tokens_before:
            raise already_handled(task)
        _restore(run, task, by)
    return task


def _restore(run: ProcessRun, task: ProcessTask, by: Any) -> None:
    engine = Engine(run, by)
    before = task.tokens_before
    engine.cancel(closed_by=task, pk__gt=before["last_task"])
    run.tokens = before["tokens"]
    ProcessTask.objects.filter(closed_by=task, pk__lte=before["last_task"], status=TASK.CANCELLED).update(
        status=TASK.PENDING, decided_at=None, closed_by=None
    )
    states.require_task_move(task, TASK.PENDING)
    task.status, task.decided_at, task.decided_by, task.tokens_before = TASK.PENDING, None, None, {}
    task.save(update_fields=["status", "decided_at", "decided_by", "tokens_before"])
    origin = task.origin
    if task.sign == ProcessTask.Sign.BEFORE and origin is not None and origin.status == TASK.PENDING:
        ProcessTask.objects.filter(pk=origin.pk).update(status=TASK.WAITING_SIGNERS)
    note(run, Action.TAKE_BACK, by=by, task=task)
    engine.settle()


def step_of(desk: Desk) -> Step:
    return desk.engine.structure.places[desk.task.node_key].step


def wrong_action(task: ProcessTask) -> DomainError:
    return DomainError(
        _("This is not possible here: the task is to “%(kind)s”.") % {"kind": task.get_kind_display()},
        code="wrong_action",
    )
