"""The list that a figure opens."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict

from records.lists import Listing
from records.record_type import RECORD_TYPES


def sum_behind(url: str, user: Any, column: str) -> Decimal:
    """What the foot of the opened list says."""
    parts = urlsplit(url)
    record = next(found for found in RECORD_TYPES.values() if found.has_list and found.list_url == parts.path)
    shown = Listing(record, user, QueryDict(parts.query))
    assert not shown.errors
    cell = next(cell for cell in shown.foot if cell.column.name == column)
    return Decimal(cell.text.replace(",", "")) if cell.text[:1].isdigit() else Decimal(0)
