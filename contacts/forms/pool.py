from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Customer
from ..selectors.pools import claimable


class ApiPoolForm(forms.Form):
    """What a program says beside the pool in the address; the customer comes through the gate."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"))

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = self.customers(user, subject)


class ApiClaimForm(ApiPoolForm):
    def customers(self, user: Any, pool: Any) -> Any:
        """Whoever comes second is told who was quicker, so what was in reach a moment ago may be named, too."""
        return claimable(user)


class ApiReleaseForm(ApiPoolForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))

    def customers(self, user: Any, pool: Any) -> Any:
        return Customer.objects.visible_to(user, "release")
