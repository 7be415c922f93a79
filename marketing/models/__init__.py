from .campaign import Campaign, CampaignCost, CampaignMember
from .intake import LeadRule, WebForm, WebSubmission
from .lead import Lead, LeadTouch
from .market import Competitor, CompetitorProduct, CompetitorSighting, Credibility, MarketInfo
from .own_company import OwnCompany
from .resource import ResourceFile, ResourceVersion

__all__ = [
    "Campaign",
    "CampaignCost",
    "CampaignMember",
    "Competitor",
    "CompetitorProduct",
    "CompetitorSighting",
    "Credibility",
    "Lead",
    "LeadRule",
    "LeadTouch",
    "MarketInfo",
    "OwnCompany",
    "ResourceFile",
    "ResourceVersion",
    "WebForm",
    "WebSubmission",
]
