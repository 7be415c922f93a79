"""The verbs of a person at a customer: enter, change, move, delete; his posts are in `position`."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import lock, locked_row
from records import gate
from records.services.deletion import delete_record

from .. import validation
from ..models import Contact, ContactPosition, Customer, CustomerUnit
from .position import add_position, close_positions


def create_contact(
    customer: Customer,
    *,
    by: Any,
    unit: CustomerUnit | None = None,
    accept_duplicate: bool = False,
    **values: Any,
) -> Contact:
    """A new person, with his main post where `unit` is given.

    Somebody of the same name or mobile number at this customer is refused unless `accept_duplicate` says that
    it is another person.
    """
    contact = Contact(customer=customer, **values)
    clean_contact(contact)
    with transaction.atomic():
        lock(Customer, customer.pk)
        if not accept_duplicate:
            check_not_known(contact, by=by)
        _check_code(contact)
        contact.save()
        if unit is not None:
            add_position(contact, unit, by=by, job_title=contact.job_title, is_primary=True)
        actions.record("contacts.contact_created", contact, by=by, customer=str(customer))
    return contact


def update_contact(contact: Contact, *, by: Any, **values: Any) -> Contact:
    """Change what is known of the person; another customer is a move."""
    values.pop("customer", None)
    with transaction.atomic():
        fresh = Contact.objects.select_for_update(of=("self",)).select_related("customer").get(pk=contact.pk)
        for name, value in values.items():
            setattr(fresh, name, value)
        clean_contact(fresh)
        _check_code(fresh)
        fresh.save()
        actions.record("contacts.contact_changed", fresh, by=by)
    return fresh


def move_contact(
    contact: Contact,
    *,
    by: Any,
    customer: Customer,
    unit: CustomerUnit | None = None,
    job_title: str = "",
    on: date | None = None,
) -> Contact:
    """A new unit or a new employer: old posts end, the person and what was said to him stay."""
    on = on or clock.today()
    validation.check_not_future(on, "on")
    with transaction.atomic():
        locked_row(Customer, customer.pk)
        fresh = Contact.objects.select_for_update(of=("self",)).select_related("customer").get(pk=contact.pk)
        before = fresh.customer
        if before.pk == customer.pk and unit is None:
            raise DomainError(_("Choose the unit to move to."), code="required", field="unit")
        close_positions(fresh, on=on)
        fresh.customer = customer
        fresh.status = Contact.Status.ACTIVE
        fresh.job_title = validation.clean_text(job_title) or fresh.job_title
        _check_code(fresh)
        fresh.save()
        if unit is not None:
            add_position(fresh, unit, by=by, job_title=fresh.job_title, is_primary=True, from_on=on)
        if before.pk != customer.pk:
            _leave(before, fresh)
        actions.record(
            "contacts.contact_moved",
            fresh,
            by=by,
            before=str(before),
            after=str(customer),
            unit=str(unit or ""),
        )
    return fresh


def set_primary_contact(contact: Contact, *, by: Any) -> Customer:
    with transaction.atomic():
        customer = locked_row(Customer, contact.customer_id)
        customer.primary_contact = contact
        customer.save()
        actions.record("contacts.primary_contact", customer, by=by, contact=str(contact))
    return customer


def delete_contact(contact: Contact, *, by: Any) -> None:
    """With his posts; refused while follow-ups, relations, family or roles hang on him."""
    with transaction.atomic():
        for position in ContactPosition.objects.select_for_update().filter(contact=contact, is_deleted=False):
            position.is_deleted = True
            position.save()
        _leave(contact.customer, contact)
        delete_record(contact, by=by)


def clean_contact(contact: Contact) -> None:
    contact.name = validation.clean_person_name(contact.name)
    contact.code = validation.clean_text(contact.code or "")
    contact.job_title = validation.clean_text(contact.job_title)
    contact.wechat = validation.clean_text(contact.wechat)
    contact.mobile = validation.clean_phone(contact.mobile, contact.customer.country)
    contact.phone = validation.clean_phone(contact.phone, contact.customer.country)
    contact.email = validation.clean_email(contact.email)
    validation.check_channels({name: getattr(contact, name) for name in Contact.CHANNELS})
    validation.check_birthday(
        contact.birth_year,
        contact.birth_month,
        contact.birth_day,
        contact.birthday_calendar,
        contact.is_leap_month,
    )


def check_not_known(contact: Contact, *, by: Any) -> None:
    """Compare names openly, but mobile numbers only with those that `by` may read in full."""
    contact.derive()
    alike = Q(name=contact.name)
    if contact.mobile_key:
        alike |= Q(mobile_key=contact.mobile_key)
    here = list(Contact.objects.alive().filter(alike, customer=contact.customer).exclude(pk=contact.pk))
    if any(row.name == contact.name for row in here):
        raise DomainError(
            _("%(name)s is already known at this customer. If it is somebody else, say so below.")
            % {"name": contact.name},
            code="duplicate",
            field="name",
        )
    for known in here:
        known.customer = contact.customer
        if gate.holds(by, known, "reveal"):
            raise DomainError(
                _("This is the mobile number of %(name)s. If it is somebody else, say so below.")
                % {"name": known},
                code="duplicate",
                field="mobile",
            )


def _check_code(contact: Contact) -> None:
    taken = Contact.objects.alive().filter(customer=contact.customer, code=contact.code)
    if contact.code and taken.exclude(pk=contact.pk).exists():
        raise DomainError(
            _("Another contact of this customer has the number %(code)s.") % {"code": contact.code},
            code="duplicate",
            field="code",
        )


def _leave(customer: Customer, contact: Contact) -> None:
    """Whoever has gone is nobody's primary contact or head there."""
    if customer.primary_contact_id == contact.pk:
        fresh = locked_row(Customer, customer.pk)
        fresh.primary_contact = None
        fresh.save()
    for unit in CustomerUnit.objects.alive().filter(customer=customer, head=contact):
        unit.head = None
        unit.save()
