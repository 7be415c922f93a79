"""When a custom field is shown, and when it is fixed: one test of another field of the same record."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

from ..models import CustomField

Test = CustomField.Test


def is_shown(definition: CustomField, value_of: Any) -> bool:
    """`value_of(name)` gives what the record holds in a field, its own or a custom one."""
    if not definition.visible_field:
        return True
    return holds(definition.visible_test, value_of(definition.visible_field), definition.visible_value)


def is_fixed(definition: CustomField, value_of: Any) -> bool:
    if not definition.read_only_field:
        return False
    return holds(definition.read_only_test, value_of(definition.read_only_field), definition.read_only_value)


def holds(test: str, value: Any, wanted: str) -> bool:
    """What is empty is neither more nor less than anything."""
    words = _words(value)
    if test == Test.FILLED:
        return bool(words)
    if test == Test.EMPTY:
        return not words
    if test == Test.IS:
        return wanted in words
    if test == Test.IS_NOT:
        return wanted not in words
    if not words:
        return False
    here, there = _comparable(words[0]), _comparable(wanted)
    if type(here) is not type(there):
        here, there = words[0], wanted
    return bool(here >= there) if test == Test.AT_LEAST else bool(here <= there)


def _words(value: Any) -> list[str]:
    if isinstance(value, models.Model):
        return [str(value.pk)]
    if isinstance(value, list | tuple | models.QuerySet):
        return [word for part in value for word in _words(part)]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, datetime | date):
        return [value.isoformat()]
    if value is None or value == "":
        return []
    return [str(value)]


def _comparable(word: str) -> Any:
    try:
        return Decimal(word)
    except InvalidOperation:
        return word
