from typing import Any

from django import forms

from records.forms import RecordForm

from ..models import StakeholderRole
from ..services.stakeholder import save_stakeholder_role
from .relation import ATTITUDES


class StakeholderForm(RecordForm):
    remote = {
        "customer": ("customers", ""),
        "contact": ("contacts", "customer"),
        "unit": ("customer-units", "customer"),
    }

    class Meta:
        model = StakeholderRole
        fields = ["customer", "contact", "role", "influence", "support", "unit", "action"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("influence", [(n, "●" * n) for n in range(5, 0, -1)]), ("support", ATTITUDES)):
            if name in self.fields:
                field = self.fields[name]
                initial = field.initial
                self.fields[name] = forms.TypedChoiceField(
                    label=field.label, coerce=int, choices=choices, initial=initial
                )

    def perform(self, by: Any) -> StakeholderRole:
        return save_stakeholder_role(self.save(commit=False), by=by)
