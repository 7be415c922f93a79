"""Filter sets of lists: django-filter, with the user's gate narrowing every choice."""

from typing import Any

import django_filters
from django import forms

from . import gate
from .forms import DateInput, RemoteSelect


class RecordFilterSet(django_filters.FilterSet):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def narrowed(self, name: str) -> Any:
        return gate.rows(self.user, self.filters[name].queryset.model)


class DateRange(django_filters.DateFromToRangeFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", django_filters.widgets.RangeWidget(attrs={"type": "date"}))
        super().__init__(*args, **kwargs)


class PickFilter(django_filters.ModelChoiceFilter):
    """One record chosen by typing; the choices are the gate's rows, never a list in the page."""

    def __init__(self, pick: str, *args: Any, **kwargs: Any) -> None:
        kwargs["widget"] = RemoteSelect(pick)
        super().__init__(*args, **kwargs)

    def get_queryset(self, request: Any) -> Any:
        rows = super().get_queryset(request)
        user = getattr(self.parent, "user", None)
        return gate.rows(user, rows.model) if hasattr(rows.model, "facts") else rows


class MultiChoice(django_filters.MultipleChoiceFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, **kwargs)


__all__ = ["DateInput", "DateRange", "MultiChoice", "PickFilter", "RecordFilterSet"]
