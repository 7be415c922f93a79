"""Forms of actions: what one verb asks before it is done, and fields that name colleagues."""

from typing import Any

from django import forms

from accounts.models import User

from .forms import RemoteSelect


class RemoteSelectMultiple(RemoteSelect, forms.SelectMultiple):
    """Several choices, found by typing; only the chosen ones are in the page."""

    allow_multiple_selected = True

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        return [group for group in groups if any(option["value"] for option in group[1])]

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class AskForm(forms.Form):
    """`subject` is the one record that the verb is about; None where there are many."""

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        self.user = user
        self.subject = subject
        super().__init__(*args, **kwargs)


class ColleagueField(forms.ModelChoiceField):
    """One colleague in service, found by typing."""

    def __init__(self, **kwargs: Any) -> None:
        rows = User.objects.filter(employee__isnull=False, is_active=True)
        super().__init__(rows, widget=RemoteSelect("users"), **kwargs)


class ColleaguesField(forms.ModelMultipleChoiceField):
    """Several colleagues in service, found by typing."""

    def __init__(self, **kwargs: Any) -> None:
        rows = User.objects.filter(employee__isnull=False, is_active=True)
        super().__init__(rows, widget=RemoteSelectMultiple("users"), **kwargs)
