"""The verbs of a lead after it was taken in: change, give to somebody, touch, call invalid, close."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts import validation
from contacts.services.ownership import check_can_own
from core import actions, clock
from core.errors import DomainError
from reminders.services.telling import tell

from .. import states
from ..models import Lead, LeadTouch

LABELS = dict(Lead.Status.choices)
LEAST_TEXT = 2


def clean_lead(lead: Lead) -> None:
    """Bring the values into the form in which they are stored, or refuse them with the field's name."""
    for name in ("title", "company", "contact_name", "job_title", "region", "product_interest", "source_tag"):
        setattr(lead, name, validation.clean_text(getattr(lead, name) or ""))
    if not lead.company:
        raise DomainError(_("Say which company asks."), code="required", field="company")
    if not lead.title:
        lead.title = (lead.product_interest or lead.company)[:120]
    lead.details = (lead.details or "").replace("\x00", "").strip()
    lead.phone = validation.clean_phone(lead.phone)
    lead.email = validation.clean_email(lead.email)
    validation.check_amount(lead.est_amount, "est_amount")


def update_lead(lead: Lead, *, by: Any, **values: Any) -> Lead:
    """Correct what is known; owner and state change by their own verbs."""
    with transaction.atomic():
        fresh = locked(lead)
        if fresh.status == Lead.Status.CONVERTED:
            raise DomainError(
                _("A converted lead is kept as it came in. Change the customer instead."), code="converted"
            )
        for name, value in values.items():
            setattr(fresh, name, value)
        clean_lead(fresh)
        fresh.save()
        actions.record("marketing.lead_changed", fresh, by=by)
    return fresh


def assign_lead(lead: Lead, *, to: Any, by: Any, reason: str = "") -> Lead:
    """Give a lead to a colleague; he has until the escalation to touch it. An invalid one is opened again."""
    check_can_own(to)
    with transaction.atomic():
        fresh = locked(lead)
        move(fresh, Lead.Status.ASSIGNED)
        if fresh.owner_id == to.pk and fresh.assigned_at is not None and not fresh.ended_reason:
            raise DomainError(_("%(name)s has this lead already.") % {"name": to}, code="same", field="to")
        before = fresh.owner
        hand_lead(fresh, to)
        fresh.ended_reason = ""
        fresh.save()
        actions.record(
            "marketing.lead_assigned",
            fresh,
            by=by,
            owner=str(to),
            former=str(before or ""),
            reason=reason.strip(),
        )
        tell_owner(fresh, by)
    return fresh


def hand_lead(lead: Lead, to: Any) -> None:
    """The department follows the owner, and the clock of the escalation starts anew."""
    lead.owner = to
    lead.department = access.home_department(to)
    lead.assigned_at = clock.now()
    lead.touched_at = None
    lead.escalation = 0


def tell_owner(lead: Lead, by: Any) -> None:
    words = {"title": lead.title, "company": lead.company}
    tell(
        lead.owner,
        lambda: _("A lead is yours: %(title)s (%(company)s).") % words,
        lead.get_absolute_url(),
        by=by,
    )


def touch_lead(
    lead: Lead, *, by: Any, text: str, kind: str = LeadTouch.Kind.PHONE, at: datetime | None = None
) -> LeadTouch:
    """Write down an attempt to reach them; the first one puts the lead into follow-up and ends the escalation."""
    text = text.replace("\x00", "").strip()
    if len(text) < LEAST_TEXT:
        raise DomainError(_("Say what came of it."), code="required", field="text")
    if at is not None and at > clock.now():
        raise DomainError(_("This moment has not come yet."), code="future", field="at")
    with transaction.atomic():
        fresh = locked(lead)
        if not fresh.is_open:
            raise DomainError(_("This lead is closed."), code="closed")
        if fresh.status == Lead.Status.NEW:
            raise DomainError(_("Nobody has this lead yet. Give it to somebody first."), code="unassigned")
        touch = LeadTouch(lead=fresh, by=by, at=at or clock.now(), kind=kind, text=text)
        touch.save()
        follow(fresh, touch.at)
        fresh.save()
        actions.record("marketing.lead_touched", fresh, by=by, kind=kind)
    return touch


def follow(lead: Lead, at: datetime) -> None:
    """Somebody has taken it in hand: no longer at risk."""
    if lead.status == Lead.Status.ASSIGNED:
        move(lead, Lead.Status.FOLLOWING)
    lead.touched_at = max(at, lead.touched_at) if lead.touched_at else at
    lead.escalation, lead.is_high_risk = 0, False


def reject_lead(lead: Lead, *, by: Any, reason: str) -> Lead:
    """No business stands behind it; a manager may open it again by giving it to somebody."""
    return _end(lead, Lead.Status.INVALID, by, reason, "marketing.lead_rejected")


def close_lead(lead: Lead, *, by: Any, reason: str) -> Lead:
    """It was real, but nothing came of it."""
    return _end(lead, Lead.Status.CLOSED, by, reason, "marketing.lead_closed")


def _end(lead: Lead, status: str, by: Any, reason: str, verb: str) -> Lead:
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(lead)
        move(fresh, status)
        fresh.ended_reason = reason.strip()[:200]
        fresh.is_high_risk = False
        fresh.save()
        actions.record(verb, fresh, by=by, reason=fresh.ended_reason)
    return fresh


def move(lead: Lead, to: str) -> None:
    states.require_move(states.LEAD, lead.status, to, LABELS)
    lead.status = to


def locked(lead: Lead) -> Lead:
    rows = Lead.objects.alive().select_for_update(of=("self",)).select_related("owner", "customer")
    found: Lead = rows.get(pk=lead.pk)
    return found
