"""`pk__named=ids`: rows named one by one, written into the statement as numbers.

`pk__in` makes a parameter of each id, checks, binds and quotes it: hundreds of ids, named in three statements of one
page, cost more than the page's table. Only for ids that came from the database; their numbers are no one's input.

`pk__gathered=subquery`: the ids of a subquery are gathered first and each is then looked up by its key, whatever the
planner expects. It reckons badly how many rows words match, and would read the table or walk along its order.

`pk__each=subquery` of rows that have an `object_id`: the other way round, row by row it is asked whether the subquery has
it, which pays where the rows are few or the first of many are enough.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BigAutoField, BigIntegerField, Lookup

IDS = 7_302_906_517_418_830_511  # stands where a statement that is kept names ids; no row has such a number


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

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One literal instead of hundreds: read at once, and planned alike."""
        if len(self.rhs) < 2 and self.rhs != (IDS,):
            return self.as_sql(compiler, connection)
        sql, params = self.process_lhs(compiler, connection)
        if self.rhs == (IDS,):  # as a parameter: with other ids it is still the same statement
            return f"{sql} = ANY(%s)", (*params, [IDS])
        return f"{sql} = ANY('{{{named_in(self.rhs)}}}'::bigint[])", tuple(params)


@BigAutoField.register_lookup
class Gathered(Lookup):  # type: ignore[type-arg]
    lookup_name = "gathered"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._written(compiler, connection, "{} IN {}")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._written(compiler, connection, "{} = ANY(ARRAY{})")

    def _written(self, compiler: Any, connection: Any, form: str) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.process_lhs(compiler, connection)
        subquery, given = self.process_rhs(compiler, connection)
        return form.format(sql, subquery), (*params, *given)


@BigAutoField.register_lookup
class Each(Lookup):  # type: ignore[type-arg]
    lookup_name = "each"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.process_lhs(compiler, connection)
        subquery, given = self.process_rhs(compiler, connection)
        return f"{sql} IN {subquery}", (*params, *given)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.process_lhs(compiler, connection)
        subquery, given = self.process_rhs(compiler, connection)
        # Behind OFFSET the planner cannot turn the question round.
        asked = f"EXISTS(SELECT 1 FROM {subquery} held WHERE held.object_id = {sql} OFFSET 0)"  # noqa: S608
        return asked, (*given, *params)


def named_in(ids: Iterable[int]) -> str:
    """These ids as they stand in the statement."""
    return ", ".join(map(str, sorted(map(int, ids))))
