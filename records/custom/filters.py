"""Custom fields as filters: by words, choices, ranges, people and customers."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import lazy

from accounts.models import User

from ..forms import RemoteSelect
from ..models import CustomField
from ..ranges import DayRangeFilter
from . import definitions, kinds
from .kinds import STAMP, Kind


class _Custom:
    """A filter that compares an expression on `ext` instead of a column."""

    definition: CustomField

    def compared(self, rows: Any, **tests: Any) -> Any:
        alias = f"{self.definition.key}_compared"
        given = {f"{alias}__{name}": value for name, value in tests.items() if value is not None}
        return rows.alias(**{alias: kinds.comparable(self.definition)}).filter(**given) if given else rows


class TextFilter(_Custom, django_filters.CharFilter):
    def filter(self, rows: Any, value: Any) -> Any:
        return self.compared(rows, icontains=value) if value and "\x00" not in value else rows


class ChoiceFilter(_Custom, django_filters.MultipleChoiceFilter):
    def filter(self, rows: Any, value: Any) -> Any:
        if not value:
            return rows
        if self.definition.kind == Kind.CHOICE:
            return self.compared(rows, **{"in": list(value)})
        alias = f"{self.definition.key}_compared"
        asked = Q()
        for item in value:
            asked |= Q(**{f"{alias}__contains": f'"{item}"'})
        return rows.alias(**{alias: kinds.text_of(self.definition)}).filter(asked)


class NumberFilter(_Custom, django_filters.RangeFilter):
    def filter(self, rows: Any, value: Any) -> Any:
        return self.compared(rows, gte=value.start, lte=value.stop) if value else rows


class DayFilter(_Custom, DayRangeFilter):
    def filter(self, rows: Any, value: Any) -> Any:
        if not value:
            return rows
        start, stop = (timezone.localtime(end).date() if end else None for end in (value.start, value.stop))
        if self.definition.kind == Kind.DATE:
            return self.compared(
                rows, gte=start.isoformat() if start else None, lte=stop.isoformat() if stop else None
            )
        return self.compared(
            rows,
            gte=_moment(start) if start else None,
            lt=_moment(stop + timedelta(days=1)) if stop else None,
        )


class YesNoFilter(_Custom, django_filters.BooleanFilter):
    def filter(self, rows: Any, value: Any) -> Any:
        if value is None:
            return rows
        name = self.definition.name
        if value:
            return rows.filter(**{f"ext__{name}": True})
        return rows.filter(~Q(ext__has_key=name) | Q(**{f"ext__{name}": False}))


class ReferenceFilter(_Custom, django_filters.ModelChoiceFilter):
    def get_queryset(self, request: Any) -> Any:
        from ..filters import is_asked

        if not is_asked(self.parent.data, self.definition.key):
            return (
                User if self.definition.kind == Kind.PERSON else kinds.customers()
            )._default_manager.none()
        return kinds.reachable(self.definition, self.parent.user)

    def filter(self, rows: Any, value: Any) -> Any:
        return self.compared(rows, exact=value.pk) if value else rows


def _moment(day: Any) -> str:
    """The beginning of a day here, as moments are stored."""
    return timezone.make_aware(datetime.combine(day, time())).astimezone(UTC).strftime(STAMP)


def filters_of(record_name: str) -> dict[str, Any]:
    """Key → filter of each field in use."""
    return {definition.key: made(definition) for definition in definitions.of(record_name)}


def quick_of(record_name: str) -> list[str]:
    """The keys of those that stand above the list."""
    return [definition.key for definition in definitions.of(record_name) if definition.is_quick_filter]


def made(definition: CustomField) -> Any:
    label = lazy(lambda: definition.label, str)()
    kind = definition.kind
    item: Any
    if kind in kinds.NUMBERS:
        item = NumberFilter(label=label)
    elif kind in {Kind.DATE, Kind.DATE_TIME}:
        item = DayFilter(label=label)
    elif kind in kinds.CHOICES:
        choices = list(kinds.option_labels(definition).items())
        item = ChoiceFilter(label=label, choices=choices, widget=forms.CheckboxSelectMultiple)
    elif kind == Kind.YES_NO:
        item = YesNoFilter(label=label)
    elif kind in kinds.REFERENCES:
        pick = "users" if kind == Kind.PERSON else "customers"
        item = ReferenceFilter(label=label, queryset=None, widget=RemoteSelect(pick))
    else:
        item = TextFilter(label=label, max_length=200)
    item.definition = definition
    item.field_name = definition.key
    return item


__all__ = ["filters_of", "made", "quick_of"]
