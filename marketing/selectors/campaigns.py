"""What came of a campaign, in numbers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Q, Sum

from core.money import rounded

from .. import sources
from ..models import Campaign, CampaignCost, CampaignMember, Lead

Part = CampaignMember.Status


@dataclass(frozen=True)
class Result:
    """Members by what they did, money, leads; `roi` is per cent, None where nothing was spent."""

    members: int
    invited: int
    accepted: int
    attended: int
    rating: Decimal | None
    cost: Decimal
    profit: Decimal
    leads: int
    converted: int
    lead_amount: Decimal

    @property
    def turnout(self) -> Decimal | None:
        """Who was there of those invited, per cent."""
        return rounded(Decimal(100 * self.attended) / self.invited) if self.invited else None

    @property
    def roi(self) -> Decimal | None:
        return return_on(self.profit, self.cost)

    @property
    def cost_per_head(self) -> Decimal | None:
        return rounded(self.cost / self.attended) if self.attended else None


def return_on(profit: Decimal, cost: Decimal) -> Decimal | None:
    """(gross profit − cost) ÷ cost, per cent."""
    return rounded((profit - cost) * 100 / cost) if cost else None


def result_of(campaign: Campaign) -> Result:
    members = (
        CampaignMember.objects.alive()
        .filter(campaign=campaign)
        .aggregate(
            members=Count("pk"),
            invited=Count("pk", filter=~Q(status=Part.TARGET)),
            accepted=Count("pk", filter=Q(status__in=[Part.ACCEPTED, Part.ATTENDED])),
            attended=Count("pk", filter=Q(status=Part.ATTENDED)),
            average=Avg("rating"),
        )
    )
    leads = (
        Lead.objects.alive()
        .filter(campaign=campaign)
        .aggregate(
            leads=Count("pk"),
            converted=Count("pk", filter=Q(status=Lead.Status.CONVERTED)),
            lead_amount=Sum("est_amount"),
        )
    )
    average = members.pop("average")
    cost = CampaignCost.objects.alive().filter(campaign=campaign).aggregate(sum=Sum("amount"))["sum"]
    return Result(
        **members,
        leads=leads["leads"],
        converted=leads["converted"],
        lead_amount=leads["lead_amount"] or Decimal(0),
        rating=rounded(Decimal(str(average))) if average is not None else None,
        cost=cost or Decimal(0),
        profit=profit_of(campaign),
    )


def profit_of(campaign: Campaign) -> Decimal:
    """What was entered when it was closed, else what upper apps count as won through it."""
    if campaign.attributed_profit is not None:
        return campaign.attributed_profit
    return sum((source(campaign) for source in sources.PROFIT), Decimal(0))


def open_for(user: Any) -> Any:
    """Campaigns to which this user may add members."""
    rows = Campaign.objects.visible_to(user, "change")
    return rows.filter(status__in=[Campaign.Status.PLANNED, Campaign.Status.RUNNING])
