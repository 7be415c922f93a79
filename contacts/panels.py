"""What the side panel of a list shows of a customer, a unit, a person and a follow-up."""

from typing import Any

from django.http import HttpRequest

from records.panels import Panel

from . import tabs
from .models import Contact, Customer, FollowUp
from .selectors.rights import may_follow_up, with_contact_rights, with_customer_rights


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    """The box and the last follow-ups, as on the customer's page."""
    return _activity(with_customer_rights(customer, request.user), "customer", request)


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    found: Any = with_contact_rights(contact, request.user)
    found.may_follow_up = may_follow_up(request.user, contact.customer)
    return _activity(found, "contact", request)


def of_follow_up(follow_up: FollowUp, request: HttpRequest) -> dict[str, Any]:
    return {"follow_up": follow_up}


def _activity(subject: Any, kind: str, request: HttpRequest) -> dict[str, Any]:
    return {"subject": subject, "kind": kind, **tabs.activity(subject, request)}


CUSTOMER = Panel("contacts/tabs/activity.html", of_customer)
CONTACT = Panel("contacts/tabs/activity.html", of_contact)
FOLLOW_UP = Panel("contacts/_follow_up_panel.html", of_follow_up)
