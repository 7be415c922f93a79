"""The verbs of a campaign: plan, submit, target, invite, note who came, spend, review, close."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts import validation
from contacts.models import Contact, Customer
from core import actions, clock
from core.errors import DomainError
from records import bulk, sources
from records.services import numbering
from workflow.services.start import start_where_taken

from .. import states
from ..models import Campaign, CampaignCost, CampaignMember

Status = Campaign.Status
Part = CampaignMember.Status
LABELS = dict(Status.choices)
DOCUMENT = "campaign"
MOST_MEMBERS = 5_000
THERE = {Part.ATTENDED, Part.ABSENT}


def save_campaign(campaign: Campaign, *, by: Any) -> Campaign:
    """Plan one or correct the plan; what is in approval is locked, what is closed stays."""
    campaign.name = validation.clean_text(campaign.name)
    if not campaign.name:
        raise DomainError(_("Give it a name."), code="required", field="name")
    if campaign.ends_on < campaign.starts_on:
        raise DomainError(_("It ends before it begins."), code="ends_early", field="ends_on")
    validation.check_amount(campaign.budget, "budget")
    with transaction.atomic():
        is_new = campaign.pk is None
        if is_new:
            campaign.owner = campaign.owner or by
            campaign.department = access.home_department(campaign.owner)
            campaign.code = campaign.code or numbering.next_number(DOCUMENT)
        else:
            now = locked(campaign)
            if now.status == Status.CLOSED:
                raise DomainError(_("A closed campaign stays as it is."), code="closed")
            if now.status != Status.PLANNED and campaign.budget != now.budget:
                raise DomainError(
                    _("The budget was agreed; it changes only while the campaign is being planned."),
                    code="agreed",
                    field="budget",
                )
        campaign.save()
        actions.record(f"marketing.campaign_{'planned' if is_new else 'changed'}", campaign, by=by)
    return campaign


def submit_campaign(campaign: Campaign, *, by: Any) -> Campaign:
    """To its process; where none is published it runs at once."""
    with transaction.atomic():
        fresh = locked(campaign)
        require(fresh, Status.APPROVING)
        actions.record("marketing.campaign_submitted", fresh, by=by)
        if start_where_taken(DOCUMENT, fresh, by=by) is None:
            move(fresh, Status.APPROVING)
            begin(fresh, by=by)
        fresh.refresh_from_db()
    return fresh


def begin(campaign: Campaign, *, by: Any) -> None:
    """Agreed: it may cost money and invite people."""
    fresh = locked(campaign)
    move(fresh, Status.RUNNING)
    actions.record("marketing.campaign_begun", fresh, by=by)


def review_campaign(campaign: Campaign, *, by: Any) -> Campaign:
    """It is over; now it is summed up."""
    with transaction.atomic():
        fresh = locked(campaign)
        if fresh.starts_on > clock.today():
            raise DomainError(_("It has not begun yet."), code="too_early")
        move(fresh, Status.REVIEW)
        actions.record("marketing.campaign_over", fresh, by=by)
    return fresh


def close_campaign(
    campaign: Campaign, *, by: Any, summary: str, attributed_profit: Decimal | None = None
) -> Campaign:
    """With what came of it in words, and the gross profit that is put down to it."""
    if not summary.strip():
        raise DomainError(_("Sum it up: what came of it?"), code="required", field="summary")
    validation.check_amount(attributed_profit, "attributed_profit")
    with transaction.atomic():
        fresh = locked(campaign)
        require(fresh, Status.CLOSED)
        fresh.summary, fresh.attributed_profit = summary.strip(), attributed_profit
        move(fresh, Status.CLOSED)
        actions.record("marketing.campaign_closed", fresh, by=by)
    return fresh


def add_members(
    campaign: Campaign, *, by: Any, customers: Iterable[Customer] = (), contacts: Iterable[Contact] = ()
) -> int:
    """Put customers and people on the list; who stands there already is left out. Says how many are new."""
    with transaction.atomic():
        fresh = require_open(campaign)
        known = set(
            CampaignMember.objects.alive().filter(campaign=fresh).values_list("customer_id", "contact_id")
        )
        wanted: list[tuple[int, int | None]] = [(customer.pk, None) for customer in customers]
        wanted += [(contact.customer_id, contact.pk) for contact in contacts]
        new = [pair for pair in dict.fromkeys(wanted) if pair not in known]
        if len(known) + len(new) > MOST_MEMBERS:
            raise DomainError(
                _("A campaign has at most %(most)d members.") % {"most": MOST_MEMBERS}, code="too_many"
            )
        rows = [
            CampaignMember(campaign=fresh, customer_id=customer, contact_id=contact)
            for customer, contact in new
        ]
        try:
            bulk.create(CampaignMember, rows, by)
        except IntegrityError:
            raise DomainError(_("Somebody else has just added some of them. Try again."), code="race")
        actions.record("marketing.campaign_members_added", fresh, by=by, count=len(rows))
    return len(rows)


def save_member(member: CampaignMember, *, by: Any) -> CampaignMember:
    """Participation and feedback; only who was there rates it, and nobody was there before it ran."""
    campaign = require_open(member.campaign, is_late=True)
    if member.contact is not None and member.contact.customer_id != member.customer_id:
        raise DomainError(_("This person belongs to another customer."), code="foreign", field="contact")
    if member.status in THERE and campaign.status == Status.PLANNED:
        raise DomainError(_("It has not begun yet."), code="too_early", field="status")
    if member.rating is not None and member.status != Part.ATTENDED:
        raise DomainError(_("Only who was there rates it."), code="not_there", field="rating")
    with transaction.atomic():
        same = CampaignMember.objects.alive().filter(
            campaign=campaign, customer=member.customer, contact=member.contact
        )
        if same.exclude(pk=member.pk or 0).exists():
            raise DomainError(_("This member stands on the list already."), "duplicate", "customer")
        if member.status != Part.TARGET and member.invited_at is None:
            member.invited_at = clock.now()
        member.save()
        actions.record(
            "marketing.campaign_member_noted", campaign, by=by, member=str(member), status=member.status
        )
    return member


def save_cost(cost: CampaignCost, *, by: Any) -> CampaignCost:
    """Money is spent on what was agreed."""
    campaign = require_open(cost.campaign, is_late=True)
    if campaign.status == Status.PLANNED:
        raise DomainError(_("Nothing is spent before the campaign was agreed."), code="not_agreed")
    if cost.amount is None or cost.amount <= 0:
        raise DomainError(_("The amount must be more than nothing."), code="amount", field="amount")
    validation.check_amount(cost.amount, "amount")
    validation.check_not_future(cost.spent_on, "spent_on")
    with transaction.atomic():
        cost.save()
        actions.record("marketing.campaign_cost", campaign, by=by, amount=str(cost.amount))
    return cost


def require_open(campaign: Campaign, *, is_late: bool = False) -> Campaign:
    """The campaign as it is now, locked; refused once it is over (or, with `is_late`, closed) or in approval."""
    with transaction.atomic():
        fresh = locked(campaign)
        sources.require_unlocked(fresh)
        over = {Status.CLOSED} if is_late else {Status.CLOSED, Status.REVIEW}
        if fresh.status in over:
            raise DomainError(_("This campaign is over."), code="over")
    return fresh


def move(campaign: Campaign, to: str) -> None:
    require(campaign, to)
    campaign.status = to
    campaign.save()


def require(campaign: Campaign, to: str) -> None:
    states.require_move(states.CAMPAIGN, campaign.status, to, LABELS)


def locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.alive().select_for_update(of=("self",)).select_related("owner", "department")
    found: Campaign = rows.get(pk=campaign.pk)
    return found
