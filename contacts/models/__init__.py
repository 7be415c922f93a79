from .asset import InstalledAsset
from .contact import Contact, ContactFamily, ContactPosition
from .customer import Customer, CustomerGroupShare, CustomerUserShare
from .follow_up import FollowUp
from .relation import (
    ContactRelation,
    CustomerRelation,
    PartnerRole,
    PersonCustomerRelation,
    RelationType,
    StakeholderRole,
)
from .team import AccountTeamMember, OwnershipRecord
from .unit import CustomerUnit

__all__ = [
    "AccountTeamMember",
    "Contact",
    "ContactFamily",
    "ContactPosition",
    "ContactRelation",
    "Customer",
    "CustomerGroupShare",
    "CustomerRelation",
    "CustomerUnit",
    "CustomerUserShare",
    "FollowUp",
    "InstalledAsset",
    "OwnershipRecord",
    "PartnerRole",
    "PersonCustomerRelation",
    "RelationType",
    "StakeholderRole",
]
