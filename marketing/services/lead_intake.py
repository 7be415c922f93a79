"""Taking a lead in, by whatever road: cleaned, compared with what is known, given out by rule."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts import access
from contacts.services.ownership import check_can_own
from core import actions, clock

from ..models import Lead
from .lead import clean_lead, hand_lead
from .lead_assignment import distribute, tell_of_new

SAME_WITHIN = timedelta(days=180)
LEAST_DIGITS = 7


def take_in(
    *,
    by: Any,
    channel: str,
    source_tag: str = "",
    consent: str = "",
    consent_at: datetime | None = None,
    owner: Any = None,
    **values: Any,
) -> Lead:
    """A new lead. With `owner` it is his; else whoever sells and enters it keeps it; else the rules decide.

    `by` is nobody for what strangers send: web forms, mail.
    """
    lead = Lead(
        channel=channel, source_tag=source_tag, consent=consent[:500], consent_at=consent_at, **values
    )
    clean_lead(lead)
    owner = owner or default_owner(by)
    if owner is not None:
        check_can_own(owner)
    with transaction.atomic():
        lead.duplicate_of = known_lead(lead)
        if owner is not None:
            lead.status = Lead.Status.ASSIGNED
            hand_lead(lead, owner)
        else:
            distribute(lead)
        lead.save()
        actions.record("marketing.lead_taken_in", lead, by=by, channel=channel, owner=str(lead.owner or ""))
        tell_of_new(lead, by=by)
    return lead


def default_owner(by: Any) -> Any:
    """Who sells keeps what he enters himself; who takes leads down for the house lets the rules decide."""
    if getattr(by, "pk", None) is None or access.reach(by, "marketing.add_lead").everything:
        return None
    return by


def known_lead(lead: Lead) -> Lead | None:
    """The newest lead of the last half year from the same number, mail or company."""
    lead.derive()
    same = Q(company_key=lead.company_key)
    if lead.email:
        same |= Q(email__iexact=lead.email)
    if len(lead.phone_digits) >= LEAST_DIGITS:
        same |= Q(phone_digits=lead.phone_digits)
    rows = Lead.objects.alive().filter(same, created_at__gte=clock.now() - SAME_WITHIN).exclude(pk=lead.pk)
    found: Lead | None = rows.order_by("-id").first()
    return found
