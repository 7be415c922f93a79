"""Custom fields over the API: read, written, filtered and described like declared ones, as soon as they exist."""

from typing import Any

from records.custom import definitions, kinds
from records.custom.columns import column, value
from records.custom.forms import form_field
from records.models import CustomField
from records.record_type import RecordType

SCHEMAS: dict[str, dict[str, Any]] = {
    "number": {"type": ["string", "null"], "description": "a decimal number"},
    "money": {"type": ["string", "null"], "description": "a decimal number"},
    "date": {"type": ["string", "null"], "format": "date"},
    "date_time": {"type": ["string", "null"], "format": "date-time"},
    "yes_no": {"type": ["boolean", "null"]},
    "multi_choice": {"type": ["array", "null"], "items": {"type": "string"}},
    "person": {"type": ["integer", "null"]},
    "customer": {"type": ["integer", "null"]},
}


def form_fields(record: RecordType) -> dict[str, Any]:
    """Key → form field, for the JSON schema of what may be written."""
    if not definitions.takes(record):
        return {}
    return {definition.key: form_field(definition) for definition in definitions.of(record.name)}


def given(record: RecordType, user: Any = None) -> list[Any]:
    """What answers say of custom fields; a person or customer by id and name where the caller may read of it."""
    from .fields import Given, json_value

    if record.more_columns is not None:
        return [_as_shown(column, Given, json_value) for column in record.more_columns(user)]
    if not definitions.takes(record):
        return []
    found = []
    for definition in definitions.of(record.name):
        found.append(
            Given(definition.key, _reader(definition, user, json_value), schema(definition), definition.key)
        )
        if definition.kind in kinds.REFERENCES:
            label = f"{definition.key}_label"
            found.append(
                Given(label, _labeller(definition, user), {"type": ["string", "null"]}, definition.key)
            )
    return found


def _as_shown(column: Any, given: Any, json_value: Any) -> Any:
    """What a column shows, where rows are answered by their columns: in words, and nothing to reckon with."""
    kind = {"type": ["string", "number", "boolean", "null"], "title": str(column.label)}
    return given(column.name, lambda row: json_value(column.value(row)), kind, column.name)


def schema(definition: CustomField) -> dict[str, Any]:
    return {**SCHEMAS.get(definition.kind, {"type": ["string", "null"]}), "title": definition.label}


def _reader(definition: CustomField, user: Any, json_value: Any) -> Any:
    def read(row: Any) -> Any:
        kept = kinds.held(definition, row)
        if definition.kind in kinds.REFERENCES:
            return kept if kept is not None and value(definition, row, user) else None
        if definition.kind in kinds.NUMBERS:
            return kept
        return json_value(kinds.plain(definition, kept))

    return read


def _labeller(definition: CustomField, user: Any) -> Any:
    return lambda row: value(definition, row, user) or None


def columns(record: RecordType, user: Any) -> list[Any]:
    """The columns whose expressions bring the names of people and customers along with the rows."""
    if record.more_columns is not None:
        return [column for column in record.more_columns(user) if column.by is not None]
    if not definitions.takes(record):
        return []
    return [
        column(definition, user)
        for definition in definitions.of(record.name)
        if definition.kind in kinds.REFERENCES
    ]


__all__ = ["columns", "form_fields", "given"]
