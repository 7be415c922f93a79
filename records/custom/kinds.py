"""What each kind of custom field stores, and how it is read, shown, asked for and compared.

A value lies in `ext` as JSON: texts and choices as they are, numbers as exact decimal text, days as 2026-11-21, moments
in UTC, people and customers by id. An empty value is not stored at all.
"""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.db.models import (
    BigIntegerField,
    Case,
    DecimalField,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import User
from core.joining import listed

from .. import dictionaries, gate
from ..models import CustomField

Kind = CustomField.Kind
TEXTS = {Kind.TEXT, Kind.LONG_TEXT, Kind.URL, Kind.PHONE}
NUMBERS = {Kind.NUMBER, Kind.MONEY}
CHOICES = {Kind.CHOICE, Kind.MULTI_CHOICE}
REFERENCES = {Kind.PERSON, Kind.CUSTOMER}
GROUPED = {Kind.CHOICE, Kind.YES_NO, Kind.PERSON, Kind.CUSTOMER}
UNIQUE = {Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.URL, Kind.PHONE}
LONGEST = {Kind.TEXT: 200, Kind.LONG_TEXT: 5000, Kind.URL: 500, Kind.PHONE: 40}
DIGITS = 20
STAMP = "%Y-%m-%dT%H:%M:%SZ"


# -- stored and plain values -------------------------------------------------------------------------
def stored(definition: CustomField, value: Any) -> Any:
    """A form's or file's value as it lies in `ext`; None for an empty one."""
    if isinstance(value, models.Model):
        return value.pk
    if value is None or value == "" or value == []:
        return None
    if definition.kind in NUMBERS:
        return f"{Decimal(value).quantize(Decimal(1).scaleb(-definition.decimals)):f}"
    if isinstance(value, datetime):
        moment = value if timezone.is_aware(value) else timezone.make_aware(value)
        return moment.astimezone(UTC).strftime(STAMP)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | list) else value


def plain(definition: CustomField, value: Any) -> Any:
    """What lies in `ext` as a value to reckon with; ids of people and customers stay ids."""
    if value is None:
        return None
    try:
        if definition.kind in NUMBERS:
            return Decimal(value)
        if definition.kind == Kind.DATE:
            return date.fromisoformat(value)
        if definition.kind == Kind.DATE_TIME:
            return parse_datetime(value)
    except (InvalidOperation, TypeError, ValueError):  # written by another hand: shown as it stands
        return value
    return value


def held(definition: CustomField, row: Any) -> Any:
    """What the row stores in this field."""
    return (row.ext or {}).get(definition.name)


def options(definition: CustomField, current: Any = ()) -> list[tuple[str, str]]:
    """The choices in use, and those that `current` holds though they have been retired."""
    kept = current if isinstance(current, list | tuple) else [current]
    if definition.dictionary_id:
        found = dict(dictionaries.choices(_code(definition)))
        extra = dict(
            label for item in kept if item for label in dictionaries.choices(_code(definition), item)
        )
        return list({**found, **extra}.items())
    english = definition.label == definition.label_en and definition.label_en
    return [
        (choice["value"], (english and choice.get("en")) or choice["zh"])
        for choice in definition.choices
        if choice.get("is_active", True) or choice["value"] in kept
    ]


def option_labels(definition: CustomField) -> dict[str, str]:
    """Every choice there ever was, as it is called."""
    if definition.dictionary_id:
        code = _code(definition)
        return {item: dictionaries.label(code, item) for item, *_rest in dictionaries.items(code)}
    return dict(options(definition, [choice["value"] for choice in definition.choices]))


def _code(definition: CustomField) -> str:
    code = getattr(definition, "_dictionary_code", None)
    if code is None:
        code = definition._dictionary_code = definition.dictionary.code  # type: ignore[attr-defined,union-attr]
    return str(code)


def spoken(definition: CustomField, value: Any) -> Any:
    """A stored value in words or figures; of people and customers only the id is known here."""
    if definition.kind == Kind.CHOICE:
        return option_labels(definition).get(value, value)
    if definition.kind == Kind.MULTI_CHOICE:
        labels = option_labels(definition)
        return listed(str(labels.get(item, item)) for item in value or ()) or None
    return plain(definition, value)


# -- rows behind ids ---------------------------------------------------------------------------------
def customers() -> type[models.Model]:
    from ..record_type import RECORD_TYPES

    return RECORD_TYPES["customers"].model


def reachable(definition: CustomField, user: Any) -> Any:
    """The rows that the user may choose and read in a field of people or customers."""
    if definition.kind == Kind.PERSON:
        return User.objects.filter(employee__isnull=False)
    return gate.rows(user, customers())


def named(definition: CustomField, ids: Any, user: Any) -> dict[int, str]:
    """Id → name of the people or customers that this user may read of."""
    wanted = [pk for pk in ids if isinstance(pk, int)]
    return {row.pk: str(row) for row in reachable(definition, user).filter(pk__in=wanted)} if wanted else {}


# -- in the database ---------------------------------------------------------------------------------
def text_of(definition: CustomField) -> Any:
    """Cast, so that it compares as a text and not by the lookups of JSON; PostgreSQL casts a text to nothing."""
    return Cast(KeyTextTransform(definition.name, "ext"), TextField())


def number_of(definition: CustomField) -> Any:
    return Cast(text_of(definition), DecimalField(max_digits=DIGITS + 4, decimal_places=definition.decimals))


def id_of(definition: CustomField) -> Any:
    return Cast(text_of(definition), BigIntegerField())


def comparable(definition: CustomField) -> Any:
    """The stored value as the database compares it; days and moments are texts that sort as they should."""
    if definition.kind in NUMBERS:
        return number_of(definition)
    return id_of(definition) if definition.kind in REFERENCES else text_of(definition)


def sortable(definition: CustomField, user: Any) -> Any:
    """What a list sorts by: choices in their order, people and customers by name as far as the user reads them."""
    if definition.kind == Kind.CHOICE:
        whens = [When(**{f"ext__{definition.name}": item}, then=Value(place)) for place, item in
                 enumerate(option_labels(definition))]  # fmt: skip
        return Case(*whens, default=None, output_field=IntegerField()) if whens else text_of(definition)
    if definition.kind in REFERENCES:
        rows = reachable(definition, user).order_by()
        # The id as a column of the outer row: a subquery cannot cast an OuterRef into JSON by itself.
        key = Cast(KeyTextTransform(definition.name, OuterRef("ext")), BigIntegerField())
        return Subquery(rows.filter(pk=key).values("name")[:1])
    return comparable(definition)
