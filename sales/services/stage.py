"""Moving an opportunity along its pipeline, and ending it: won, lost, shelved, invalid, opened again."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import dictionaries, gate, parameters

from .. import sources, states
from ..models import LossReview, Opportunity, Stage
from ..parameters import REVIEW_FROM
from .opportunity import check_opportunity, check_required, locked, note_change, stages_of


def move_opportunity(
    opportunity: Opportunity,
    *,
    to: Stage,
    by: Any,
    reason: str = "",
    version: int | None = None,
    **values: Any,
) -> Opportunity:
    """Into another stage of its pipeline: forward as one likes, back with a reason.

    `values` are facts given along the way (next step, amount), so that a stage which requires them can be entered
    at once. A probability of one's own was meant for the stage that is left, so it goes. Refuses the won stage, a
    stage of another pipeline, and what the stage requires and is missing.
    """
    with transaction.atomic():
        fresh = locked(opportunity, version)
        before = fresh.stage
        states.require_stage(fresh, to, stages_of(fresh.pipeline), reason)
        for name, value in values.items():
            setattr(fresh, name, value)
        dwelt = fresh.days_in_stage
        fresh.own_probability, fresh.probability_reason = None, ""
        fresh.stage, fresh.stage_since = to, clock.now()
        check_opportunity(fresh)
        check_required(fresh, to, is_entering=not states.is_back(before, to))
        fresh.save()
        note_change(fresh, before, fresh.status, by=by, reason=reason.strip(), dwell_days=dwelt)
        actions.record(
            "sales.stage_changed",
            fresh,
            by=by,
            customer=fresh.customer_id,
            before=str(before),
            after=str(to),
            reason=reason.strip(),
            dwell_days=dwelt,
        )
    return fresh


def win_opportunity(
    opportunity: Opportunity,
    *,
    by: Any,
    document: str = "",
    amount: Decimal | None = None,
    version: int | None = None,
) -> Opportunity:
    """Won: by a contract or an order, whose number is named where none of ours belongs to it."""
    with transaction.atomic():
        fresh = locked(opportunity, version)
        states.require_status(fresh.status, states.WON)
        document = document.strip() or next(iter(sources.evidence_of(fresh)), "")
        if not document:
            raise DomainError(
                _("A sale is won by a contract or an order: name its number."), "required", "document"
            )
        if amount is not None:
            fresh.amount = amount
        if fresh.amount is None:
            raise DomainError(_("Say for how much it was won."), "required", "amount")
        fresh.won_document = document[:60]
        final = next((stage for stage in stages_of(fresh.pipeline) if stage.is_final), None)
        _end(fresh, states.WON, by, "", stage=final)
    return fresh


def needs_review(opportunity: Opportunity) -> bool:
    """Whether it may only be lost with a review: from an amount on, and always at a key account."""
    return bool(opportunity.customer.is_key_account or opportunity.base_amount >= parameters.get(REVIEW_FROM))


def lose_opportunity(
    opportunity: Opportunity,
    *,
    by: Any,
    loss_reason: str,
    competitor: str = "",
    note: str = "",
    findings: str = "",
    cause: str = "",
    version: int | None = None,
) -> Opportunity:
    """Lost: with the reason, with the competitor unless nobody got it, and where the rule says so with a review."""
    with transaction.atomic():
        fresh = locked(opportunity, version)
        states.require_status(fresh.status, states.LOST)
        known = {code for code, _name, _en, is_active in dictionaries.items("loss_reason") if is_active}
        if loss_reason not in known:
            raise DomainError(_("Choose why it was lost."), "required", "loss_reason")
        competitor = competitor.strip() or fresh.competitor
        if not competitor and loss_reason not in NOBODY_GOT_IT:
            raise DomainError(_("Say to whom it was lost."), "required", "competitor")
        if needs_review(fresh) and not (findings.strip() and cause.strip()):
            raise DomainError(
                _("A loss of this weight needs a review: write what happened and its root cause."),
                code="review_required",
                field="findings" if not findings.strip() else "cause",
            )
        fresh.loss_reason, fresh.competitor = loss_reason, competitor
        _end(fresh, states.LOST, by, note.strip())
        if findings.strip() or cause.strip():
            save_review(fresh, by=by, findings=findings, cause=cause)
    return fresh


# Where the customer gave the whole thing up there is no winner to name.
NOBODY_GOT_IT = frozenset({"cancelled", "budget"})


def shelve_opportunity(
    opportunity: Opportunity, *, by: Any, reason: str, version: int | None = None
) -> Opportunity:
    """Put aside: it counts in no forecast until it is taken up again."""
    return _stop(opportunity, states.SHELVED, by, reason, version)


def call_invalid(
    opportunity: Opportunity, *, by: Any, reason: str, version: int | None = None
) -> Opportunity:
    """It was no sale at all: entered twice or by mistake."""
    return _stop(opportunity, states.INVALID, by, reason, version)


def _stop(opportunity: Opportunity, status: str, by: Any, reason: str, version: int | None) -> Opportunity:
    if not reason.strip():
        raise DomainError(_("Give a reason."), "required", "reason")
    with transaction.atomic():
        fresh = locked(opportunity, version)
        states.require_status(fresh.status, status)
        _end(fresh, status, by, reason.strip())
    return fresh


def take_up(
    opportunity: Opportunity,
    *,
    by: Any,
    next_step: str,
    next_step_on: date | None,
    expected_close: date | None = None,
    reason: str = "",
) -> Opportunity:
    """In progress again: a shelved one by whoever may change it, a lost one by a manager only."""
    with transaction.atomic():
        fresh = locked(opportunity)
        states.require_status(fresh.status, states.OPEN)
        was = fresh.status
        if was == states.LOST and not gate.may(by, fresh, "reopen"):
            raise DomainError(_("A lost opportunity is opened again by a manager only."), "manager_only")
        if was == states.LOST and not reason.strip():
            raise DomainError(_("Say why it is opened again."), "required", "reason")
        fresh.status, fresh.closed_at, fresh.end_reason, fresh.loss_reason = states.OPEN, None, "", ""
        fresh.stage_since = clock.now()
        fresh.next_step, fresh.next_step_on = next_step, next_step_on
        fresh.expected_close = expected_close or fresh.expected_close
        check_opportunity(fresh)
        check_required(fresh, fresh.stage)
        fresh.save()
        note_change(fresh, fresh.stage, was, by=by, reason=reason.strip())
        actions.record(
            "sales.opportunity_reopened", fresh, by=by, customer=fresh.customer_id, reason=reason.strip()
        )
    return fresh


def save_review(opportunity: Opportunity, *, by: Any, findings: str, cause: str, **facts: Any) -> LossReview:
    """Write the review of a lost sale, or write on in the one that is there."""
    if opportunity.status != states.LOST:
        raise DomainError(_("Only a lost opportunity has a review."), "forbidden_move")
    for name, text in (("findings", findings), ("cause", cause)):
        if not text.strip():
            raise DomainError(_("Write what happened and its root cause."), "required", name)
    with transaction.atomic():
        locked(opportunity)
        review = LossReview.objects.alive().filter(opportunity=opportunity).first()
        review = review or LossReview(opportunity=opportunity)
        review.findings, review.cause = findings.strip(), cause.strip()
        for name, value in facts.items():
            setattr(review, name, value)
        review.reviewed_by = by if getattr(by, "pk", None) else None
        review.reviewed_at = clock.now()
        review.save()
        actions.record("sales.loss_reviewed", opportunity, by=by, customer=opportunity.customer_id)
    return review


VERBS = {
    states.WON: "sales.opportunity_won",
    states.LOST: "sales.opportunity_lost",
    states.SHELVED: "sales.opportunity_shelved",
    states.INVALID: "sales.opportunity_invalid",
}


def _end(fresh: Opportunity, status: str, by: Any, reason: str, *, stage: Stage | None = None) -> None:
    """Write the end of a locked row and its place in the stage history."""
    before, was, dwelt = fresh.stage, fresh.status, fresh.days_in_stage
    fresh.status, fresh.end_reason = status, reason[:200]
    if status in states.ENDED:
        fresh.closed_at = clock.now()
    if stage is not None and stage.pk != before.pk:
        fresh.stage, fresh.stage_since = stage, clock.now()
    fresh.save()
    note_change(fresh, before, was, by=by, reason=reason, dwell_days=dwelt)
    actions.record(
        VERBS[Opportunity.Status(status)],
        fresh,
        by=by,
        customer=fresh.customer_id,
        reason=reason,
        amount=str(fresh.base_amount),
    )
