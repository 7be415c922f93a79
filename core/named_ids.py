"""`pk__named=ids`: rows named one by one, written into the statement as numbers.

`pk__in` makes a parameter of each id, checks, binds and quotes it: hundreds of ids, named in three statements of one
page, cost more than the page's table. Only for ids that came from the database; their numbers are no one's input.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BigAutoField, BigIntegerField, Lookup


@BigAutoField.register_lookup
@BigIntegerField.register_lookup
class Named(Lookup):  # type: ignore[type-arg]
    lookup_name = "named"
    prepare_rhs = False

    def get_prep_lookup(self) -> tuple[int, ...]:
        return tuple(map(int, self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} IN ({named_in(self.rhs)})", tuple(params)


def named_in(ids: Iterable[int]) -> str:
    """These ids as they stand in the statement."""
    return ", ".join(map(str, sorted(map(int, ids))))
