"""A lead becomes a customer, once: the lead stays as it came in and points to what it has become."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts.models import Contact, Customer
from contacts.services.contact import create_contact
from contacts.services.customer import create_customer
from core import actions, clock, phones
from core.errors import DomainError
from records import gate

from .. import sources
from ..models import Lead
from .lead import follow, locked, move


def convert_lead(
    lead: Lead,
    *,
    by: Any,
    customer: Customer | None = None,
    name: str = "",
    with_contact: bool = True,
    parts: Iterable[str] = (),
) -> Lead:
    """Make a customer of the lead, or take one that is known; with its person, and what upper apps add.

    The lead is locked first: of two who convert it in the same moment the second is told that it is done.
    """
    with transaction.atomic():
        fresh = locked(lead)
        if fresh.status == Lead.Status.CONVERTED:
            raise DomainError(
                _("This lead was converted already: %(customer)s.") % {"customer": fresh.customer},
                code="converted",
            )
        if fresh.status == Lead.Status.ASSIGNED:
            follow(fresh, clock.now())
        move(fresh, Lead.Status.CONVERTED)
        if customer is None:
            customer = _new_customer(fresh, name, by)
        elif not Customer.objects.visible_to(by).filter(pk=customer.pk).exists():
            raise DomainError(_("There is no such customer within your scope."), "unknown", "customer")
        contact = _person(fresh, customer, by) if with_contact and fresh.contact_name else None
        fresh.customer, fresh.contact = customer, contact
        fresh.converted_at = clock.now()
        fresh.save()
        chosen = set(parts)
        for part in sources.parts_for(by):
            if part.code in chosen:
                part.perform(fresh, customer, contact, by)
        actions.record("marketing.lead_converted", fresh, by=by, customer=str(customer))
    return fresh


def _new_customer(lead: Lead, name: str, by: Any) -> Customer:
    if not access.allows(by, "contacts.add_customer"):
        raise DomainError(
            _("You may not create customers. Choose one that is known, or ask a colleague."),
            code="forbidden",
            field="customer",
        )
    owner = lead.owner if lead.owner is not None and lead.owner.is_active else None
    return create_customer(
        by=by,
        owner=owner,
        name=name or lead.company,
        industry=lead.industry,
        city=lead.region,
        source=lead.source,
        lifecycle=Customer.Lifecycle.PROSPECT,
    )


def _person(lead: Lead, customer: Customer, by: Any) -> Contact:
    """Somebody of this name at this customer is the same person."""
    known = Contact.objects.alive().filter(customer=customer, name=lead.contact_name).first()
    if known is not None:
        return known
    allowed = gate.parent_condition(by, Contact, "add")
    mine = Customer.objects.alive().filter(allowed, pk=customer.pk)
    if customer.owner_id != by.pk and not mine.exists():
        raise DomainError(
            _("You may not enter people at this customer. Leave the contact out."),
            code="forbidden",
            field="with_contact",
        )
    is_mobile = phones.normalise(lead.phone).kind == "mobile" if lead.phone else False
    return create_contact(
        customer,
        by=by,
        name=lead.contact_name,
        job_title=lead.job_title,
        mobile=lead.phone if is_mobile else "",
        phone="" if is_mobile else lead.phone,
        email=lead.email,
    )
