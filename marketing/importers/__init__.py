"""What files may bring into the resource library."""

from .lead import LeadImporter

__all__ = ["LeadImporter"]
