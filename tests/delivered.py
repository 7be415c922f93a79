"""After a test that really commits, the database holds again what it held before the first: what the apps deliver.

Django empties every table and lets the apps deliver anew, which takes a second of work for each such test; here only
tables that changed are written, and their rows come back with the ids that they had.
"""

from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import TransactionTestCase

from core import stamps

Rows = list[tuple[Any, ...]]
ASKED_AT_ONCE = 200  # SQLite joins at most five hundred selects
_delivered: dict[str, Rows] = {}


# Delivered for outside customers; they ask departments and posts that a test's company mostly has not.
COUNTERSIGNED = ("contract-outside", "quote-outside")


def retire_countersigning() -> None:
    """What is decided without a process is tested without one; who tests these processes delivers them anew."""
    ProcessDefinition = apps.get_model("workflow.ProcessDefinition")
    ProcessDefinition.objects.filter(delivered_as__in=COUNTERSIGNED).update(is_active=False)


def keep() -> None:
    """Remember what the fresh database holds; from now on a test that commits brings that back when it ends."""
    columns = columns_of_tables()
    with connection.cursor() as cursor:
        for table in filled(cursor, columns):
            _delivered[table] = rows_of(cursor, table, columns[table])
    TransactionTestCase._fixture_teardown = lambda case: bring_back()


def bring_back() -> None:
    columns = columns_of_tables()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in {*filled(cursor, columns), *_delivered}:
            before, names = _delivered.get(table, []), columns[table]
            if rows_of(cursor, table, names) != before:
                cursor.execute(f"DELETE FROM {quoted(table)}")
                for row in before:
                    places = ", ".join(["%s"] * len(row))
                    cursor.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", row)
    for name in stamps.CARRIED:
        stamps.forget(name)


def columns_of_tables() -> dict[str, str]:
    """Table → the columns that are written; what the database itself works out from them is not among them."""
    return {
        model._meta.db_table: ", ".join(quoted(field.column) for field in model._meta.local_concrete_fields)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def filled(cursor: Any, columns: dict[str, str]) -> list[str]:
    """The tables that hold any row."""
    found: list[str] = []
    tables = sorted(columns)
    for start in range(0, len(tables), ASKED_AT_ONCE):
        asked = (
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quoted(table)})"
            for table in tables[start : start + ASKED_AT_ONCE]
        )
        cursor.execute(" UNION ALL ".join(asked))
        found += [table for (table,) in cursor.fetchall()]
    return found


def rows_of(cursor: Any, table: str, names: str) -> Rows:
    cursor.execute(f"SELECT {names} FROM {quoted(table)} ORDER BY 1")
    return cursor.fetchall()


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
