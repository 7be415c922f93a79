"""What a reader may do with rows at hand, marked on each (`may_reveal`): the gate decides it by what is loaded already."""

from collections.abc import Iterator, Sequence
from typing import Any

from . import gate, sources


def reads(model: Any, actions: Sequence[str]) -> list[str]:
    """The columns beyond the rows' own that the gate asks for these actions: loaded along, or each costs a statement."""
    limits = sources.LIMITS.get(model._meta.label_lower, ())
    limiting = [path for limit in limits for action in actions if "__" in (path := limit(None, action))]
    return list(dict.fromkeys([*_of_parents(model), *limiting]))


def _of_parents(model: Any) -> Iterator[str]:
    for name in filter(None, (model.facts.parent, model.facts.other_parent)):
        parent = model._meta.get_field(name).related_model
        own = [parent.facts.owner, parent.facts.department]
        own += [source.through for source in sources.REACH.get(parent._meta.label_lower, ())]
        own += ["is_deleted"] if gate.has_deletion_mark(parent) else []
        yield from (f"{name}__{path}" for path in [*filter(None, own), *_of_parents(parent)])


def mark(user: Any, rows: Sequence[Any], actions: Sequence[str]) -> None:
    """Set `may_<action>` on each of these rows, all of them in his reach to be viewed."""
    for action in actions if rows else ():
        holds, mark_of_it = gate.holder(user, type(rows[0]), action), f"may_{action}"
        for row in rows:
            setattr(row, mark_of_it, holds(row))
