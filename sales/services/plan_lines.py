"""The lines of an account plan: objectives, invest or stop decisions, actions and their progress."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.money import rounded

from ..measures import MEASURES
from ..models import AccountPlan, PlanAction, PlanChoice, PlanObjective
from .account_plan import require_open
from .at_customer import locked


def _open_plan(plan: AccountPlan) -> AccountPlan:
    fresh = locked(plan, None, "customer")
    require_open(fresh)
    return fresh


def _noted(plan: AccountPlan, line: Any, is_new: bool, by: Any) -> None:
    verb = "sales.plan_line_added" if is_new else "sales.plan_line_changed"
    actions.record(verb, plan, by=by, line=str(line))


def save_objective(row: PlanObjective, *, by: Any) -> PlanObjective:
    """A number to be reached; its months add up to it. The main one is drawn, and there is one of those."""
    with transaction.atomic():
        plan = _open_plan(row.plan)
        row.name = row.name.strip()
        if not row.name:
            raise DomainError(_("Give the objective a name."), "required", "name")
        if row.measure and row.measure not in MEASURES:
            raise DomainError(_("Nothing measures this; choose a measure or none."), "unknown", "measure")
        if row.target is None or row.target <= 0:
            raise DomainError(_("Give a target above nothing."), "not_positive", "target")
        if row.measure:
            row.reported = None
            measure = MEASURES[row.measure]
            if measure.unit == "percent" and row.target > 100:
                raise DomainError(_("A share is at most 100 %."), "too_much", "target")
            if not measure.is_sum:
                row.monthly = []
        row.monthly = checked_months(row.monthly, row.target)
        others = PlanObjective.objects.alive().filter(plan=plan).exclude(pk=row.pk)
        if row.is_main:
            for other in others.filter(is_main=True):
                other.is_main = False
                other.save()
        is_new = row.pk is None
        row.save()
        _noted(plan, row, is_new, by)
    return row


def checked_months(values: Any, target: Decimal) -> list[str]:
    """Twelve amounts that make the target, or none for twelfths."""
    if not values:
        return []
    if len(values) != 12:
        raise DomainError(
            _("Give the target of each of the twelve months, or of none."), "not_twelve", "monthly"
        )
    months = [Decimal(str(value)) for value in values]
    if any(value < 0 for value in months):
        raise DomainError(_("No month has a target below nothing."), "negative", "monthly")
    if rounded(sum(months, Decimal(0))) != rounded(target):
        raise DomainError(
            _("The months make %(sum)s, not the target %(target)s.")
            % {"sum": f"{sum(months):,f}", "target": f"{target:,f}"},
            code="wrong_sum",
            field="monthly",
        )
    return [str(value) for value in months]


def save_choice(row: PlanChoice, *, by: Any) -> PlanChoice:
    """Where to put more, or where to stop; either with the reason."""
    with transaction.atomic():
        plan = _open_plan(row.plan)
        row.what, row.why = row.what.strip(), row.why.strip()
        if not row.what or not row.why:
            raise DomainError(_("Say what, and why."), "required", "what" if not row.what else "why")
        is_new = row.pk is None
        row.save()
        _noted(plan, row, is_new, by)
    return row


def save_action(row: PlanAction, *, by: Any, responsible_before: Any = None) -> PlanAction:
    """Who does what until when; whoever gets it is told. One that has ended stays as it was."""
    with transaction.atomic():
        plan = _open_plan(row.plan)
        row.name = row.name.strip()
        if not row.name:
            raise DomainError(_("Say what is to be done."), "required", "name")
        if row.status != PlanAction.Status.OPEN:
            raise DomainError(_("It has ended. Add another one."), "ended")
        if row.objective is not None and row.objective.plan_id != plan.pk:
            raise DomainError(_("This objective is of another plan."), "foreign", "objective")
        if row.contact is not None and row.contact.customer_id != plan.customer_id:
            raise DomainError(
                _("%(record)s belongs to another customer.") % {"record": row.contact}, "foreign", "contact"
            )
        if row.pk is None and row.due_on.year < plan.year - 1:
            raise DomainError(_("This day lies before the plan."), "past", "due_on")
        is_new = row.pk is None
        if responsible_before != row.responsible_id:
            check_can_own(row.responsible)
        row.save()
        _noted(plan, row, is_new, by)
        if responsible_before != row.responsible_id:
            words = {"plan": plan, "action": row, "day": row.due_on.isoformat()}
            tell(
                row.responsible,
                lambda: _("%(plan)s: “%(action)s” is yours, due on %(day)s.") % words,
                reverse("sales:plan_action_progress", args=[row.pk]),
                by=by,
            )
    return row


def report_progress(
    row: PlanAction, *, by: Any, progress: int, effect: str = "", is_done: bool = False
) -> PlanAction:
    """How far it is; done with what it brought about. Its responsible may, whoever owns the plan."""
    with transaction.atomic():
        fresh = locked(row, None, "plan__customer")
        require_open(fresh.plan)
        if fresh.status != PlanAction.Status.OPEN:
            raise DomainError(_("It has ended. Add another one."), "ended")
        if not 0 <= progress <= 100:
            raise DomainError(_("Progress goes from 0 to 100 per cent."), "range", "progress")
        is_done = is_done or progress == 100
        fresh.progress = 100 if is_done else progress
        fresh.effect = effect.strip() or fresh.effect
        if is_done:
            if not fresh.effect:
                raise DomainError(_("Say what it brought about."), "required", "effect")
            fresh.status, fresh.ended_on = PlanAction.Status.DONE, clock.today()
        fresh.save()
        verb = "sales.plan_action_done" if is_done else "sales.plan_action_progress"
        actions.record(verb, fresh.plan, by=by, line=str(fresh), progress=fresh.progress)
        words = {"name": by, "action": fresh}
        if is_done:
            tell(
                fresh.plan.owner,
                lambda: _("%(name)s has done “%(action)s”.") % words,
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def drop_action(row: PlanAction, *, by: Any, reason: str) -> PlanAction:
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh = locked(row, None, "plan__customer")
        require_open(fresh.plan)
        if fresh.status != PlanAction.Status.OPEN:
            raise DomainError(_("It has ended. Add another one."), "ended")
        fresh.status, fresh.ended_on, fresh.effect = PlanAction.Status.DROPPED, clock.today(), reason.strip()
        fresh.save()
        actions.record("sales.plan_action_dropped", fresh.plan, by=by, line=str(fresh), reason=reason.strip())
    return fresh


def remove_line(row: Any, *, by: Any) -> None:
    """Take an objective, a decision or an action out of an open plan; what actions serve stays until they do not."""
    with transaction.atomic():
        plan = _open_plan(row.plan)
        fresh = locked(row)
        if isinstance(fresh, PlanObjective):
            serving = PlanAction.objects.alive().filter(objective=fresh).count()
            if serving:
                raise DomainError(
                    _("%(count)d actions serve this objective. Let them serve another one first.")
                    % {"count": serving},
                    code="has_actions",
                )
        fresh.is_deleted = True
        fresh.save()
        actions.record("sales.plan_line_removed", plan, by=by, line=str(fresh))
