"""What marketing knows of a customer or a person, in his stream: campaigns, leads, what was heard, who else sells there."""

from typing import Any

from django.db.models import Case, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from contacts.models import Customer
from core.addresses import row_address
from core.midnight import Midnight
from records import gate
from records.sources import TimelineItem, TimelineSource

from .models import CampaignMember, CompetitorSighting, Lead, MarketInfo

LONGEST = 300
TOOK_PART = (CampaignMember.Status.ATTENDED, CampaignMember.Status.ABSENT)
# Invited when it was sent; who was there, or was missed, stands on the campaign's first day.
INVITED_OR_THERE = Case(
    When(status__in=TOOK_PART, then=Midnight("campaign__starts_on")),
    default=Coalesce("invited_at", "created_at"),
)


def _body(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)[:LONGEST]


def _market_tab(customer_id: int) -> str:
    """Where the reader sees it; the campaign itself, or the competitor, may lie beyond his reach."""
    return f"{row_address('contacts:customer_detail', customer_id)}?tab=market"


def places_in_campaigns(subject: Any, user: Any) -> Any:
    if not gate.allowed(user, CampaignMember):
        return None
    where = {"customer": subject} if isinstance(subject, Customer) else {"contact": subject}
    return CampaignMember.objects.visible_to(user).filter(**where)


def of_member(row: CampaignMember) -> TimelineItem:
    return TimelineItem(
        icon="speakerphone",
        title=f"{row.campaign} · {row.get_status_display()}",
        body=_body(
            row.contact, row.rating and _("rating %(points)d of 5") % {"points": row.rating}, row.feedback
        ),
        url=_market_tab(row.customer_id),
    )


def converted_leads(subject: Any, user: Any) -> Any:
    if not gate.allowed(user, Lead):
        return None
    where = {"customer": subject} if isinstance(subject, Customer) else {"contact": subject}
    return Lead.objects.visible_to(user).filter(**where)


def of_lead(row: Lead) -> TimelineItem:
    return TimelineItem(
        icon="target",
        title=_("Lead converted: %(title)s") % {"title": row.title},
        body=_body(row.get_channel_display(), row.product_interest),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def heard_of(customer: Customer, user: Any) -> Any:
    if not gate.allowed(user, MarketInfo):
        return None
    return MarketInfo.objects.visible_to(user).filter(customer=customer)


def of_info(row: MarketInfo) -> TimelineItem:
    return TimelineItem(
        icon="bulb",
        title=row.title,
        body=_body(row.get_kind_display(), row.get_status_display(), row.body),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def rivals_at(customer: Customer, user: Any) -> Any:
    if not gate.allowed(user, CompetitorSighting):
        return None
    return CompetitorSighting.objects.under(customer, user)


def of_sighting(row: CompetitorSighting) -> TimelineItem:
    share = row.share_percent
    return TimelineItem(
        icon="swords",
        title=_("Competitor seen: %(competitor)s") % {"competitor": row.competitor},
        body=_body(
            _("%(share)d %% of the business") % {"share": share} if share is not None else "",
            row.products,
            row.notes,
        ),
        url=_market_tab(row.customer_id),
    )


MEMBERS = TimelineSource(
    "marketing.campaignmember",
    places_in_campaigns,
    of_member,
    INVITED_OR_THERE,
    related=("campaign", "contact"),
)
LEADS = TimelineSource("marketing.lead", converted_leads, of_lead, Coalesce("converted_at", "created_at"))
INFOS = TimelineSource("marketing.marketinfo", heard_of, of_info)
SIGHTINGS = TimelineSource(
    "marketing.competitorsighting", rivals_at, of_sighting, Midnight("seen_on"), related=("competitor",)
)
OF_CUSTOMER = (MEMBERS, LEADS, INFOS, SIGHTINGS)
OF_CONTACT = (MEMBERS, LEADS)
