from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.forms import RemoteSelect
from records.record_type import RECORD_TYPES

from ..selectors.rights import find_record


def kind_choices() -> list[tuple[str, Any]]:
    return [("", _("all rights of this person"))] + [
        (name, record.label) for name, record in RECORD_TYPES.items() if record.has_detail
    ]


class RightsForm(forms.Form):
    """Whose rights, and on which record; without a record all his rights are shown."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.all(), widget=RemoteSelect("users")
    )
    kind = forms.ChoiceField(label=_("Record type"), required=False, choices=kind_choices)
    record = forms.CharField(
        label=_("Record"),
        required=False,
        max_length=200,
        help_text=_("Its number, code or full name, or the address of its page."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.found = None
        if cleaned.get("kind") and cleaned.get("record"):
            self.found = find_record(cleaned["kind"], cleaned["record"])
            if self.found is None:
                self.add_error("record", _("No such record. Check the number or the name."))
        elif cleaned.get("kind"):
            self.add_error("record", _("Say which record."))
        return cleaned
