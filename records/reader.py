"""Statements written once for one reader: what the gate puts into them follows from his rights and from the ids that
widen them, and both stand in the key."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db.models import Model

from accounts import access
from core import operation, written
from core.named_ids import PLACE

from . import gate

Build = Callable[..., Any]


def rows(
    user: Any,
    build: Build,
    *shape: Hashable,
    pk: int | None = None,
    through: Sequence[type[Model]] = (),
) -> list[Any]:
    """The rows of the queryset `build(user, *shape)`, or of such SQL and its parameters; where rows of one record are
    meant, of `build(user, PLACE, *shape)` with its `pk` in that place.

    `build` is a plain function of its module. `through` are the models whose gate it asks, or else what widens their
    reach has to be known already: where it is not, the statement is written anew each time.
    """
    gate.foresee(user, through)
    given = (user, *shape) if pk is None else (user, PLACE, *shape)
    known = {key: ids for key, ids in operation.current().memory.items() if key[0] == gate.REACH}
    reach = tuple((key, None if ids is None else frozenset(ids)) for key, ids in known.items())
    rights = access.once(user, "identity", object)  # one thing for each state of his rights
    key = build, shape, user.pk, rights, tuple(access.department_chain(user)), reach
    return written.found(key, lambda: build(*given), None if pk is None else [pk], known)
