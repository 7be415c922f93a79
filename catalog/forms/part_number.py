from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.ask_forms import AskForm

from ..models import CustomerPartNumber
from ..services.part_number import save_part_number
from .catalog_form import CatalogForm


class PartNumberForm(CatalogForm):
    remote = {"customer": ("customers", ""), "product": ("products", "")}

    class Meta:
        model = CustomerPartNumber
        fields = ["customer", "product", "part_no", "drawing_no", "drawing_revision", "notes"]

    def perform(self, by: Any) -> CustomerPartNumber:
        return save_part_number(self.save(commit=False), by=by)


class RevisionForm(AskForm):
    """The next revision of the customer's drawing."""

    drawing_revision = forms.CharField(max_length=20, label=_("New drawing revision"))
    drawing_no = forms.CharField(
        required=False, max_length=60, label=_("Drawing number"), help_text=_("Empty: the same as before.")
    )
    notes = forms.CharField(required=False, max_length=200, label=_("What has changed"))
