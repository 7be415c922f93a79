"""The group that a customer belongs to, followed over the relations that mean control."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count

from ..models import Contact, Customer, CustomerRelation, FollowUp

DEEPEST = 12
MOST = 500


@dataclass
class Member:
    """One company of the group. `customer` is None where the reader may not see it: it counts, nameless."""

    customer: Customer | None
    depth: int
    share: Decimal | None = None
    people: int = 0
    follow_ups: int = 0
    is_here: bool = False


@dataclass
class Group:
    members: list[Member]
    people: int
    follow_ups: int

    @property
    def hidden(self) -> int:
        return sum(1 for member in self.members if member.customer is None)


def _edges(ends: set[int], end: str) -> list[tuple[int, int, Decimal | None]]:
    rows = CustomerRelation.objects.alive().filter(
        **{f"{end}_id__in": ends}, type__is_control=True, a__is_deleted=False, b__is_deleted=False
    )
    return list(rows.values_list("a_id", "b_id", "equity_pct").order_by("id"))


def top_of(customer: Customer) -> int:
    """The highest company upwards; where several hold it or a circle closes, the first one met that has none above."""
    seen = {customer.pk}
    layer = [customer.pk]
    for _step in range(DEEPEST):
        above = [a for a, _b, _share in _edges(set(layer), "b") if a not in seen]
        if not above:
            break
        layer = list(dict.fromkeys(above))
        seen.update(layer)
    return layer[0]


def group_of(customer: Customer, user: Any) -> Group:
    """All companies that the top of the group controls, each once however the shares cross, with their totals.

    One query per level of the group, never one per company; circles end where a company was met before.
    """
    root = top_of(customer)
    order: list[tuple[int, int, Decimal | None]] = [(root, 0, None)]
    seen = {root}
    layer = {root}
    below: dict[int, list[tuple[int, Decimal | None]]] = {}
    for _step in range(DEEPEST):
        edges = [(a, b, share) for a, b, share in _edges(layer, "a") if b not in seen]
        layer = set()
        for a, b, share in edges:
            if b not in seen and len(seen) < MOST:
                seen.add(b)
                layer.add(b)
                below.setdefault(a, []).append((b, share))
        if not layer:
            break
    order = []
    stack: list[tuple[int, int, Decimal | None]] = [(root, 0, None)]
    while stack:
        pk, depth, share = stack.pop()
        order.append((pk, depth, share))
        stack += [(b, depth + 1, part) for b, part in reversed(below.get(pk, []))]
    if customer.pk not in seen:
        order.append((customer.pk, 0, None))
    return _with_totals(order, customer, user)


def _with_totals(order: list[tuple[int, int, Decimal | None]], here: Customer, user: Any) -> Group:
    ids = [pk for pk, _depth, _share in order]
    visible = Customer.objects.visible_to(user).select_related("owner").in_bulk(ids)
    shown = list(visible)

    def totals(model: Any) -> dict[int, int]:
        rows = model.objects.visible_to(user).filter(customer_id__in=shown).order_by()
        return dict(rows.values_list("customer_id").annotate(Count("pk")))

    people, follow_ups = totals(Contact), totals(FollowUp)
    members = [
        Member(visible.get(pk), depth, share, people.get(pk, 0), follow_ups.get(pk, 0), pk == here.pk)
        for pk, depth, share in order
    ]
    return Group(members, sum(people.values()), sum(follow_ups.values()))


def company_relations(customer: Customer, user: Any) -> list[dict[str, Any]]:
    """Relations to other companies as read from this one; those the reader may not see are left nameless."""
    rows = CustomerRelation.objects.visible_to(user).select_related("type", "a", "b")
    rows = (rows.filter(a=customer) | rows.filter(b=customer)).order_by("type_id", "id")
    found = list(rows[:200])
    others = {row.b_id if row.a_id == customer.pk else row.a_id for row in found}
    visible = Customer.objects.visible_to(user).in_bulk(others)
    lines = []
    for row in found:
        is_first = row.a_id == customer.pk
        other = visible.get(row.b_id if is_first else row.a_id)
        lines.append(
            {"row": row, "other": other, "label": row.type.label(inverse=is_first), "share": row.equity_pct}
        )
    return lines
