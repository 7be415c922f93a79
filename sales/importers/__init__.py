from .opportunity import OpportunityImporter

__all__ = ["OpportunityImporter"]
