from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from records.forms import DateInput

from ..models import PriceList, PriceListLine
from ..services.price_list import save_line, save_price_list
from .catalog_form import CatalogForm

CLAUSE = ["fx_base_rate", "fx_currency", "fx_source", "fx_threshold", "fx_review", "fx_reprice"]


class PriceListForm(CatalogForm):
    remote = {"customer": ("customers", "")}
    dictionaries = {"currency": "currency", "fx_currency": "currency"}
    sections = [
        ("", ["name", "mode", "currency", "tax_included", "valid_from", "valid_to", "code"]),
        (_("For whom"), ["customer", "country"]),
        (_("Allowed deviation"), ["max_below", "max_above"]),
        (_("Exchange rate clause"), CLAUSE),
        (_("Notes"), ["notes"]),
    ]
    folded = {3, 4}

    class Meta:
        model = PriceList
        fields = [
            "name",
            "mode",
            "currency",
            "tax_included",
            "valid_from",
            "valid_to",
            "code",
            "customer",
            "country",
            "max_below",
            "max_above",
            *CLAUSE,
            "notes",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "code": _("Empty: the next number."),
            "country": _("Only customers of this country; empty: of any."),
            "customer": _("Only this customer; empty: everybody."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and self.instance.edition > 1:
            self.fields.pop("code", None)  # the versions of one list share it
        if self.instance.pk is None and "valid_from" in self.fields:
            self.fields["valid_from"].initial = clock.today()

    def perform(self, by: Any) -> PriceList:
        return save_price_list(self.save(commit=False), by=by)


class PriceListLineForm(CatalogForm):
    remote = {"price_list": ("price-lists", ""), "product": ("products", "")}

    class Meta:
        model = PriceListLine
        fields = ["price_list", "product", "min_qty", "price", "reference_price", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "price_list" in self.fields:
            self.fields["price_list"].disabled = True

    def perform(self, by: Any) -> PriceListLine:
        return save_line(self.save(commit=False), by=by)


class EditionForm(forms.Form):
    valid_from = DayField(label=_("valid from"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, user: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=200)

    def __init__(self, *args: Any, user: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
