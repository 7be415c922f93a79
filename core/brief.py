"""Rows with what names the records they belong to, and no more: a contact in a list needs its customer's name, not
the sixty columns of the customer."""

from collections.abc import Sequence
from typing import Any


def briefly(rows: Any, *paths: str, own: bool = False, also: Sequence[str] = ()) -> Any:
    """`select_related` of `paths`, of each related row only its model's BRIEF columns (all, where it names none);
    with `own` the rows themselves are no more than named, either. `also` are columns that come along.

    Whatever else is read of a related row costs a statement of its own, which the page contract counts.
    """
    brief = getattr(rows.model, "BRIEF", None) if own else None
    if not paths:
        return rows.only(*brief, *also) if brief else rows
    wanted = [*brief, *paths] if brief else [field.name for field in rows.model._meta.concrete_fields]
    wanted += also
    for path in paths:
        model, prefix = rows.model, ""
        steps = path.split("__")
        for place, step in enumerate(steps):
            model, prefix = model._meta.get_field(step).related_model, f"{prefix}{step}__"
            fields = getattr(model, "BRIEF", None) or [field.name for field in model._meta.concrete_fields]
            onward = steps[place + 1 : place + 2]
            wanted += [f"{prefix}{name}" for name in dict.fromkeys([*fields, *onward])]
    return rows.select_related(*paths).only(*wanted)
