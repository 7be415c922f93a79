"""The posts of a contact: several at once, one of them the main one, all of them kept when they end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import lock

from .. import validation
from ..models import Contact, ContactPosition, CustomerUnit


def add_position(
    contact: Contact,
    unit: CustomerUnit,
    *,
    by: Any,
    job_title: str = "",
    is_primary: bool = False,
    from_on: date | None = None,
    reports_to: Contact | None = None,
) -> ContactPosition:
    """A post in a unit of the contact's own customer; the first one is the main one."""
    if unit.customer_id != contact.customer_id or unit.is_deleted:
        raise DomainError(
            _("Choose a unit of the contact's own customer."), code="other_customer", field="unit"
        )
    _check_superior(contact, reports_to)
    validation.check_not_future(from_on, "from_on")
    with transaction.atomic():
        lock(Contact, contact.pk)
        held = list(open_positions(contact))
        if any(position.unit_id == unit.pk for position in held):
            raise DomainError(
                _("%(name)s already holds a post in “%(unit)s”.") % {"name": contact, "unit": unit},
                code="duplicate",
                field="unit",
            )
        mains = [position for position in held if position.is_primary]
        is_primary = is_primary or not mains
        if is_primary:
            _unset_primary(mains)
        position = ContactPosition(
            contact=contact,
            unit=unit,
            job_title=validation.clean_text(job_title),
            is_primary=is_primary,
            from_on=from_on,
            reports_to=reports_to,
        )
        position.save()
        actions.record("contacts.position_added", contact, by=by, unit=str(unit), job_title=job_title)
    return position


def update_position(position: ContactPosition, *, by: Any, **values: Any) -> ContactPosition:
    """Change title, dates, superior; the unit changes by a move."""
    with transaction.atomic():
        fresh = (
            ContactPosition.objects.select_for_update(of=("self",))
            .select_related("contact")
            .get(pk=position.pk)
        )
        for name in ("job_title", "from_on", "to_on", "reports_to"):
            if name in values:
                setattr(fresh, name, values[name])
        _check_superior(fresh.contact, fresh.reports_to)
        _check_dates(fresh)
        if fresh.to_on is not None:
            fresh.is_primary = False
        fresh.save()
        actions.record("contacts.position_changed", fresh.contact, by=by, unit=str(fresh.unit))
    return fresh


def end_position(position: ContactPosition, *, by: Any, on: date | None = None) -> ContactPosition:
    return update_position(position, by=by, to_on=on or clock.today())


def set_primary_position(position: ContactPosition, *, by: Any) -> ContactPosition:
    with transaction.atomic():
        fresh = (
            ContactPosition.objects.select_for_update(of=("self",))
            .select_related("contact")
            .get(pk=position.pk)
        )
        if fresh.to_on is not None or fresh.is_deleted:
            raise DomainError(_("A post that has ended cannot be the main one."), code="ended")
        _unset_primary(open_positions(fresh.contact).filter(is_primary=True))
        fresh.is_primary = True
        fresh.save()
        actions.record("contacts.position_primary", fresh.contact, by=by, unit=str(fresh.unit))
    return fresh


def open_positions(contact: Contact) -> Any:
    return ContactPosition.objects.alive().filter(contact=contact, to_on=None)


def close_positions(contact: Contact, *, on: date) -> int:
    """End all open posts; inside the caller's transaction."""
    held = list(open_positions(contact))
    for position in held:
        position.to_on = max(on, position.from_on) if position.from_on else on
        position.is_primary = False
        position.save()
    return len(held)


def _unset_primary(mains: Iterable[ContactPosition]) -> None:
    for position in mains:
        position.is_primary = False
        position.save()


def _check_superior(contact: Contact, superior: Contact | None) -> None:
    if superior is not None and superior.pk == contact.pk:
        raise DomainError(_("Nobody reports to himself."), code="self", field="reports_to")
    if superior is not None and superior.customer_id != contact.customer_id:
        raise DomainError(
            _("The superior must work at the same customer."), code="other_customer", field="reports_to"
        )


def _check_dates(position: ContactPosition) -> None:
    validation.check_not_future(position.to_on, "to_on")
    if position.from_on and position.to_on and position.to_on < position.from_on:
        raise DomainError(_("A post ends after it has begun."), code="order", field="to_on")
