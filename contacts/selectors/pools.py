"""Who belongs to which public pool, and where a customer of somebody would go."""

from typing import Any

from django.db.models import Q

from accounts import access

from ..models import Customer, OwnershipRecord, PublicPool


def pools_of(user: Any) -> Any:
    """The active pools whose members or administrators the user is one of; a pool without members is everybody's."""
    mine = (
        Q(departments__in=access.department_chain(user))
        | Q(users=user)
        | Q(admins=user)
        | Q(departments=None, users=None)
    )
    ids = PublicPool.objects.filter(mine, is_active=True).order_by().values("pk")
    return PublicPool.objects.filter(pk__in=ids)


def pools_for(customer: Customer) -> list[PublicPool]:
    """The pools that take customers of this owner, the first one first."""
    if customer.owner is None:
        return []
    return list(pools_of(customer.owner))


def former_owner(customer: Customer) -> OwnershipRecord | None:
    """The record of whoever owned the customer last, before it came to where it lies now."""
    rows = OwnershipRecord.objects.filter(customer=customer, owner__isnull=False, to_at__isnull=False)
    return rows.order_by("-to_at", "-id").select_related("owner").first()
