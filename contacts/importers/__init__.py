"""What files may bring about customers and their people."""

from .contact import ContactImporter
from .customer import CustomerImporter
from .unit import UnitImporter

__all__ = ["ContactImporter", "CustomerImporter", "UnitImporter"]
