from .asset import InstalledAsset
from .assignment import Assignment
from .contact import Contact, ContactFamily, ContactPosition
from .customer import Customer, CustomerGroupShare, CustomerUserShare
from .follow_up import FollowUp
from .hand_over import HandoverNote
from .pool import HoldingLimit, OwnershipWarning, PooledCustomer, PoolRule, PublicPool
from .rating import CreditRating, Rating, TierChange
from .relation import (
    ContactRelation,
    CustomerRelation,
    PartnerRole,
    PersonCustomerRelation,
    RelationType,
    StakeholderRole,
)
from .request import OwnershipRequest
from .team import AccountTeamMember, CreditSplit, OwnershipRecord
from .unit import CustomerUnit

__all__ = [
    "AccountTeamMember",
    "Assignment",
    "Contact",
    "ContactFamily",
    "ContactPosition",
    "ContactRelation",
    "CreditRating",
    "CreditSplit",
    "Customer",
    "CustomerGroupShare",
    "CustomerRelation",
    "CustomerUnit",
    "CustomerUserShare",
    "FollowUp",
    "HandoverNote",
    "HoldingLimit",
    "InstalledAsset",
    "OwnershipRecord",
    "OwnershipRequest",
    "OwnershipWarning",
    "PartnerRole",
    "PersonCustomerRelation",
    "PoolRule",
    "PooledCustomer",
    "PublicPool",
    "Rating",
    "RelationType",
    "StakeholderRole",
    "TierChange",
]
