"""Everything a page wants to know of a reader's rights on one record, asked with the record's own query."""

from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from records import gate

from ..models import (
    Contact,
    ContactFamily,
    ContactRelation,
    Customer,
    CustomerRelation,
    CustomerUnit,
    FollowUp,
    InstalledAsset,
    StakeholderRole,
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
}
CONTACT_ACTIONS = ("change", "delete", "reveal", "unmask", "sensitive")
CONTACT_CHILDREN: dict[str, tuple[Any, str]] = {
    "add_family": (ContactFamily, "add"),
    "relate": (ContactRelation, "add"),
}


def with_customer_rights(rows: Any, user: Any) -> Any:
    """Annotate `may_…` for the buttons of a customer's page."""
    rows = rows.with_may(user, "change", "delete", "transfer", "share", "merge")
    return _with_children(rows, user, CUSTOMER_CHILDREN)


def with_contact_rights(rows: Any, user: Any) -> Any:
    rows = rows.with_may(user, *CONTACT_ACTIONS)
    return _with_children(rows, user, CONTACT_CHILDREN)


def may_follow_up(user: Any, customer: Customer) -> bool:
    return Customer.objects.filter(gate.parent_condition(user, FollowUp, "add"), pk=customer.pk).exists()


def _with_children(rows: Any, user: Any, asked: dict[str, tuple[Any, str]]) -> Any:
    marks = {}
    for name, (model, action) in asked.items():
        marks[f"may_{name}"] = mark(
            gate.parent_condition(user, model, action), gate.allowed(user, model, action)
        )
    return rows.annotate(**marks)


def mark(condition: Q, is_allowed: bool) -> Any:
    if not is_allowed:
        return Value(False, output_field=BooleanField())
    if not condition:
        return Value(True, output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
