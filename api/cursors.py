"""Keyset pages: the next page begins after the last row's sort values, however deep it lies.

A cursor carries those values signed, so that it can be neither guessed nor bent into a filter on hidden columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db import models
from django.db.models import F, Q

from records.ordering import is_nullable

SIGNER = signing.Signer(salt="api.cursor")


@dataclass(frozen=True)
class Key:
    """One column of the order; what is empty comes last."""

    path: str
    is_descending: bool
    is_nullable: bool

    @property
    def ordering(self) -> Any:
        path, last = F(self.path), True if self.is_nullable else None
        return path.desc(nulls_last=last) if self.is_descending else path.asc(nulls_last=last)

    def after(self, value: Any) -> Q | None:
        """Rows that come later in this column; None: there can be none."""
        if value is None:
            return None
        later = Q(**{f"{self.path}__{'lt' if self.is_descending else 'gt'}": value})
        return later | Q(**{f"{self.path}__isnull": True}) if self.is_nullable else later

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})


@dataclass(frozen=True)
class Position:
    values: list[Any]
    total: int


def keys(model: type[models.Model], order: Sequence[str]) -> list[Key]:
    """The order as keys, ended by the primary key so that no two rows are equal."""
    found = []
    for name in order:
        path = name.lstrip("-")
        if path in {"pk", "id"}:
            break
        found.append(Key(path, name.startswith("-"), is_nullable(model, path)))
    is_descending = bool(order) and order[-1].startswith("-")
    return [*found, Key("pk", is_descending, False)]


def beyond(order: Sequence[Key], values: Sequence[Any]) -> Q:
    """The rows after the one with these values."""
    condition = Q(pk__in=[])
    same = Q()
    for key, value in zip(order, values, strict=True):
        later = key.after(value)
        if later is not None:
            condition |= same & later
        same &= key.same(value)
    first = order[0]
    if not first.is_nullable:
        # Says nothing new, but lets the database begin in the middle of the index.
        condition &= Q(**{f"{first.path}__{'lte' if first.is_descending else 'gte'}": values[0]})
    return condition


def write(order: Sequence[Key], values: Sequence[Any], total: int) -> str:
    names = [f"{'-' if key.is_descending else ''}{key.path}" for key in order]
    return SIGNER.sign_object([names, [_plain(value) for value in values], total], compress=True)


def read(text: str, order: Sequence[Key]) -> Position | None:
    """The position, or None where the cursor is not ours or belongs to another order."""
    try:
        names, values, total = SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if names != [f"{'-' if key.is_descending else ''}{key.path}" for key in order]:
        return None
    return Position(values, total)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
