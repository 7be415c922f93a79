"""Filter sets of lists: django-filter, with the user's gate narrowing every choice."""

from typing import Any

import django_filters
from django import forms
from django.utils.text import capfirst

from accounts import access

from . import gate
from .custom import definitions
from .custom.filters import filters_of
from .forms import DateInput, RemoteSelect
from .ranges import DayRangeFilter as DateRange
from .record_type import RECORD_TYPES


def is_asked(data: Any, name: str) -> bool:
    """Whether a query string says something for this filter: `created_at` is asked by `created_at_min`."""
    given = dict(data.lists()) if hasattr(data, "lists") else data or {}
    return any(
        any(value) if isinstance(value, list) else value not in {None, ""}
        for key, value in given.items()
        if key == name or key.startswith(f"{name}_")
    )


class RecordFilterSet(django_filters.FilterSet):
    """The filters of one list for one user; `only` leaves out those that are neither shown nor asked.

    What one does not read one cannot filter by: a hit would tell. `told_by` names the field behind a method.
    """

    told_by: dict[str, str] = {}

    def __init__(self, data: Any = None, *args: Any, user: Any, only: Any = None, **kwargs: Any) -> None:
        self.user = user
        offered = {**self.base_filters, **self.custom_filters(user)}
        if only is not None:
            offered = {name: offered[name] for name in offered if name in only or is_asked(data, name)}
        self.base_filters = offered
        super().__init__(data, *args, **kwargs)
        closed = access.closed_fields(user, self._meta.model._meta.label_lower)
        for name, item in list(self.filters.items()):
            item.asked_as = name  # the column it looks at may be another's
            path = self.told_by.get(name) or item.field_name or name
            if closed & {name, path.split("__")[0]}:
                del self.filters[name]

    @classmethod
    def custom_filters(cls, user: Any = None) -> dict[str, Any]:
        """The filters of custom fields, on the lists of the record type itself."""
        name = definitions.name_of(cls._meta.model)
        return filters_of(name) if name and issubclass(cls, RECORD_TYPES[name].filterset or ()) else {}

    def narrowed(self, name: str) -> Any:
        return gate.rows(self.user, self.filters[name].queryset.model)


class PickFilter(django_filters.ModelChoiceFilter):
    """One record chosen by typing; the choices are the gate's rows, never a list in the page."""

    def __init__(self, pick: str, *args: Any, **kwargs: Any) -> None:
        kwargs["widget"] = RemoteSelect(pick)
        super().__init__(*args, **kwargs)

    def get_queryset(self, request: Any) -> Any:
        rows = super().get_queryset(request)
        if not is_asked(self.parent.data, getattr(self, "asked_as", self.field_name)):
            return rows.none()  # nothing is chosen, so no choice has to be looked up
        user = getattr(self.parent, "user", None)
        return gate.rows(user, rows.model) if hasattr(rows.model, "facts") else rows


class MultiChoice(django_filters.MultipleChoiceFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, **kwargs)


def dressed_field(bound: Any) -> Any:
    """Give a filter field the look of the page; in the row its label stands where nothing is chosen yet."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect):  # ticks: each has its own label
        widget.attrs.setdefault("class", "form-check-input")
        return bound
    label = capfirst(str(bound.label))
    kind = "form-select" if "Select" in type(widget).__name__ else "form-control"
    widget.attrs.setdefault("class", kind)
    widget.attrs.setdefault("aria-label", label)
    widget.attrs.setdefault("data-placeholder", label)
    choices = _choices_of(bound.field) if type(widget).__name__ == "Select" else []
    if choices and not choices[0][0]:
        widget.choices = [("", label), *choices[1:]]
    return bound


def _choices_of(field: Any) -> list[tuple[Any, Any]]:
    """The choices; those of a few records (pipelines) by one plain statement, where Django counts them and then opens a
    cursor in the database."""
    if isinstance(field.choices, forms.models.ModelChoiceIterator):
        offered = [(field.prepare_value(row), field.label_from_instance(row)) for row in field.queryset]
        return [("", "")] * (field.empty_label is not None) + offered
    return list(field.choices)


__all__ = ["DateInput", "DateRange", "MultiChoice", "PickFilter", "RecordFilterSet", "dressed_field"]
