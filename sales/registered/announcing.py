"""The announcements that records at a customer make alike: reach, hand-over, transfer, pools, merges, rights in lines."""

from collections.abc import Collection, Sequence
from typing import Any

from django.urls import reverse

from accounts import sources as account_sources
from accounts.sources import HandOverItem
from contacts import sources as customer_sources
from contacts.reach import unless_pooled
from contacts.services.moving import repoint
from contacts.sources import TransferPart
from records import sources

from .. import reach
from ..services.at_customer import follow_customer, live, lose_owner


def grants(span: str, models: str, actions: str) -> dict[str, str]:
    """`actions` on `models`, both in words, as far as `span`."""
    return {f"sales.{action}_{model}": span for model in models.split() for action in actions.split()}


def of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


def goes_with_customer(
    model: Any, code: str, label: Any, list_name: str, statuses: Collection[str], same: Sequence[str] = ()
) -> None:
    """A root record with a customer: who reaches it by the customer, who must hand it over, what follows a transfer."""
    label_lower = model._meta.label_lower
    for source in reach.SOURCES:
        sources.add_reach(label_lower, source)
    sources.add_limit(label_lower, unless_pooled("customer__"))

    def held(user: Any) -> list[HandOverItem]:
        count = live(model, None, statuses).filter(owner=user).count()
        asked = "".join(f"&status={status}" for status in statuses)
        return [HandOverItem(label, count, f"{reverse(list_name)}?owner={user.pk}{asked}")] if count else []

    account_sources.add_hand_over(held)
    customer_sources.add_transfer_part(
        TransferPart(
            code,
            label,
            lambda customers: int(live(model, customers, statuses).count()),
            lambda customer, by: None,
            take=follow_customer(model, statuses),
        )
    )
    customer_sources.add_pool_entry(lose_owner(model, statuses))
    moves_on_merge(model, code, same)


def moves_on_merge(model: Any, code: str, same: Sequence[str] = ()) -> None:
    """What hangs on a customer, or names a person of it, goes on under the kept one; of two with the `same` values
    that of the kept one stays."""
    names = {field.name for field in model._meta.concrete_fields}

    def move(field: str) -> Any:
        return lambda kept, merged: {code: repoint(model, [field], old=merged, new=kept, by=None, same=same)}

    if "customer" in names:
        sources.add_merge("contacts.customer", move("customer"))
    if "contact" in names:
        sources.add_merge("contacts.contact", move("contact"))
