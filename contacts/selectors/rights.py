"""Everything a page wants to know of a reader's rights on one record, asked with the record's own query."""

from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from accounts import access
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


CUSTOMER_ACTIONS = ("change", "delete", "transfer", "share", "merge")


def customer_with_rights(rows: Any, user: Any) -> Any:
    """The first of `rows` with `may_…` for each button of its page, or None.

    Most rights of a role reach equally far: each reach is asked only once, in the query that loads the customer.
    """
    asked = {action: (Customer, action) for action in CUSTOMER_ACTIONS} | CUSTOMER_CHILDREN
    places: dict[Any, str] = {}
    marks: dict[str, Any] = {}
    by_name: dict[str, str] = {}
    for name, (model, action) in asked.items():
        is_allowed = gate.allowed(user, model, action)
        key = (access.reach(user, gate.permission(model, action)), action, model is FollowUp)
        if key not in places:
            places[key] = f"right_{len(places)}"
            reaches = gate.condition if model is Customer else gate.parent_condition
            marks[places[key]] = mark(reaches(user, model, action), is_allowed)
        by_name[name] = places[key]
    found = rows.annotate(**marks).first()
    if found is not None:
        for name, place in by_name.items():
            setattr(found, f"may_{name}", getattr(found, place))
    return found


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
