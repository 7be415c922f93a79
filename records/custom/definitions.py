"""Which custom fields there are: kept by each process until their stamp changes."""

from collections.abc import Sequence
from typing import Any

from core import stamps

from ..models import CustomField

_kept: tuple[str, dict[str, tuple[CustomField, ...]]] = ("", {})


def every(record_name: str) -> tuple[CustomField, ...]:
    """All fields of a record type in their order, those switched off included: history still names them."""
    global _kept
    stamp = stamps.current(stamps.CUSTOM_FIELDS)
    if not stamp:
        return ()  # nobody has ever made one
    if stamp != _kept[0]:
        found: dict[str, list[CustomField]] = {}
        for definition in CustomField.objects.order_by("sort", "id"):
            found.setdefault(definition.record_type, []).append(definition)
        _kept = (stamp, {name: tuple(items) for name, items in found.items()})
    return _kept[1].get(record_name, ())


def of(record_name: str) -> tuple[CustomField, ...]:
    """The fields in use of a record type."""
    return tuple(definition for definition in every(record_name) if definition.is_active)


def of_model(model: Any) -> tuple[CustomField, ...]:
    """The fields in use of a model's rows; none where its rows take none."""
    name = name_of(model)
    return of(name) if name else ()


def name_of(model: Any) -> str:
    from ..record_type import BY_MODEL

    record = BY_MODEL.get(model._meta.label_lower)
    return record.name if record is not None and takes(record) else ""


def takes(record: Any) -> bool:
    """Whether a record type takes custom fields: its rows have room for values and a form to enter them."""
    has_room = any(field.name == "ext" for field in record.model._meta.concrete_fields)
    return bool(has_room and record.form is not None)


def token() -> str:
    """Another word whenever definitions changed: what follows from them may be kept under it."""
    return stamps.current(stamps.CUSTOM_FIELDS)


def keyed(definitions: Sequence[CustomField]) -> dict[str, CustomField]:
    return {definition.key: definition for definition in definitions}


__all__ = ["every", "keyed", "name_of", "of", "of_model", "takes", "token"]
