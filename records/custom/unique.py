"""Unique custom fields: each value is claimed by one record, and the database sees to it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from django.utils.translation import gettext as _

from core.errors import DomainError

from ..models import CustomField, CustomValue
from . import definitions, kinds


def word(definition: CustomField, value: Any) -> str:
    """A stored value as it is compared: case and blanks make no difference."""
    return " ".join(str(value).split()).casefold()[:300]


def taken_message(definition: CustomField) -> str:
    return _("“%(field)s” must be unique; another record has this value.") % {"field": definition.label}


def holders(definition: CustomField, words: Iterable[str]) -> dict[str, int]:
    """Value → id of the living record that has it."""
    rows = CustomValue.objects.filter(field=definition, value__in=list(words))
    found = dict(rows.values_list("value", "subject_id"))
    gone = _gone(definition, set(found.values())) if found else set()
    return {value: pk for value, pk in found.items() if pk not in gone}


def _gone(definition: CustomField, ids: set[int]) -> set[int]:
    """Those whose record was deleted: they hold nothing any more."""
    from ..record_type import RECORD_TYPES

    model = RECORD_TYPES[definition.record_type].model
    rows = model._base_manager.filter(pk__in=ids)
    if any(field.name == "is_deleted" for field in model._meta.concrete_fields):
        rows = rows.filter(is_deleted=False)
    return ids - set(rows.values_list("pk", flat=True))


def claim(row: Any) -> None:
    """Claim what a saved record holds, inside its transaction; raises DomainError where another was first."""
    for definition in _unique_of(type(row)):
        if not _claim(definition, [row]):
            raise DomainError(taken_message(definition), code="duplicate", field=definition.key)


def claim_many(model: Any, rows: Sequence[Any]) -> None:
    """As `claim` for rows written in bulk; raises IntegrityError, as a constraint of the table would."""
    for definition in _unique_of(model):
        if not _claim(definition, rows):
            raise IntegrityError(f"custom_value_once: {definition.key}")


def _unique_of(model: Any) -> list[CustomField]:
    return [definition for definition in definitions.of_model(model) if definition.is_unique]


def _claim(definition: CustomField, rows: Sequence[Any]) -> bool:
    """Whether each of `rows` has its value to itself now.

    The insert passes over what is taken and waits for who is just taking it, so nothing has to be rolled back here.
    """
    alive = [row for row in rows if not getattr(row, "is_deleted", False)]
    wanted = {
        row.pk: word(definition, value) for row in alive if (value := kinds.held(definition, row)) is not None
    }
    kept = CustomValue.objects.filter(field=definition, subject_id__in=[row.pk for row in rows])
    stale = [claim.pk for claim in kept if wanted.get(claim.subject_id) != claim.value]
    if stale:
        CustomValue.objects.filter(pk__in=stale).delete()
    if not wanted:
        return True
    if _insert(definition, wanted, rows[0]):
        return True
    held = CustomValue.objects.filter(field=definition, value__in=wanted.values()).exclude(
        subject_id__in=wanted
    )
    gone = _gone(definition, set(held.values_list("subject_id", flat=True)))
    if not gone:
        return False
    held.filter(subject_id__in=gone).delete()
    return _insert(definition, wanted, rows[0])


def _insert(definition: CustomField, wanted: dict[int, str], row: Any) -> bool:
    kind = ContentType.objects.get_for_model(row)
    claims = [
        CustomValue(field=definition, value=value, subject_type=kind, subject_id=pk)
        for pk, value in wanted.items()
    ]
    CustomValue.objects.bulk_create(claims, ignore_conflicts=True)
    mine = CustomValue.objects.filter(field=definition, subject_id__in=wanted)
    return dict(mine.values_list("subject_id", "value")) == wanted


__all__ = ["claim", "claim_many", "holders", "taken_message", "word"]
