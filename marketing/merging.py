"""Two customers, or two people, became one: what the resource library knows of them goes on under the kept one."""

from typing import Any

from contacts.services.moving import repoint
from core import operation

from .models import CampaignMember, CompetitorSighting, Lead, MarketInfo


def move_to(kept: Any, merged: Any) -> dict[str, int]:
    facts: dict[str, Any] = {"old": merged, "new": kept, "by": operation.current().user}
    same = ("customer_id", "competitor_id")
    return {
        "leads": repoint(Lead, ["customer"], **facts),
        "market_infos": repoint(MarketInfo, ["customer"], **facts),
        "campaigns": repoint(
            CampaignMember, ["customer"], same=("campaign_id", "customer_id", "contact_id"), **facts
        ),
        "sightings": repoint(CompetitorSighting, ["customer"], same=same, **facts),
    }


def move_people(kept: Any, merged: Any) -> dict[str, int]:
    facts: dict[str, Any] = {"old": merged, "new": kept, "by": operation.current().user}
    return {
        "leads": repoint(Lead, ["contact"], **facts),
        "campaigns": repoint(CampaignMember, ["contact"], same=("campaign_id", "contact_id"), **facts),
    }
