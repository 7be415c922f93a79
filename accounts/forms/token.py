from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField

from .. import sources
from ..models import ApiToken


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("What uses the token."))
    scope = forms.ChoiceField(label=_("Scope"), choices=ApiToken.Scope.choices)
    record_types = forms.MultipleChoiceField(
        label=_("Record types"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a choice the token opens all that you may see."),
    )
    expires_on = DayField(
        label=_("Valid until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record_types"].choices = [
            choice for source in sources.TOKEN_TYPES for choice in source()
        ]
        self.fields["expires_on"].initial = clock.today() + timedelta(days=90)
