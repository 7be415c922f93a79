from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.forms import RecordForm

from ..models import Customer, HandoverNote
from ..services.handover import draft_of, save_note


class HandoverForm(RecordForm):
    """The four questions a successor asks; what the system knows already stands there."""

    remote = {"customer": ("customers", ""), "to_user": ("users", "")}
    sections = [
        (_("Whom and why"), ["customer", "to_user", "occasion"]),
        (_("What the next owner must know"), ["open_matters", "key_people", "promises", "files"]),
    ]

    class Meta:
        model = HandoverNote
        fields = ["customer", "to_user", "occasion", "open_matters", "key_people", "promises", "files"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in ("open_matters", "key_people", "promises", "files")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "to_user" in self.fields:
            self.fields["to_user"].queryset = User.objects.filter(employee__isnull=False, is_active=True)
        chosen = str(self.initial.get("customer") or "")
        if self.instance.pk is None and chosen.isdecimal() and len(chosen) < 19:
            customer = Customer.objects.visible_to(self.user).filter(pk=chosen).first()
            if customer is not None:
                self.initial = {**draft_of(customer), **self.initial}

    def perform(self, by: Any) -> HandoverNote:
        note = self.save(commit=False)
        if note.pk is None:
            note.from_user = by
        return save_note(note, by=by)


class ReturnForm(forms.Form):
    questions = forms.CharField(
        max_length=2000, label=_("What is missing"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
