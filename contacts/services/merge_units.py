"""Hanging the units of one customer into the tree of another: same names in one place become one unit."""

from typing import Any

from records import bulk

from ..models import ContactPosition, Customer, CustomerUnit, FollowUp, InstalledAsset, StakeholderRole
from .moving import repoint

FIELDS = ("customer", "parent", "path", "depth", "code")


def merge_units(kept: Customer, merged: Customer, *, by: Any) -> int:
    """Level by level from the top, so that each unit meets its parent where that went; counts all units."""
    theirs = list(CustomerUnit.objects.alive().filter(customer=merged).order_by("depth", "pk"))
    ours = {(unit.parent_id, unit.name): unit for unit in CustomerUnit.objects.alive().filter(customer=kept)}
    codes = {unit.code for unit in ours.values()} - {""}
    gone_to: dict[int, CustomerUnit] = {}
    moving: list[CustomerUnit] = []
    for unit in theirs:
        parent = gone_to[unit.parent_id] if unit.parent_id else None
        twin = ours.get((parent.pk if parent else None, unit.name))
        if twin is not None:
            gone_to[unit.pk] = twin
            continue
        gone_to[unit.pk] = unit
        unit.customer = kept
        unit.parent = parent
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.depth = parent.depth + 1 if parent else 1
        if unit.code in codes:
            unit.code = ""
        moving.append(unit)
    for unit in theirs:
        if gone_to[unit.pk].pk != unit.pk:
            _join(unit, gone_to[unit.pk], by)
    bulk.update(moving, FIELDS, by)
    # Deepest first: nothing may hang on a unit that goes.
    for unit in reversed(theirs):
        if gone_to[unit.pk].pk != unit.pk:
            unit.is_deleted = True
            unit.save()
    return len(theirs)


def _join(unit: CustomerUnit, twin: CustomerUnit, by: Any) -> None:
    facts: dict[str, Any] = {"old": unit, "new": twin, "by": by}
    repoint(ContactPosition, ["unit"], **facts)
    repoint(InstalledAsset, ["unit"], **facts)
    repoint(FollowUp, ["unit"], **facts)
    repoint(StakeholderRole, ["unit"], **facts)
    empty = [name for name in ("function", "location", "address", "head_id") if not getattr(twin, name)]
    given = [name for name in empty if getattr(unit, name)]
    if twin.latitude is None and unit.latitude is not None:
        given += ["latitude", "longitude"]
    if given or (unit.code and not twin.code):
        for name in given:
            setattr(twin, name, getattr(unit, name))
        if not twin.code:
            code, unit.code = unit.code, ""
            twin.code = code
            if code:
                unit.save()
        twin.save()
