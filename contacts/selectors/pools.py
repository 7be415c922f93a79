"""Who belongs to which public pool, and where a customer of somebody would go."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from accounts import access
from core import clock, operation
from records import gate

from ..models import (
    Contact,
    Customer,
    CustomerUnit,
    FollowUp,
    OwnershipRecord,
    PooledCustomer,
    PublicPool,
)


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


def hidden_by_pools(user: Any) -> set[str]:
    """The fields that at least one of the pools in the user's reach hides: a filter or an order would tell them."""

    def ask() -> set[str]:
        pools = PublicPool.objects.visible_to(user).order_by()
        return {name for names in pools.values_list("hidden_fields", flat=True) for name in names}

    return set(operation.once(("hidden_by_pools", user.pk), ask))


def pools_for(customer: Customer) -> list[PublicPool]:
    """The pools that take customers of this owner, the first one first."""
    if customer.owner is None:
        return []
    return list(pools_of(customer.owner))


def former_owner(customer: Customer) -> OwnershipRecord | None:
    """The record of whoever owned the customer last, before it came to where it lies now."""
    rows = OwnershipRecord.objects.filter(customer=customer, owner__isnull=False, to_at__isnull=False)
    return rows.order_by("-to_at", "-id").select_related("owner").first()


def claimable(user: Any) -> Any:
    """The customers of the user's pools, and those that left them within a day: whoever comes second is told so."""
    pools = PublicPool.objects.visible_to(user).order_by().values("pk")
    left = OwnershipRecord.objects.filter(pool__in=pools, to_at__gt=clock.now() - timedelta(days=1))
    now = PooledCustomer.objects.visible_to(user, "claim").order_by().values("pk")
    return Customer.objects.alive().filter(Q(pk__in=now) | Q(pk__in=left.values("customer_id")))


def seen_in_a_pool(user: Any, pk: int) -> PooledCustomer | None:
    """The pooled customer that this reader may still look at: as a member of its pool, or as whoever had it last.

    One statement, whether there is such a row or not: its cost tells nothing.
    """
    owned = OwnershipRecord.objects.filter(customer=OuterRef("pk"), owner__isnull=False, to_at__isnull=False)
    rows = PooledCustomer.objects.annotate(
        last_owner=Subquery(owned.order_by("-to_at", "-id").values("owner")[:1]),
        former_owner_name=Subquery(owned.order_by("-to_at", "-id").values("owner__name")[:1]),
    )
    seen = gate.condition(user, PooledCustomer) | Q(last_owner=user.pk)
    return rows.filter(seen, pk=pk).select_related("pool").first()  # type: ignore[no-any-return]


def waiting_behind(customer: Customer) -> dict[str, int]:
    """How much a claimer will find: people and talks, counted and not shown."""
    return {
        "people": Contact.objects.alive().filter(customer=customer).count(),
        "follow_ups": FollowUp.objects.alive().filter(customer=customer).count(),
    }


def goes_along(customers: Any) -> dict[str, int]:
    """What always goes with customers to a new owner."""
    ids = customers.order_by().values("pk")
    return {
        "people": Contact.objects.alive().filter(customer__in=ids).count(),
        "units": CustomerUnit.objects.alive().filter(customer__in=ids).count(),
    }
