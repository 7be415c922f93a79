"""What files may bring into the resource library."""

from .campaign import CampaignImporter
from .lead import LeadImporter
from .market import CompetitorImporter, MarketInfoImporter

IMPORTERS = (LeadImporter, MarketInfoImporter, CompetitorImporter, CampaignImporter)

__all__ = ["IMPORTERS"]
