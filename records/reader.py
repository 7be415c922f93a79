"""Statements written once for one reader: what the gate puts into them follows from his rights and from the ids that
widen them, and both stand in the key."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db.models import Model

from accounts import access
from core import operation, written

from . import gate, widened

Build = Callable[..., Any]


def rows(
    user: Any,
    build: Build,
    *shape: Hashable,
    at: Model | None = None,
    ids: Sequence[int] | None = None,
    texts: Sequence[str] = (),
    through: Sequence[type[Model]] = (),
) -> list[Any]:
    """The rows of the queryset `build(user, *shape)`, or of such SQL and its parameters.

    Where they are asked for about one record (`at`) or for some (`ids`), `build` is given that record, of which only the
    key may be used, and the ids before its shape; for `texts` it writes `written.TEXTS`. It is a plain function of its
    module. `through` are the models whose
    gate it asks, or else what widens their reach has to be known already: where it is not, the statement is written anew
    each time.
    """
    ids = None if ids is None else written.possible(ids)
    if ids == []:
        return []
    written.require_plain(build)
    gate.foresee(user, through)
    given = [] if at is None else [type(at)]
    known = {key: ids for key, ids in operation.current().memory.items() if key[0] == widened.REACH}
    reach = tuple((key, None if ids is None else frozenset(ids)) for key, ids in known.items())
    key = build, *given, shape, *access.identity(user), reach

    def put_together() -> Any:
        record = [written.here(type(at))] if at is not None else []
        named = [[written.IDS]] if ids is not None else []
        return build(user, *record, *named, *shape)

    pk = at.pk if at is not None else 0
    return written.found(key, put_together, ids=ids or (), pk=pk, texts=texts, known=known)
