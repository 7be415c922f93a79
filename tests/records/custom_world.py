"""What tests of custom fields make: a field, a value in a row, the form as a page posts it, what a list finds."""

from typing import Any

from django.http import QueryDict

from core import stamps
from records.custom import definitions
from records.lists import Listing
from records.models import CustomField
from records.record_type import RECORD_TYPES
from records.services import custom_field as service


def make_field(
    record: str = "customers", kind: str = "text", label: str = "船级社", **facts: Any
) -> CustomField:
    choices = facts.pop("choices", "")
    field = CustomField(record_type=record, kind=kind, label_zh=label, **facts)
    field.choices = service.parse_choices(choices, [])
    return service.create_custom_field(field, by=None)


def listed(user: Any, query: str, record: str = "customers") -> list[Any]:
    stamps.forget(stamps.CUSTOM_FIELDS)
    listing = Listing(RECORD_TYPES[record], user, QueryDict(query))
    assert not listing.errors, listing.errors
    return list(listing.page_rows)


def put(row: Any, **values: Any) -> Any:
    row.ext = {**row.ext, **values}
    row.save()
    return row


def edit(row: Any, user: Any, values: dict[str, Any]) -> Any:
    """The record's form as a page would post it with some fields changed, already checked."""
    from api.bodies import form_data

    stamps.forget(stamps.CUSTOM_FIELDS)
    row.refresh_from_db()
    record = RECORD_TYPES[definitions.name_of(type(row))]
    data = form_data(record.form(instance=row, user=user), {})
    for name, value in values.items():
        data.setlist(name, value) if isinstance(value, list) else data.__setitem__(name, value)
    form = record.form(data, instance=row, user=user)
    form.is_valid()
    return form
