"""After a visit: the minutes with the next contact, the leader's review, and whether the visit counts."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Contact, FollowUp
from contacts.services.follow_up import log_follow_up, void_follow_up
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from records import parameters

from .. import visit_states as states
from ..effectiveness import Held, Rule, reasons_against
from ..models import Visit
from ..querysets import day_bounds
from ..visit_parameters import VISIT_CHARACTERS, VISIT_HOURS, VISIT_MINUTES
from .visit import check_people, locked


def submit_visit(
    visit: Visit,
    *,
    by: Any,
    summary: str,
    result: str = "",
    next_action: str = "",
    next_on: date | None = None,
    met: Iterable[Contact] = (),
    cost: Decimal | None = None,
    key: str = "",
) -> Visit:
    """Hand the minutes in: they become a follow-up at the customer, with the next contact, and the visit is judged.

    The same `key` again gives what was already handed in. Refuses empty minutes, a next contact in the past, people of
    another customer, and a visit that nobody has left yet.
    """
    with transaction.atomic():
        fresh = locked(visit)
        if key and fresh.submit_key == key and fresh.status in states.HELD:
            return fresh
        _require_author(fresh, by)
        states.require_status(fresh, states.SUBMITTED)
        if not summary.strip():
            raise DomainError(_("Write what was spoken about."), "required", "summary")
        people = list(met)
        check_people(fresh, people, "met")
        _take_times(fresh)
        fresh.summary = summary.strip()
        fresh.result = result.strip()[:200]
        fresh.next_action = next_action.strip()[:200]
        fresh.next_on = next_on
        fresh.cost = cost
        fresh.submit_key = key[:40]
        fresh.submitted_at = fresh.submitted_at or clock.now()  # what is sent back was in time the first time
        fresh.status = states.SUBMITTED
        fresh.follow_up = _log(fresh, people, by)
        fresh.save()
        fresh.met.set(people)
        judge_day(fresh)
        fresh.refresh_from_db()
        actions.record("sales.visit_submitted", fresh, by=by, customer=fresh.customer_id)
    return fresh


def return_visit(visit: Visit, *, reason: str, by: Any) -> Visit:
    """Send the minutes back for more; the hours do not run again."""
    with transaction.atomic():
        fresh = locked(visit)
        _require_reviewer(fresh, by)
        states.require_status(fresh, states.RETURNED)
        if not reason.strip():
            raise DomainError(_("Say what is missing."), "required", "comment")
        fresh.status = states.RETURNED
        fresh.review_comment = reason.strip()[:500]
        fresh.is_effective = None
        fresh.ineffective_reasons = []
        fresh.save()
        judge_day(fresh)
        actions.record(
            "sales.visit_returned", fresh, by=by, customer=fresh.customer_id, reason=reason.strip()
        )
        words = {"name": by, "visit": fresh, "reason": fresh.review_comment}
        tell(
            fresh.owner,
            lambda: _("%(name)s wants more in the minutes of “%(visit)s”: %(reason)s") % words,
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def review_visit(visit: Visit, *, is_accepted: bool, by: Any, comment: str = "") -> Visit:
    """The leader's word: accepted, it is what the clauses say; rejected, with a reason, it does not count."""
    with transaction.atomic():
        fresh = locked(visit)
        _require_reviewer(fresh, by)
        states.require_status(fresh, states.REVIEWED)
        if not is_accepted and not comment.strip():
            raise DomainError(_("Say why it does not count."), "required", "comment")
        fresh.status = states.REVIEWED
        fresh.is_rejected = not is_accepted
        fresh.reviewed_by = by
        fresh.reviewed_at = clock.now()
        fresh.review_comment = comment.strip()[:500]
        fresh.save()
        judge_day(fresh)
        fresh.refresh_from_db()
        actions.record("sales.visit_reviewed", fresh, by=by, customer=fresh.customer_id, accepted=is_accepted)
        words = {"name": by, "visit": fresh}
        tell(
            fresh.owner,
            lambda: _("%(name)s has reviewed “%(visit)s”.") % words,
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def rule() -> Rule:
    """The clauses as administrators have set them."""
    return Rule(
        least_minutes=parameters.get(VISIT_MINUTES),
        least_characters=parameters.get(VISIT_CHARACTERS),
        within=timedelta(hours=parameters.get(VISIT_HOURS)),
    )


def judge_day(visit: Visit) -> None:
    """Judge this visit and the others of the same rep to the same unit on that day, the earliest first: one counts."""
    if visit.checked_in_at is None:
        return
    start, end = day_bounds(timezone.localtime(visit.checked_in_at).date())
    rows: Any = Visit.objects.alive()
    rows = rows.held().select_for_update(of=("self",))
    rows = rows.filter(owner=visit.owner_id, customer=visit.customer_id, unit=visit.unit_id)
    rows = rows.filter(checked_in_at__gte=start, checked_in_at__lt=end)
    counts, law = False, rule()
    for row in rows.order_by("checked_in_at", "pk"):
        reasons = reasons_against(held(row, counts_already=counts), law)
        counts = counts or not reasons
        if (row.is_effective, row.ineffective_reasons) != (not reasons, reasons):
            row.is_effective, row.ineffective_reasons = not reasons, reasons
            row.save(update_fields=["is_effective", "ineffective_reasons"])


def held(visit: Visit, *, counts_already: bool = False) -> Held:
    took = None
    if visit.submitted_at is not None and visit.checked_out_at is not None:
        took = max(visit.submitted_at - visit.checked_out_at, timedelta(0))
    return Held(
        kind=visit.kind,
        is_within_radius=visit.is_within_radius,
        is_excused=visit.exemption == Visit.Exemption.APPROVED,
        stay_minutes=visit.stay_minutes,
        people_met=visit.met.filter(is_deleted=False).count(),
        summary=visit.summary,
        result=visit.result,
        has_next_step=bool(visit.next_action and visit.next_on),
        took_to_submit=took,
        is_rejected=visit.is_rejected,
        counts_already=counts_already,
    )


def _take_times(visit: Visit) -> None:
    """Where nobody checks in, the visit was when it was planned; what lies ahead is not written up."""
    now = clock.now()
    if visit.checked_in_at is None:
        visit.checked_in_at = visit.planned_start
    if visit.checked_in_at > now:
        raise DomainError(_("It has not begun yet. Write it up afterwards."), "future", "summary")
    if visit.checked_out_at is None:
        visit.checked_out_at = max(min(visit.planned_end, now), visit.checked_in_at)


def _log(visit: Visit, people: list[Contact], by: Any) -> FollowUp:
    """What was spoken about stands with the customer's other talks; corrected minutes take the place of the first."""
    if visit.follow_up is not None and not visit.follow_up.is_deleted:
        void_follow_up(by=by, follow_up=visit.follow_up, reason=_("The minutes were corrected."))
    kinds = {Visit.Kind.PHONE: FollowUp.Kind.PHONE, Visit.Kind.VIDEO: FollowUp.Kind.MEETING}
    return log_follow_up(
        by=by,
        customer=visit.customer,
        text=visit.summary,
        kind=kinds.get(Visit.Kind(visit.kind), FollowUp.Kind.VISIT),
        at=visit.checked_in_at,
        unit=visit.unit,
        contact=people[0] if people else None,
        next_contact_on=visit.next_on,
        next_action=visit.next_action,
        about=visit,
    )


def _require_author(visit: Visit, by: Any) -> None:
    if visit.owner_id != getattr(by, "pk", None):
        raise DomainError(
            _("Only %(name)s writes the minutes here.") % {"name": visit.owner or _("nobody")}, "not_yours"
        )


def _require_reviewer(visit: Visit, by: Any) -> None:
    if visit.owner_id == getattr(by, "pk", None):
        raise DomainError(_("Nobody reviews his own visit."), "own")


def mark_missed_visits(as_of: date) -> dict[str, int]:
    """Planned visits of days before `as_of` at which nobody arrived; run late it finds those of the days between too."""
    end = day_bounds(as_of)[0]
    ids = Visit.objects.alive().filter(status=states.PLANNED, planned_end__lt=end).order_by("pk")
    count = 0
    for pk in list(ids.values_list("pk", flat=True)):
        with transaction.atomic():
            count += _miss(pk)
    return {"missed": count}


def _miss(pk: int) -> int:
    rows = Visit.objects.alive().select_for_update(of=("self",)).select_related("customer", "owner")
    visit = rows.filter(pk=pk, status=states.PLANNED).first()
    if visit is None:
        return 0
    visit.status = states.MISSED
    visit.save()
    actions.record("sales.visit_missed", visit, by=None, customer=visit.customer_id)
    words = {"visit": visit, "customer": visit.customer}
    tell(
        visit.owner,
        lambda: _("Nobody checked in to “%(visit)s” at %(customer)s: it counts as missed.") % words,
        visit.get_absolute_url(),
        by=None,
    )
    return 1
