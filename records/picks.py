"""Search-as-you-type lists behind selects: every record type is one; apps add others (users, departments)."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from core.row_ids import row_id

from . import search
from .record_type import RECORD_TYPES, RecordType

LIMIT = 20
Pick = Callable[[Any, str, QueryDict], list[dict[str, Any]]]
PICKS: dict[str, Pick] = {}


def add(name: str, pick: Pick) -> None:
    """`pick(user, text, parameters)` gives [{"value", "text", "hint"}] within the user's reach."""
    PICKS[name] = pick


def choices(name: str, user: Any, text: str, query: QueryDict) -> list[dict[str, Any]] | None:
    """Up to 20 choices; None where there is no such list."""
    if name in PICKS:
        return PICKS[name](user, text, query)
    record = RECORD_TYPES.get(name)
    return _from_record(record, user, text, query) if record is not None else None


def _from_record(record: RecordType, user: Any, text: str, query: QueryDict) -> list[dict[str, Any]]:
    rows = record.rows(user)
    # Only what a row belongs to narrows the choices: a hit on a plain column would tell what a mask hides.
    parents = {field.name for field in record.model._meta.concrete_fields if field.is_relation}
    for parameter, value in query.items():
        if parameter in parents and (pk := row_id(value)) is not None:
            rows = rows.filter(**{parameter: pk})
    if text:
        rows = search.matching(rows, text, record, user)
    rows = rows.select_related(*record.hint_related)
    hint = record.hint or (lambda row: "")
    return [{"value": row.pk, "text": str(row), "hint": hint(row)} for row in rows[:LIMIT]]


def users(user: Any, text: str, query: QueryDict) -> list[dict[str, Any]]:
    """Colleagues as owners and team members: whoever works here, found as an employee."""
    record = RECORD_TYPES["employees"]
    rows = record.rows(user).filter(user__is_active=True).select_related("user", "department")
    if text:
        rows = search.matching(rows, text, record, user)
    return [
        {"value": row.user_id, "text": row.user.name, "hint": row.department.name} for row in rows[:LIMIT]
    ]


PICKS["users"] = users
__all__ = ["PICKS", "add", "choices", "users"]
