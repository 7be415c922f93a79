"""Forms of actions: what one verb asks before it is done, and fields that name colleagues."""

from typing import Any

from django import forms

from accounts.models import User
from core.day_fields import guard_days
from core.row_ids import row_id

from .forms import RemoteSelect


def askable(values: Any) -> Any:
    """What stands for no row at all becomes a word that the field refuses; the database would not bear it."""
    return [value if row_id(value) is not None else "?" for value in values] if values else values


class RemoteSelectMultiple(RemoteSelect, forms.SelectMultiple):
    """Several choices, found by typing; only the chosen ones are in the page."""

    allow_multiple_selected = True

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        return [group for group in groups if any(option["value"] for option in group[1])]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return askable(super().value_from_datadict(data, files, name))

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class AskForm(forms.Form):
    """`subject` is the one record that the verb is about; None where there are many."""

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        self.user = user
        self.subject = subject
        super().__init__(*args, **kwargs)
        guard_days(self.fields)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows of those offered; what stands for no row is refused before the database is asked."""

    def clean(self, value: Any) -> Any:
        return super().clean(askable(value) if isinstance(value, list | tuple) else value)


class ColleagueField(forms.ModelChoiceField):
    """One colleague in service, found by typing."""

    def __init__(self, **kwargs: Any) -> None:
        rows = User.objects.filter(employee__isnull=False, is_active=True)
        super().__init__(rows, widget=RemoteSelect("users"), **kwargs)


class ColleaguesField(RowsField):
    """Several colleagues in service, found by typing."""

    def __init__(self, **kwargs: Any) -> None:
        rows = User.objects.filter(employee__isnull=False, is_active=True)
        super().__init__(rows, widget=RemoteSelectMultiple("users"), **kwargs)
