"""Everything a page wants to know of a reader's rights on one record."""

from typing import Any

from records import gate

from ..models import (
    Contact,
    ContactFamily,
    ContactRelation,
    CreditRating,
    CreditSplit,
    Customer,
    CustomerRelation,
    CustomerUnit,
    FollowUp,
    HandoverNote,
    InstalledAsset,
    StakeholderRole,
    TierChange,
)

# name → (record type, action): “may he do this to rows of that type under this customer?”
CUSTOMER_CHILDREN: dict[str, tuple[Any, str]] = {
    "follow_up": (FollowUp, "add"),
    "add_unit": (CustomerUnit, "add"),
    "change_unit": (CustomerUnit, "change"),
    "add_contact": (Contact, "add"),
    "reveal": (Contact, "reveal"),
    "sensitive": (Contact, "sensitive"),
    "add_asset": (InstalledAsset, "add"),
    "add_stakeholder": (StakeholderRole, "add"),
    "add_company": (CustomerRelation, "add"),
    "hand_over": (HandoverNote, "add"),
    "split": (CreditSplit, "change"),
    "propose_tier": (TierChange, "add"),
    "propose_credit": (CreditRating, "add"),
}
CONTACT_ACTIONS = ("change", "delete", "reveal", "unmask", "sensitive")
CONTACT_CHILDREN: dict[str, tuple[Any, str]] = {
    "add_family": (ContactFamily, "add"),
    "relate": (ContactRelation, "add"),
}


CUSTOMER_ACTIONS = ("change", "delete", "transfer", "share", "merge", "release", "recall", "lock", "lend")


def with_customer_rights(customer: Customer, user: Any) -> Customer:
    """Write `may_…` on a customer that the user sees, for each button of its page."""
    asked = {action: (Customer, action) for action in CUSTOMER_ACTIONS} | CUSTOMER_CHILDREN
    for name, (model, action) in asked.items():
        setattr(customer, f"may_{name}", gate.holds(user, customer, action, model))
    return customer


def with_contact_rights(contact: Contact, user: Any) -> Contact:
    """Write `may_…` on a person that the user sees; his customer is loaded with him."""
    for action in CONTACT_ACTIONS:
        setattr(contact, f"may_{action}", gate.holds(user, contact, action))
    for name, (model, action) in CONTACT_CHILDREN.items():
        setattr(contact, f"may_{name}", gate.holds(user, contact, action, model))
    return contact


def may_follow_up(user: Any, customer: Customer) -> bool:
    return gate.holds(user, customer, "add", FollowUp)
