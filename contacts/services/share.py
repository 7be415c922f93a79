"""Explicit shares of a customer with a person or a department, to read or to write, until a moment."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Department, User
from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row

from ..models import Customer, CustomerGroupShare, CustomerUserShare
from .telling import tell

READ = "view"
WRITE = "change"


def share_customer(
    customer: Customer,
    *,
    by: Any,
    user: User | None = None,
    department: Department | None = None,
    rights: str = READ,
    expires_at: datetime | None = None,
) -> CustomerUserShare | CustomerGroupShare:
    """Share with exactly one person or department; a second share with the same replaces the first."""
    if (user is None) == (department is None):
        raise DomainError(_("Choose a colleague or a department."), code="required", field="user")
    if expires_at is not None and expires_at <= clock.now():
        raise DomainError(_("The end lies in the past."), code="past", field="expires_at")
    if user is not None and (user.kind != User.Kind.EMPLOYEE or not user.is_active):
        raise DomainError(
            _("Customers are shared with colleagues in service."), code="not_working", field="user"
        )
    if user is not None and customer.owner_id == user.pk:
        raise DomainError(
            _("%(name)s owns this customer already.") % {"name": user}, code="is_owner", field="user"
        )
    permission = Permission.objects.get(
        codename=f"{rights}_customer", content_type=ContentType.objects.get_for_model(Customer)
    )
    with transaction.atomic():
        locked_row(Customer, customer.pk)
        facts = {
            "content_object": customer,
            "permission": permission,
            "expires_at": expires_at,
            "shared_by": by if getattr(by, "pk", None) else None,
            "shared_at": clock.now(),
        }
        share: CustomerUserShare | CustomerGroupShare
        if user is not None:
            CustomerUserShare.objects.filter(content_object=customer, user=user).delete()
            share = CustomerUserShare.objects.create(user=user, **facts)
        else:
            group = group_of(department)
            CustomerGroupShare.objects.filter(content_object=customer, group=group).delete()
            share = CustomerGroupShare.objects.create(group=group, **facts)
        actions.record(
            "contacts.customer_shared",
            customer,
            by=by,
            **{"with": str(user or department), "rights": rights},
            until=expires_at.isoformat() if expires_at else "",
        )
        if user is not None:
            words = {"name": by, "customer": customer}
            url = customer.get_absolute_url()
            tell(user, lambda: _("%(name)s shared %(customer)s with you.") % words, url, by=by)
    return share


def unshare_customer(share: CustomerUserShare | CustomerGroupShare, *, by: Any) -> None:
    with transaction.atomic():
        customer = share.content_object
        whom = share.user if isinstance(share, CustomerUserShare) else share.group.department
        share.delete()
        actions.record("contacts.customer_unshared", customer, by=by, **{"with": str(whom)})


def group_of(department: Any) -> Group:
    """The group that stands for a department in shares."""
    if department.group_id is None:
        department.group, _made = Group.objects.get_or_create(name=f"dept:{department.code}")
        department.save(update_fields=["group"])
    group: Group = department.group
    return group
