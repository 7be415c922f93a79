"""What changed on a record, for programs: of the fields that the API gives this caller, and no others."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from records import history
from records.record_type import RecordType

from . import document
from .auth import require_scope
from .fields import Reader
from .resources import Resource

MOST = 100
KINDS = {"+": "created", "~": "changed", "-": "removed"}
CHANGE = {
    "type": "object",
    "required": ["field", "before", "after"],
    "properties": {"field": {"type": "string"}, "before": {}, "after": {}},
}
ENTRY = {
    "type": "object",
    "required": ["at", "by", "kind", "reason", "operation", "changes"],
    "properties": {
        "at": {"type": "string", "format": "date-time"},
        "by": {"type": "string"},
        "kind": {"type": "string", "enum": sorted(KINDS.values())},
        "reason": {"type": "string"},
        "operation": {"type": "string"},
        "changes": {"type": "array", "items": CHANGE},
    },
}


def is_kept(record: RecordType) -> bool:
    return hasattr(record.model, "history")


def read(resource: Resource, request: HttpRequest, pk: int) -> HttpResponse:
    """The newest changes first; masked and guarded fields are left out for whom the record masks or hides them."""
    record = resource.record
    require_scope(request, record.name)
    found = resource._found(request, pk)
    reader = Reader(record, request.user)
    row = reader.dress(record.rows(request.user).filter(pk=found.pk)).get()
    tracked = {field.name for field in record.model.history.model.tracked_fields}  # type: ignore[attr-defined]
    entries = history.of(row, request.user, limit=MOST, hidden=tracked - reader.told(row))
    items = [
        {
            "at": entry.at.isoformat(),
            "by": entry.who,
            "kind": KINDS[entry.kind],
            "reason": entry.reason,
            "operation": entry.operation_id,
            "changes": [
                {"field": str(change.label), "before": _value(change.before), "after": _value(change.after)}
                for change in entry.changes
            ],
        }
        for entry in entries
    ]
    return resource._json(request, {"items": items})


def _value(told: Any) -> Any:
    """A number as a number, an amount as its text, a choice in the caller's words."""
    return told if told is None or isinstance(told, bool | int | float) else str(told)


def described(record: RecordType) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["items"],
        "properties": {"items": {"type": "array", "maxItems": MOST, "items": ENTRY}},
    }
    answer = {
        "description": f"The newest {MOST} changes, of the fields that the caller reads.",
        "content": {"application/json": {"schema": schema}},
    }
    return {
        "tags": [record.name],
        "parameters": [document.PK],
        "responses": {200: answer, **document.problems(403, 404)},
    }
