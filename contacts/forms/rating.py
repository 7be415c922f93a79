from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import CreditRating, Customer
from .ownership import AskForm


class RatingForm(AskForm):
    """The new value and why; the value in force is not offered."""

    after = forms.ChoiceField(label=_("New value"))
    reason = forms.CharField(max_length=200, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    column = ""
    values: Any = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = getattr(self.subject, self.column)
        self.fields["after"].choices = [row for row in self.values if row[0] != now]


class TierForm(RatingForm):
    column = "tier"
    values = Customer.Tier.choices


class CreditForm(RatingForm):
    column = "credit"
    values = CreditRating.Grade.choices
