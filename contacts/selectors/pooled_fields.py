"""The custom fields of customers while they lie in a pool: read like the other facts, never written, hidden by the pool."""

from dataclasses import replace
from typing import Any

from accounts import access
from core.tables import Column
from records.custom import definitions
from records.custom.columns import column
from records.models import CustomField

from .pools import hidden_by_pools

CUSTOMERS = "customers"


def fields_of(user: Any) -> list[CustomField]:
    """Those of customers that no policy closes to the reader: a pool opens nothing."""
    known = definitions.of(CUSTOMERS)
    closed = access.closed_fields(user, "contacts.customer") if known and user is not None else set()
    return [definition for definition in known if definition.key not in closed]


def open_fields_of(user: Any) -> list[CustomField]:
    """Those that none of the reader's pools hides: by these alone rows are filtered, sorted and summed."""
    known = fields_of(user)
    hidden = hidden_by_pools(user) if known and user is not None else set()
    return [definition for definition in known if definition.key not in hidden]


def columns_of(user: Any) -> list[Column]:
    is_open = {definition.key for definition in open_fields_of(user)}
    return [_column(definition, user, definition.key in is_open) for definition in fields_of(user)]


def _column(definition: CustomField, user: Any, is_open: bool) -> Column:
    made = column(definition, user)

    def unless_hidden(read: Any) -> Any:
        return lambda row: None if definition.key in row.pool.hidden_fields else read(row)

    return replace(
        made,
        value=unless_hidden(made.value),
        html=unless_hidden(made.html) if made.html else None,
        related=("pool",),
        edit="",
        group="",
        sort=made.sort if is_open else "",
        total=made.total if is_open else "",
    )


__all__ = ["CUSTOMERS", "columns_of", "fields_of", "open_fields_of"]
