"""What the transfer of many customers and the hand-over of a leaver ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import sources
from .ownership import AskForm, ColleagueField


class TransferWizardForm(AskForm):
    """To whom, why, and what goes along; contacts, units, files and history always do."""

    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, label=_("Reason"))
    along = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("What goes along")
    )
    keep_old_as_member = forms.BooleanField(
        required=False, label=_("The former owner stays in the account team and may read")
    )
    ask_note = forms.BooleanField(required=False, label=_("Ask the former owner for a hand-over note"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (part.code, f"{part.label} ({part.count(rows)})") for part in sources.TRANSFER_PARTS.values()
        ]
        self.fields["along"].choices = choices
        self.fields["along"].initial = [code for code, _label in choices]

    @property
    def left_behind(self) -> list[str]:
        return [code for code in sources.TRANSFER_PARTS if code not in self.cleaned_data["along"]]


class LeavingForm(AskForm):
    """One receiver for everything, or another one for a customer."""

    to = ColleagueField(label=_("New owner of all that is not given singly"), required=False)
    reason = forms.CharField(max_length=200, label=_("Reason"), initial=_("resignation"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for customer in rows:
            field = ColleagueField(label=customer.name, required=False)
            field.widget.attrs["aria-label"] = customer.name
            self.fields[f"to_{customer.pk}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.rows and not cleaned.get("to") and not any(cleaned.get(f"to_{row.pk}") for row in self.rows):
            self.add_error("to", gettext("Choose who gets the customers."))
        return cleaned

    def receivers(self) -> dict[int, Any]:
        data = self.cleaned_data
        found = {row.pk: data.get(f"to_{row.pk}") or data.get("to") for row in self.rows}
        return {pk: user for pk, user in found.items() if user is not None}

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"customer": row, "field": self[f"to_{row.pk}"]} for row in self.rows]


class CreditSplitForm(AskForm):
    """Up to eight colleagues with their parts."""

    LINES = 8

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from ..models import CreditSplit

        known = list(CreditSplit.objects.alive().filter(customer=self.subject).select_related("user"))
        for place in range(self.LINES):
            row = known[place] if place < len(known) else None
            self.fields[f"user_{place}"] = ColleagueField(
                label=_("Colleague"), required=False, initial=row.user_id if row else None
            )
            self.fields[f"percent_{place}"] = forms.DecimalField(
                label=_("Part (%)"),
                required=False,
                min_value=0,
                max_value=100,
                max_digits=9,
                decimal_places=4,
                initial=row.percent.normalize() if row else None,
            )

    @property
    def parts(self) -> list[tuple[Any, Any]]:
        data = self.cleaned_data
        rows = [(data.get(f"user_{place}"), data.get(f"percent_{place}")) for place in range(self.LINES)]
        return [(user, percent) for user, percent in rows if user is not None and percent is not None]

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"user": self[f"user_{n}"], "percent": self[f"percent_{n}"]} for n in range(self.LINES)]
