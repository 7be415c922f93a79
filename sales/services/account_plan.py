"""The verbs of an account plan: write it, put it in force, review it, close it, carry it into the next year."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.joining import listed
from records import gate
from records.services import numbering
from records.services.deletion import delete_record

from ..models import AccountPlan, PlanAction, PlanChoice, PlanObjective, PlanReview
from ..request_states import require_plan
from ..selectors.account_plan import overview_of, review_rhythm, snapshot_of
from .at_customer import locked, may_enter, set_owner, transfer

KIND = "account_plan"
CHARTER = ("statement", "vision", "win_win")
ENVIRONMENT = ("trends", "perception", "opportunities", "threats", "strengths", "weaknesses", "achilles_heel")
PYRAMID = ("level", "level_target", "rival_level", "level_evidence")
FIELDS = ("year", "name", *CHARTER, *ENVIRONMENT, *PYRAMID, "review_days")
Status = AccountPlan.Status


def create_plan(*, by: Any, customer: Any, owner: Any = None, **values: Any) -> AccountPlan:
    """A draft for a customer's year; there is one for each year."""
    may_enter(by, customer, AccountPlan)
    with transaction.atomic():
        plan = AccountPlan(customer=customer, **values)
        set_owner(plan, owner or by)
        plan.code = numbering.next_number(KIND)
        _save_once(plan)
        actions.record("sales.plan_created", plan, by=by, customer=customer.pk, year=plan.year)
    return plan


def _save_once(plan: AccountPlan) -> None:
    _check(plan)
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise DomainError(
            _("%(customer)s has a plan for %(year)s already.")
            % {"customer": plan.customer, "year": plan.year},
            code="duplicate",
            field="year",
        )


def _check(plan: AccountPlan) -> None:
    plan.name = plan.name.strip() or f"{plan.customer} {plan.year}"[:140]
    known = AccountPlan.objects.alive().filter(customer=plan.customer, year=plan.year).exclude(pk=plan.pk)
    if known.exists():
        raise DomainError(
            _("%(customer)s has a plan for %(year)s already.")
            % {"customer": plan.customer, "year": plan.year},
            code="duplicate",
            field="year",
        )
    if plan.level_target is not None and plan.level_target < plan.level:
        raise DomainError(_("The level aimed at is below ours of today."), "below", "level_target")


def update_plan(plan: AccountPlan, *, by: Any, version: int | None = None, **values: Any) -> AccountPlan:
    """Charter, environment, pyramid and rhythm; a closed plan stays as it was."""
    with transaction.atomic():
        fresh = locked(plan, version, "customer")
        require_open(fresh)
        for name, value in values.items():
            if name not in FIELDS:
                raise DomainError(_("This changes by its own action only."), "not_editable", name)
            setattr(fresh, name, value)
        if "review_days" in values and fresh.status == Status.ACTIVE:
            fresh.next_review_on = next_review(fresh, last_review_day(fresh))
        _save_once(fresh)
        actions.record("sales.plan_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def require_open(plan: AccountPlan) -> None:
    if plan.status == Status.CLOSED:
        raise DomainError(_("A closed plan stays as it is. Take it up again first."), "closed")


def put_in_force(plan: AccountPlan, *, by: Any) -> AccountPlan:
    """It is worked by from now on, and looked at in the rhythm of reviews.

    Refuses a plan without a statement, an objective and an action: it would be a heading.
    """
    with transaction.atomic():
        fresh = locked(plan, None, "customer")
        require_plan(fresh.status, Status.ACTIVE)
        missing = []
        if not fresh.statement.strip():
            missing.append(_("the statement"))
        if not PlanObjective.objects.alive().filter(plan=fresh).exists():
            missing.append(_("an objective"))
        if not PlanAction.objects.alive().filter(plan=fresh).exists():
            missing.append(_("an action"))
        if missing:
            raise DomainError(
                _("The plan still needs: %(missing)s.") % {"missing": listed(missing)}, "incomplete"
            )
        fresh.status, fresh.closed_on = Status.ACTIVE, None
        fresh.next_review_on = next_review(fresh, clock.today())
        fresh.save()
        actions.record("sales.plan_in_force", fresh, by=by, customer=fresh.customer_id)
    return fresh


def next_review(plan: AccountPlan, since: date) -> date:
    return since + timedelta(days=review_rhythm(plan))


def last_review_day(plan: AccountPlan) -> date:
    rows = PlanReview.objects.alive().filter(plan=plan).order_by("-held_on")
    found: date | None = rows.values_list("held_on", flat=True).first()
    return found or clock.today()


def close_plan(plan: AccountPlan, *, by: Any, result: str) -> AccountPlan:
    """With what came of it in words; open actions are named, for they would be forgotten."""
    if not result.strip():
        raise DomainError(_("Write what came of it."), "required", "result")
    with transaction.atomic():
        fresh = locked(plan)
        require_plan(fresh.status, Status.CLOSED)
        left = PlanAction.objects.alive().filter(plan=fresh, status="open").count()
        if left:
            raise DomainError(
                _("%(count)d actions are open: finish them, drop them, or copy the plan first.")
                % {"count": left},
                code="open_actions",
            )
        fresh.status, fresh.closed_on, fresh.result = Status.CLOSED, clock.today(), result.strip()
        fresh.next_review_on = None
        fresh.save()
        actions.record("sales.plan_closed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def reopen_plan(plan: AccountPlan, *, by: Any, reason: str) -> AccountPlan:
    """A closed one is worked by again, one in force becomes a draft again; either says why."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh = locked(plan)
        to = Status.ACTIVE if fresh.status == Status.CLOSED else Status.DRAFT
        require_plan(fresh.status, to)
        fresh.status, fresh.closed_on = to, None
        fresh.next_review_on = next_review(fresh, clock.today()) if to == Status.ACTIVE else None
        fresh.save()
        actions.record("sales.plan_reopened", fresh, by=by, customer=fresh.customer_id, reason=reason.strip())
    return fresh


def copy_plan(plan: AccountPlan, *, by: Any, year: int, with_choices: bool = True) -> AccountPlan:
    """Next year's draft from this one: charter, environment, pyramid, objectives with this year's target as what was
    last year, choices, and the open actions, moved by as many years. Open actions stay here, too, until they end."""
    may_enter(by, plan.customer, AccountPlan)
    if year == plan.year:
        raise DomainError(_("Choose another year."), "same_year", "year")
    with transaction.atomic():
        source = locked(plan, None, "customer")
        copied = AccountPlan(
            customer=source.customer,
            copied_from=source,
            **{name: getattr(source, name) for name in FIELDS if name not in {"year", "name"}},
        )
        copied.year = year
        set_owner(copied, source.owner or by)
        copied.level_target = None if copied.level_target == copied.level else copied.level_target
        copied.code = numbering.next_number(KIND)
        _save_once(copied)
        known = _copy_objectives(source, copied, by)
        _copy_actions(source, copied, known)
        if with_choices:
            for choice in PlanChoice.objects.alive().filter(plan=source).order_by("pk"):
                names = ("side", "what", "why", "hours", "amount")
                PlanChoice(plan=copied, **{name: getattr(choice, name) for name in names}).save()
        actions.record("sales.plan_copied", copied, by=by, customer=copied.customer_id, source=str(source))
    return copied


def _copy_objectives(source: AccountPlan, copied: AccountPlan, by: Any) -> dict[int, PlanObjective]:
    known = {}
    reached = {row.objective.pk: row.actual for row in overview_of(source, by).progress}
    for row in PlanObjective.objects.alive().filter(plan=source).order_by("pk"):
        names = ("name", "kind", "measure", "is_main", "target", "monthly", "note")
        again = PlanObjective(plan=copied, **{name: getattr(row, name) for name in names})
        again.baseline = reached.get(row.pk)
        again.save()
        known[row.pk] = again
    return known


def _copy_actions(source: AccountPlan, copied: AccountPlan, known: dict[int, PlanObjective]) -> None:
    years = copied.year - source.year
    for row in PlanAction.objects.alive().filter(plan=source, status="open").order_by("pk"):
        names = ("name", "side", "responsible", "contact", "is_milestone")
        again = PlanAction(plan=copied, **{name: getattr(row, name) for name in names})
        again.objective = known.get(row.objective_id) if row.objective_id else None
        again.due_on = same_day(row.due_on, row.due_on.year + years)
        again.save()


def same_day(day: date, year: int) -> date:
    """The same day of another year; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


# -- reviews ----------------------------------------------------------------------------------------------------
def hold_review(
    plan: AccountPlan,
    *,
    by: Any,
    health: str,
    findings: str,
    decisions: str = "",
    next_review_on: date | None = None,
) -> PlanReview:
    """Look at a plan in force and freeze its figures as they stand now; the next review follows from the rhythm."""
    if not findings.strip():
        raise DomainError(_("Write what you learned."), "required", "findings")
    if next_review_on is not None and next_review_on <= clock.today():
        raise DomainError(_("The next review lies ahead."), "past", "next_review_on")
    with transaction.atomic():
        fresh = locked(plan, None, "customer", "copied_from")
        if fresh.status != Status.ACTIVE:
            raise DomainError(_("Only a plan in force is reviewed."), "not_active")
        review = PlanReview(
            plan=fresh,
            held_on=clock.today(),
            health=health,
            findings=findings.strip(),
            decisions=decisions.strip(),
            next_review_on=next_review_on or next_review(fresh, clock.today()),
            by=by,
            snapshot=snapshot_of(overview_of(fresh, by)),
        )
        review.save()
        fresh.next_review_on = review.next_review_on
        fresh.save()
        actions.record("sales.plan_reviewed", fresh, by=by, customer=fresh.customer_id, health=health)
        leader = leader_of(fresh.owner)
        words = {"plan": fresh, "health": review.get_health_display()}
        url = review.get_absolute_url()
        tell(leader, lambda: _("%(plan)s was reviewed: %(health)s.") % words, url, by=by)
    return review


def leader_of(user: Any) -> Any:
    employee = getattr(user, "employee", None) if user is not None else None
    leader = employee.leader if employee is not None else None
    return leader.user if leader is not None else None


def comment_review(review: PlanReview, *, by: Any, comment: str) -> PlanReview:
    """What the leader says to it; not by who held it."""
    if not comment.strip():
        raise DomainError(_("Write your comment."), "required", "comment")
    gate.require(by, review.plan, "review")
    with transaction.atomic():
        fresh = locked(review, None, "plan__owner")
        if fresh.by_id == by.pk:
            raise DomainError(_("Nobody comments on his own review."), "own_review")
        fresh.comment, fresh.commented_by, fresh.commented_at = comment.strip(), by, clock.now()
        fresh.save()
        actions.record("sales.plan_commented", fresh.plan, by=by, customer=fresh.plan.customer_id)
        words = {"name": by, "plan": fresh.plan}
        url = fresh.get_absolute_url()
        tell(
            fresh.plan.owner,
            lambda: _("%(name)s has commented on the review of %(plan)s.") % words,
            url,
            by=by,
        )
    return fresh


def transfer_plan(plan: AccountPlan, *, to: Any, by: Any, reason: str = "") -> AccountPlan:
    """Give it to a colleague, with the open actions that the former owner had in it."""
    with transaction.atomic():
        before = plan.owner
        fresh = transfer(plan, to=to, by=by, verb="sales.plan_transferred", reason=reason.strip())
        for action in PlanAction.objects.alive().filter(plan=fresh, status="open", responsible=before):
            action.responsible = to
            action.save()
    return fresh


def delete_plan(plan: AccountPlan, *, by: Any) -> None:
    """Only a draft that was never reviewed; what stands in it goes along."""
    with transaction.atomic():
        fresh = locked(plan)
        if fresh.status != Status.DRAFT or PlanReview.objects.alive().filter(plan=fresh).exists():
            raise DomainError(
                _("Only a draft that was never reviewed is deleted; close it instead."), "in_use"
            )
        for model in (PlanAction, PlanChoice, PlanObjective):
            for row in model.objects.alive().filter(plan=fresh).select_for_update():
                row.is_deleted = True
                row.save()
        delete_record(fresh, by=by)
