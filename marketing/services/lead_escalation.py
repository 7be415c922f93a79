"""Leads that nobody touches: their owner is reminded, then his leader, then somebody else gets them."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, clock
from records import parameters
from reminders.services.telling import tell

from ..models import Lead
from .lead import hand_lead, locked, tell_owner
from .lead_assignment import Turns

REMIND = "marketing.lead_remind_hours"
LEADER = "marketing.lead_leader_hours"
REASSIGN = "marketing.lead_reassign_hours"
STEPS = (REMIND, LEADER, REASSIGN)


def escalate_leads(as_of: date) -> dict[str, Any]:
    """Each untouched lead goes up by the hours that have passed; run again, nothing more happens."""
    moment = min(clock.now(), timezone.make_aware(datetime.combine(as_of, time.max)))
    hours = [parameters.get(step) for step in STEPS]
    since = Coalesce(F("assigned_at"), F("created_at"))
    waiting = Lead.objects.alive().filter(
        status__in=[Lead.Status.NEW, Lead.Status.ASSIGNED], touched_at=None, escalation__lt=len(STEPS)
    )
    done: Counter[str] = Counter()
    rows = waiting.annotate(since=since).filter(since__lte=moment - timedelta(hours=min(hours)))
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        step = escalate(pk, moment, hours)
        if step:
            done[step] += 1
    return dict(done)


def next_step(lead: Lead) -> tuple[str, datetime] | None:
    """What happens to a lead that nobody has touched, and when; None where nothing more does."""
    if lead.touched_at is not None or lead.status not in {Lead.Status.NEW, Lead.Status.ASSIGNED}:
        return None
    if lead.escalation >= len(STEPS):
        return None
    step = STEPS[lead.escalation]
    return step, (lead.assigned_at or lead.created_at) + timedelta(hours=parameters.get(step))


def escalate(pk: int, moment: datetime, hours: list[int]) -> str:
    """One lead one step up; says which, or nothing where somebody has touched it meanwhile."""
    with transaction.atomic():
        lead = locked(Lead(pk=pk))
        if lead.touched_at is not None or lead.status not in {Lead.Status.NEW, Lead.Status.ASSIGNED}:
            return ""
        passed = moment - (lead.assigned_at or lead.created_at)
        level = sum(passed >= timedelta(hours=limit) for limit in hours)
        if level <= lead.escalation:
            return ""
        lead.escalation = level
        step = ("reminded", "leader", "reassigned")[level - 1]
        if level == len(hours):
            lead.is_high_risk = True
            step = _reassign(lead)
        lead.save()
        actions.record("marketing.lead_escalated", lead, step=step, level=level)
        _tell(lead, step)
    return step


def _reassign(lead: Lead) -> str:
    """The next of the rule's people, else the leader himself; where there is neither it stays, at high risk."""
    former = lead.owner
    heir = _next_of_rule(lead) or leader_of(lead)
    if heir is None or heir.pk == lead.owner_id or not heir.is_active:
        return "high_risk"
    lead.status = Lead.Status.ASSIGNED
    hand_lead(lead, heir)
    words = {"title": lead.title, "to": heir}
    tell(
        former,
        lambda: _("The lead %(title)s went to %(to)s, for nobody had touched it.") % words,
        lead.get_absolute_url(),
        by=None,
    )
    return "reassigned"


def _next_of_rule(lead: Lead) -> Any:
    turns = Turns()
    rule = next((rule for rule in turns.rules if rule.pk == lead.rule_id), None)
    heir = turns.next_in_turn(rule, besides=lead.owner_id) if rule is not None else None
    if rule is not None and heir is not None:
        rule.last_given = heir
        rule.save()
    return heir


def leader_of(lead: Lead) -> Any:
    """The owner's superior, else the leader of the department in whose queue it lies."""
    employee = getattr(lead.owner, "employee", None)
    leader = getattr(employee, "leader", None) or getattr(lead.department, "leader", None)
    return getattr(leader, "user", None)


def _tell(lead: Lead, step: str) -> None:
    if step == "reassigned":
        tell_owner(lead, None)
        return
    words = {"title": lead.title, "company": lead.company}
    url = lead.get_absolute_url()
    people = [lead.owner or leader_of(lead)]
    if step in {"leader", "high_risk"}:
        people.append(leader_of(lead))
    for person in dict.fromkeys(filter(None, people)):
        tell(
            person,
            lambda: _("Nobody has touched the lead %(title)s (%(company)s) yet.") % words,
            url,
            by=None,
        )
