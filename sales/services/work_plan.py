"""The verbs of a work plan: make it, add and tick items, sum it up, comment on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import access
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from reminders.models import Task

from ..models import Visit, WorkPlan, WorkPlanItem
from ..models.work_plan import bounds
from ..querysets import day_bounds

MOST_ITEMS = 100


def make_plan(
    *, by: Any, span: str, starts_on: date, lines: Iterable[str] = (), takes_over: bool = True, **values: Any
) -> WorkPlan:
    """Make one's plan of a day, a week or a month, one item a line; `takes_over` adds the visits planned and the tasks
    due in that time. Refuses a second plan of the same time."""
    first, last = bounds(span, starts_on)
    with transaction.atomic():
        known = WorkPlan.objects.alive().filter(owner=by, span=span, starts_on=first).first()
        if known is not None:
            raise DomainError(_("There is a plan of this time already."), "duplicate", "starts_on")
        plan = WorkPlan(
            owner=by,
            department=access.home_department(by),
            span=span,
            starts_on=first,
            ends_on=last,
            **values,
        )
        try:
            with transaction.atomic():
                plan.save()
        except IntegrityError as wrong:
            raise DomainError(_("There is a plan of this time already."), "duplicate", "starts_on") from wrong
        add_lines(plan, lines)
        if takes_over:
            take_over(plan)
        actions.record("sales.work_plan_made", plan, by=by)
    return plan


def change_plan(plan: WorkPlan, *, by: Any, **values: Any) -> WorkPlan:
    """Goal and summing up are changed by whoever made it; the time stays."""
    with transaction.atomic():
        fresh = locked(plan)
        _require_own(fresh, by)
        for name, value in values.items():
            setattr(fresh, name, value)
        fresh.save()
        actions.record("sales.work_plan_changed", fresh, by=by)
    return fresh


def add_items(plan: WorkPlan, *, by: Any, lines: Iterable[str] = (), takes_over: bool = False) -> int:
    with transaction.atomic():
        fresh = locked(plan)
        _require_own(fresh, by)
        count = add_lines(fresh, lines) + (take_over(fresh) if takes_over else 0)
        if count:
            actions.record("sales.work_plan_changed", fresh, by=by, added=count)
    return count


def tick_item(item: WorkPlanItem, *, by: Any, is_done: bool) -> WorkPlanItem:
    """Say that an item is done, or is not after all; a visit and a task say so themselves."""
    with transaction.atomic():
        plan = locked(item.plan)
        _require_own(plan, by)
        fresh: WorkPlanItem = WorkPlanItem.objects.alive().select_for_update().get(pk=item.pk)
        if fresh.visit_id or fresh.task_id:
            raise DomainError(_("It is done when its visit is written up, or its task is done."), "linked")
        fresh.is_done = is_done
        fresh.save()
    return fresh


def drop_item(item: WorkPlanItem, *, by: Any) -> None:
    with transaction.atomic():
        plan = locked(item.plan)
        _require_own(plan, by)
        fresh = WorkPlanItem.objects.alive().select_for_update().get(pk=item.pk)
        fresh.is_deleted = True
        fresh.save()
        actions.record("sales.work_plan_changed", plan, by=by, dropped=str(fresh))


def comment_on(plan: WorkPlan, *, by: Any, comment: str) -> WorkPlan:
    """The leader's word; nobody comments on his own plan."""
    with transaction.atomic():
        fresh = locked(plan)
        if fresh.owner_id == by.pk:
            raise DomainError(_("Nobody comments on his own plan."), "own")
        if not comment.strip():
            raise DomainError(_("Write a word."), "required", "comment")
        fresh.comment = comment.strip()[:500]
        fresh.commented_by, fresh.commented_at = by, clock.now()
        fresh.save()
        actions.record("sales.work_plan_commented", fresh, by=by)
        words = {"name": by, "plan": fresh, "comment": fresh.comment}
        tell(
            fresh.owner,
            lambda: _("%(name)s on your %(plan)s: %(comment)s") % words,
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def add_lines(plan: WorkPlan, lines: Iterable[str]) -> int:
    known = set(WorkPlanItem.objects.alive().filter(plan=plan).values_list("text", flat=True))
    new = [text for text in dict.fromkeys(line.strip()[:200] for line in lines) if text and text not in known]
    if len(known) + len(new) > MOST_ITEMS:
        raise DomainError(_("A plan has at most %(most)d items.") % {"most": MOST_ITEMS}, "too_many", "lines")
    for text in new:
        WorkPlanItem(plan=plan, text=text).save()
    return len(new)


def take_over(plan: WorkPlan) -> int:
    """The visits planned and the tasks due in the plan's time that are not in it yet."""
    start, end = day_bounds(plan.starts_on)[0], day_bounds(plan.ends_on)[1]
    items = WorkPlanItem.objects.alive().filter(plan=plan)
    visits = Visit.objects.alive().filter(
        owner=plan.owner_id, planned_start__gte=start, planned_start__lt=end
    )
    visits = visits.exclude(status__in=["draft", "rescheduled", "cancelled"])
    visits = visits.exclude(pk__in=items.filter(visit__isnull=False).values("visit_id"))
    made = 0
    for visit in visits.select_related("customer").order_by("planned_start", "pk")[:MOST_ITEMS]:
        moment = f"{timezone.localtime(visit.planned_start):%m-%d %H:%M}"
        WorkPlanItem(plan=plan, visit=visit, text=f"{moment} {visit.customer} · {visit.purpose}"[:200]).save()
        made += 1
    tasks = Task.objects.alive().filter(
        owner=plan.owner_id, due_on__gte=plan.starts_on, due_on__lte=plan.ends_on
    )
    tasks = tasks.exclude(status="cancelled").exclude(
        pk__in=items.filter(task__isnull=False).values("task_id")
    )
    for task in tasks.order_by("due_on", "pk")[:MOST_ITEMS]:
        WorkPlanItem(plan=plan, task=task, text=task.title[:200]).save()
        made += 1
    return made


def locked(plan: WorkPlan) -> WorkPlan:
    rows: Any = WorkPlan.objects.alive().select_for_update(of=("self",)).select_related("owner")
    fresh: WorkPlan | None = rows.filter(pk=plan.pk).first()
    if fresh is None:
        raise DomainError(_("This plan does not exist any more."), code="gone")
    return fresh


def _require_own(plan: WorkPlan, by: Any) -> None:
    if plan.owner_id != by.pk:
        raise DomainError(
            _("Only %(name)s changes this plan.") % {"name": plan.owner or _("nobody")}, "not_yours"
        )
