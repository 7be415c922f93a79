"""Who plays which part in a customer's decisions."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import StakeholderRole


def save_stakeholder_role(role: StakeholderRole, *, by: Any) -> StakeholderRole:
    """Write a buying role; the person must be known at this customer, now or formerly, and play it once."""
    contact, customer = role.contact, role.customer
    if contact.customer_id != customer.pk:
        raise DomainError(
            _("%(person)s belongs to another customer.") % {"person": contact},
            code="foreign",
            field="contact",
        )
    with transaction.atomic():
        type(contact).objects.select_for_update().get(pk=contact.pk)
        known = StakeholderRole.objects.alive().filter(customer=customer, contact=contact, role=role.role)
        if known.exclude(pk=role.pk).exists():
            raise DomainError(
                _("%(person)s already plays this part.") % {"person": contact}, code="duplicate", field="role"
            )
        is_new = role.pk is None
        role.save()
        verb = "contacts.stakeholder_added" if is_new else "contacts.stakeholder_changed"
        actions.record(verb, contact, by=by, role=role.role, influence=role.influence, support=role.support)
    return role


def remove_stakeholder_role(role: StakeholderRole, *, by: Any) -> None:
    with transaction.atomic():
        role.is_deleted = True
        role.save()
        actions.record("contacts.stakeholder_removed", role.contact, by=by, role=role.role)
