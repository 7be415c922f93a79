"""The statements that a part of a test sends, counted and read without the ledger that Django keeps for debugging.

That ledger holds nine thousand statements and then counts none; on SQLite it also asks the database to quote each value.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)
# What any visit may write, whoever visits: the session and when it was last seen.
OF_A_VISIT = {"django_session", "accounts_usersession", "accounts_user"}


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements of the block as they are sent, values left out."""
    sent: list[str] = []

    def noted(execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield sent


def written(sent: list[str]) -> set[str]:
    """The tables that the statements write to, beyond what any visit does."""
    return {match[1] for sql in sent if (match := WRITE.match(sql))} - OF_A_VISIT
