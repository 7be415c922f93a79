"""The whole database in one word, to show that nothing changed."""

import hashlib

from django.apps import apps
from django.db import connection

# A visit renews these, whoever visits.
OF_A_VISIT = {"django_session", "accounts_usersession"}


def digest() -> dict[str, str]:
    """Table → digest of all its rows, in an order that no database chooses.

    The first column names a row only in a model's own table: a history table begins with the key of the
    record, which several rows share, and which of them comes first is up to the database at that moment.
    """
    found = {}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        for table in sorted(tables - OF_A_VISIT):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.md5(repr(rows).encode(), usedforsecurity=False).hexdigest()
    return found
