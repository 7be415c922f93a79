from typing import Any

from django import forms

from records.forms import RecordForm

from ..models import ContactFamily
from ..services.family import save_family_member


class FamilyForm(RecordForm):
    remote = {"contact": ("contacts", "")}

    class Meta:
        model = ContactFamily
        fields = [
            "contact",
            "relation",
            "name",
            "purpose",
            "consent",
            "school_stage",
            "birth_month",
            "birth_day",
            "phone",
            "hobbies",
            "source",
            "remark",
        ]
        widgets = {
            "birth_month": forms.NumberInput(attrs={"min": 1, "max": 12}),
            "birth_day": forms.NumberInput(attrs={"min": 1, "max": 31}),
        }

    def clean_birth_month(self) -> int | None:
        return in_range(self.cleaned_data["birth_month"], 12)

    def clean_birth_day(self) -> int | None:
        return in_range(self.cleaned_data["birth_day"], 31)

    def perform(self, by: Any) -> ContactFamily:
        return save_family_member(self.save(commit=False), by=by)


def in_range(number: int | None, highest: int) -> int | None:
    from django.core.exceptions import ValidationError
    from django.utils.translation import gettext as _

    if number is not None and not 1 <= number <= highest:
        raise ValidationError(_("Between 1 and %(highest)s.") % {"highest": highest})
    return number
