"""What a form holds of custom fields lies on the row when its service saves it, whichever service that is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models

from . import definitions, unique
from .forms import lay_on


@dataclass
class _Carried:
    model: type[models.Model]
    pk: Any
    values: dict[str, Any]
    is_laid: bool = False


_carried: ContextVar[_Carried | None] = ContextVar("custom_values", default=None)


@contextmanager
def carrying(row: models.Model, values: dict[str, Any]) -> Iterator[_Carried]:
    """Until the row (or, for a new one, the first new row of its model) is saved, the values travel along."""
    carried = _Carried(type(row), row.pk, values, is_laid=not values)
    token = _carried.set(carried)
    try:
        yield carried
    finally:
        _carried.reset(token)


def before_save(instance: Any, update_fields: Any = None) -> None:
    """What travels along is laid on the row that it is meant for."""
    carried = _carried.get()
    if carried is None or carried.is_laid or type(instance) is not carried.model:
        return
    if instance.pk != carried.pk or instance._state.adding != (carried.pk is None):
        return
    if update_fields is not None and "ext" not in update_fields:
        return  # this save would leave it out; a later one takes it, or the form itself
    lay_on(instance, carried.values)
    carried.is_laid = True


def after_save(instance: Any) -> None:
    if definitions.name_of(type(instance)):
        unique.claim(instance)


def save_alone(row: Any, values: dict[str, Any]) -> Any:
    """The row with the values, where what its service did saved none: people and departments, or nothing else new."""
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    lay_on(fresh, values)
    fresh.save()
    unique.claim(fresh)
    return fresh


__all__ = ["after_save", "before_save", "carrying", "save_alone"]
