"""What the side panel of a list shows of a customer, a unit, a person and a follow-up."""

from typing import Any

from django.http import HttpRequest

from records import gate
from records.panels import Panel

from . import tabs
from .models import Contact, Customer, FollowUp
from .selectors.rights import customer_with_rights, mark, with_contact_rights


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    """The box and the last follow-ups, as on the customer's page."""
    rows = Customer.objects.visible_to(request.user).filter(pk=customer.pk)
    return _activity(customer_with_rights(rows, request.user), "customer", request)


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = Contact.objects.visible_to(user).select_related("customer__owner").filter(pk=contact.pk)
    found = with_contact_rights(rows, user).get()
    may_log = mark(gate.parent_condition(user, FollowUp, "add"), gate.allowed(user, FollowUp, "add"))
    under = Customer.objects.filter(pk=contact.customer_id).annotate(may_follow_up=may_log)
    found.may_follow_up = under.values_list("may_follow_up", flat=True).get()
    return _activity(found, "contact", request)


def of_follow_up(follow_up: FollowUp, request: HttpRequest) -> dict[str, Any]:
    return {"follow_up": follow_up}


def _activity(subject: Any, kind: str, request: HttpRequest) -> dict[str, Any]:
    return {"subject": subject, "kind": kind, **tabs.activity(subject, request)}


CUSTOMER = Panel("contacts/tabs/activity.html", of_customer)
CONTACT = Panel("contacts/tabs/activity.html", of_contact)
FOLLOW_UP = Panel("contacts/_follow_up_panel.html", of_follow_up)
