"""The one place that moves a customer from hand to hand: columns, record without gap, log, event."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from core import actions, clock

from .. import events, sources
from ..models import Customer, OwnershipRecord, PublicPool
from .customer import set_owner

VERBS = {
    OwnershipRecord.Kind.TRANSFERRED: "contacts.customer_transferred",
    OwnershipRecord.Kind.ASSIGNED: "contacts.customer_assigned",
    OwnershipRecord.Kind.CLAIMED: "contacts.customer_claimed",
    OwnershipRecord.Kind.RELEASED: "contacts.customer_released",
    OwnershipRecord.Kind.RECALLED: "contacts.customer_recalled",
    OwnershipRecord.Kind.EXPIRED: "contacts.customer_expired",
}


def hand_to(
    customer: Customer,
    *,
    kind: str,
    by: Any,
    owner: Any = None,
    pool: PublicPool | None = None,
    reason: str = "",
    at: datetime | None = None,
    leave: Sequence[str] = (),
) -> None:
    """Write the new owner or pool of a locked row, close the open record and begin the next.

    `at` is the moment from which it counts, where a job catches up with an earlier day; what `leave` does not name
    goes along with the customer.
    """
    before, at = customer.owner, at or clock.now()
    set_owner(customer, owner)
    customer.pool, customer.pooled_at = pool, at if pool is not None else None
    customer.locked_until = None
    if pool is not None:
        customer.department = None  # its members see it through the pool, nobody through a department
    customer.save()
    for code, part in sources.TRANSFER_PARTS.items() if owner is not None else ():
        if part.take is not None and code not in leave:
            part.take(customer, before, by)
    OwnershipRecord.objects.filter(customer=customer, to_at=None).update(to_at=at)
    OwnershipRecord.objects.create(
        customer=customer,
        owner=owner,
        pool=pool,
        kind=kind,
        department=customer.department,
        from_at=at,
        by=by,
        reason=reason[:200],
    )
    actions.record(
        VERBS[OwnershipRecord.Kind(kind)],
        customer,
        by=by,
        before=str(before or ""),
        after=str(owner or pool or ""),
        reason=reason,
    )
    transaction.on_commit(
        lambda: events.owner_changed.send(
            Customer, customer=customer, before=before, after=owner, pool=pool, by=by
        )
    )
