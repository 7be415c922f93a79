"""The verbs of a task: give, change, report progress, hand in, accept or send back, cancel."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from accounts.sources import HandOverItem
from core import actions, clock
from core.errors import DomainError
from core.joining import listed
from records import gate

from ..models import Task
from .telling import tell

Status = Task.Status
# Only who gave a task to himself ends it without handing it in.
TASK: dict[str, frozenset[str]] = {
    Status.TODO: frozenset({Status.DOING, Status.TO_ACCEPT, Status.CANCELLED}),
    Status.DOING: frozenset({Status.TO_ACCEPT, Status.CANCELLED}),
    Status.TO_ACCEPT: frozenset({Status.DONE, Status.DOING, Status.CANCELLED}),
    Status.DONE: frozenset(),
    Status.CANCELLED: frozenset(),
}
FIELDS = ("title", "details", "due_on", "priority")


def give_task(
    *, by: Any, owner: Any = None, title: str, due_on: date, about: Any = None, **values: Any
) -> Task:
    """Give a task to `owner` (else to oneself). Refuses a day that is over, and people to whom one gives nothing."""
    owner = owner or by
    if due_on < clock.today():
        raise DomainError(_("This day is over. Choose today or later."), "past", "due_on")
    if not may_give(by, owner):
        raise DomainError(
            _("You give tasks to your own people only; %(name)s is none of them.") % {"name": owner},
            code="forbidden",
            field="owner",
        )
    with transaction.atomic():
        task = Task(
            owner=owner,
            department=access.home_department(owner),
            assigner=by,
            title=title.strip(),
            due_on=due_on,
            about=about,
            **values,
        )
        if not task.title:
            raise DomainError(_("Say what is to be done."), "required", "title")
        task.save()
        actions.record("reminders.task_given", task, by=by, to=str(owner))
        words = {"name": by, "task": task, "day": due_on.isoformat()}
        tell(
            owner,
            lambda: _("%(name)s gives you a task, due on %(day)s: %(task)s") % words,
            task.get_absolute_url(),
            by=by,
        )
    return task


def may_give(by: Any, owner: Any) -> bool:
    """Oneself, and whoever works in a department that one's right to give tasks reaches."""
    if owner.pk == by.pk:
        return True
    asked = Task(owner=owner, department=access.home_department(owner))
    return bool(owner.is_active and gate.holds(by, asked, "assign"))


def change_task(task: Task, *, by: Any, **values: Any) -> Task:
    """What is asked for is changed by who asked for it, while it is open; others may save what else it carries."""
    with transaction.atomic():
        fresh = locked(task)
        changed = {name for name, value in values.items() if getattr(fresh, name) != value}
        if not changed:
            return fresh
        _require(
            fresh.assigner_id == by.pk,
            _("Only %(name)s, who gave it, changes it.") % {"name": fresh.assigner},
        )
        if not fresh.is_open:
            raise DomainError(_("It is finished and not changed any more."), "ended")
        if "due_on" in changed and values["due_on"] < clock.today():
            raise DomainError(_("This day is over. Choose today or later."), "past", "due_on")
        for name in changed:
            setattr(fresh, name, values[name])
        fresh.save()
        actions.record("reminders.task_changed", fresh, by=by)
    return fresh


def report_task(task: Task, *, by: Any, progress: int, report: str = "") -> Task:
    """Say how far it is; a hundred per cent hands it in, or ends what one has given oneself."""
    with transaction.atomic():
        fresh = locked(task)
        _require(fresh.owner_id == by.pk, _("Only %(name)s reports on it.") % {"name": fresh.owner})
        if not 0 <= progress <= 100:
            raise DomainError(_("From 0 to 100 per cent."), "range", "progress")
        is_whole = progress == 100
        if fresh.status not in {Status.TODO, Status.DOING}:
            require_move(fresh, Status.TO_ACCEPT if is_whole else Status.DOING)
        fresh.progress = progress
        fresh.report = report.strip() or fresh.report
        if is_whole and fresh.is_ones_own:
            fresh.status, fresh.done_at = Status.DONE, clock.now()
        else:
            fresh.status = Status.TO_ACCEPT if is_whole else Status.DOING
        fresh.save()
        actions.record("reminders.task_reported", fresh, by=by, progress=progress)
        if is_whole:
            words = {"name": by, "task": fresh}
            tell(
                fresh.assigner,
                lambda: _("%(name)s has done the task “%(task)s”; please accept it.") % words,
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def accept_task(task: Task, *, by: Any, is_accepted: bool, comment: str = "") -> Task:
    """Who gave it accepts what was done, or sends it back with a reason."""
    with transaction.atomic():
        fresh = locked(task)
        _require(
            fresh.assigner_id == by.pk,
            _("Only %(name)s, who gave it, accepts it.") % {"name": fresh.assigner},
        )
        require_move(fresh, Status.DONE if is_accepted else Status.DOING)
        if not is_accepted and not comment.strip():
            raise DomainError(_("Say what is missing."), "required", "comment")
        fresh.status = Status.DONE if is_accepted else Status.DOING
        fresh.done_at = clock.now() if is_accepted else None
        fresh.progress = 100 if is_accepted else min(fresh.progress, 90)
        fresh.comment = comment.strip()[:500]
        fresh.save()
        actions.record("reminders.task_accepted" if is_accepted else "reminders.task_sent_back", fresh, by=by)
        words = {"name": by, "task": fresh, "comment": fresh.comment}
        tell(
            fresh.owner,
            lambda: (
                _("%(name)s has accepted the task “%(task)s”.") % words
                if is_accepted
                else _("%(name)s sends the task “%(task)s” back: %(comment)s") % words
            ),
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def cancel_task(task: Task, *, by: Any, reason: str) -> Task:
    with transaction.atomic():
        fresh = locked(task)
        _require(
            fresh.assigner_id == by.pk,
            _("Only %(name)s, who gave it, cancels it.") % {"name": fresh.assigner},
        )
        require_move(fresh, Status.CANCELLED)
        fresh.status = Status.CANCELLED
        fresh.comment = reason.strip()[:500]
        fresh.save()
        actions.record("reminders.task_cancelled", fresh, by=by, reason=reason.strip())
        words = {"name": by, "task": fresh}
        tell(
            fresh.owner,
            lambda: _("%(name)s has cancelled the task “%(task)s”.") % words,
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def require_move(task: Task, to: str) -> None:
    labels = dict(Status.choices)
    allowed = TASK[task.status]
    if to in allowed:
        return
    if not allowed:
        raise DomainError(
            _("“%(now)s” is the end; nothing follows it.") % {"now": labels[task.status]},
            "forbidden_move",
            "status",
        )
    raise DomainError(
        _("From “%(now)s” it goes on only to: %(allowed)s.")
        % {
            "now": labels[task.status],
            "allowed": listed(str(labels[state]) for state in labels if state in allowed),
        },
        code="forbidden_move",
        field="status",
    )


def locked(task: Task) -> Task:
    rows: Any = Task.objects.alive().select_for_update(of=("self",)).select_related("owner", "assigner")
    fresh: Task | None = rows.filter(pk=task.pk).first()
    if fresh is None:
        raise DomainError(_("This task does not exist any more."), code="gone")
    return fresh


def _require(is_his: bool, message: str) -> None:
    if not is_his:
        raise DomainError(message, code="not_yours")


def tasks_held(user: Any) -> list[HandOverItem]:
    """What an employee still has to do; his leader cancels it or gives it to somebody else."""
    count = Task.objects.alive().filter(owner=user, status__in=[Status.TODO, Status.DOING]).count()
    url = f"{reverse('reminders:task_list')}?owner={user.pk}&scene=open"
    return [HandOverItem(_("Tasks"), count, url)] if count else []
