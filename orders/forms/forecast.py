"""Entering what a customer expects to need: his workbook, or one figure."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from ..models import RollingForecast
from ..services.forecast import save_forecast


class ForecastForm(RecordForm):
    remote = {"customer": ("customers", ""), "product": ("products", "")}  # noqa: RUF012

    class Meta:
        model = RollingForecast
        fields = ["customer", "edition", "product", "part_no", "month", "quantity"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "customer" in self.fields:
            self.fields["customer"].disabled = True

    def clean_month(self) -> Any:
        return self.cleaned_data["month"].replace(day=1)

    def validate_constraints(self) -> None:
        """What is said twice the service refuses in words."""

    def perform(self, by: Any) -> RollingForecast:
        return save_forecast(self.save(commit=False), by=by)


class ForecastFileForm(AskForm):
    file = forms.FileField(
        label=_("The customer's file"),
        help_text=_(
            "Excel or CSV, with our product number or his part number, and the months as columns or in rows."
        ),
    )
    edition = forms.DateField(
        label=_("edition"), widget=DateInput, help_text=_("The day on which the customer issued it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].initial = clock.today()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(gettext("The file is too large."))
        return file
