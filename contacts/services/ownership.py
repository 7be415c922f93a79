"""Who owns a customer: every change is a transfer, and every transfer leaves its record."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import actions, clock, operation
from core.errors import DomainError

from ..models import AccountTeamMember, Customer, OwnershipRecord
from .customer import set_owner
from .telling import tell


def transfer_customers(
    rows: Iterable[Customer], *, to: Any, by: Any, reason: str = "", keep_old_as_member: bool = False
) -> int:
    """Give the customers to `to`; counts those that changed hands. The department follows the new owner."""
    check_can_own(to)
    reason = reason.strip()
    moved: list[Customer] = []
    with transaction.atomic(), operation.because(reason or operation.current().reason):
        for pk in sorted(row.pk for row in rows):
            customer = Customer.objects.select_for_update(of=("self",)).select_related("owner").get(pk=pk)
            if customer.owner_id != to.pk and not customer.is_deleted:
                _transfer(customer, to, by, reason, keep_old_as_member)
                moved.append(customer)
        _tell(moved, to, by)
    return len(moved)


def check_can_own(user: Any) -> None:
    employee = getattr(user, "employee", None)
    if not user.is_active or employee is None or not employee.is_working:
        raise DomainError(
            _("%(name)s does not work here any more. Choose somebody in service.") % {"name": user},
            code="not_working",
            field="to",
        )


def _transfer(customer: Customer, to: Any, by: Any, reason: str, keep_old: bool) -> None:
    before = customer.owner
    now = clock.now()
    set_owner(customer, to)
    customer.save()
    OwnershipRecord.objects.filter(customer=customer, to_at=None).update(to_at=now)
    OwnershipRecord.objects.create(
        customer=customer, owner=to, department=customer.department, from_at=now, by=by, reason=reason
    )
    if keep_old and before is not None:
        _keep_as_member(customer, before)
    actions.record(
        "contacts.customer_transferred",
        customer,
        by=by,
        before=str(before or ""),
        after=str(to),
        reason=reason,
    )


def _tell(moved: list[Customer], to: Any, by: Any) -> None:
    if len(moved) == 1:
        words = {"name": by, "customer": moved[0]}
        tell(to, lambda: _("%(name)s gave you %(customer)s.") % words, moved[0].get_absolute_url(), by=by)
    elif moved:
        words = {"name": by, "count": len(moved)}
        url = f"{reverse('contacts:customer_list')}?scene=mine"
        tell(to, lambda: _("%(name)s gave you %(count)d customers.") % words, url, by=by)


def _keep_as_member(customer: Customer, user: Any) -> None:
    if not AccountTeamMember.objects.in_force().filter(customer=customer, user=user).exists():
        AccountTeamMember.objects.create(
            customer=customer,
            user=user,
            role=AccountTeamMember.Role.COMMERCIAL,
            rights=AccountTeamMember.Rights.READ,
        )
