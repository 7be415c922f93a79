"""Several questions asked by one statement."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection


def ids_together(querysets: Sequence[Any]) -> list[list[int]]:
    """The primary keys of each queryset, in no order; each part is limited and answered by its own index."""
    found: list[list[int]] = [[] for _rows in querysets]
    parts: list[str] = []
    parameters: list[Any] = []
    for place, rows in enumerate(querysets):
        try:
            sql, given = rows.values_list("pk", flat=True).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place} AS place, p{place}.* FROM ({sql}) AS p{place}")  # noqa: S608  (compiled by the ORM)
        parameters += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for place, pk in cursor.fetchall():
                found[place].append(pk)
    return found
