from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm

from ..models import InstalledAsset, PartnerRole
from ..services.asset import save_asset


class AssetForm(RecordForm):
    remote = {"customer": ("customers", ""), "unit": ("customer-units", "customer")}

    class Meta:
        model = InstalledAsset
        fields = ["customer", "kind", "name", "imo_or_serial", "model", "unit", "commissioned", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def perform(self, by: Any) -> InstalledAsset:
        return save_asset(self.save(commit=False), by=by)


class PartnerRolesForm(forms.Form):
    """All parts of one customer at once; an unticked one stays in the history as no longer valid."""

    roles = forms.MultipleChoiceField(
        label=_("partner roles"),
        choices=PartnerRole.Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PartnerRole.objects.alive().filter(customer=subject, is_valid=True)
        self.fields["roles"].initial = list(rows.values_list("role", flat=True))
