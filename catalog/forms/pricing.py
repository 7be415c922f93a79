from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core.day_fields import DayField
from records import dictionaries
from records.forms import DateInput, RemoteSelect

from ..models import Product


class PriceQuestion(forms.Form):
    """What a price is asked for: for whom, how many, in which currency, on which day."""

    customer = forms.ModelChoiceField(
        Customer.objects.all(), required=False, label=_("customer"), widget=RemoteSelect("customers")
    )
    quantity = forms.DecimalField(label=_("quantity"), max_digits=18, decimal_places=4, initial=Decimal(1))
    currency = forms.CharField(label=_("currency"), max_length=3, initial="CNY")
    day = DayField(label=_("day"), required=False, widget=DateInput())

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(user)


class PriceFinderForm(PriceQuestion):
    """The same on the page, where the product is asked too."""

    product = forms.ModelChoiceField(
        Product.objects.all(), label=_("product"), widget=RemoteSelect("products")
    )
    field_order = ["product", "customer", "quantity", "currency", "day"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["product"].queryset = Product.objects.visible_to(user)
        choices = dictionaries.choices("currency")
        if choices:
            self.fields["currency"].widget = forms.Select(choices=choices)
        for field in self.fields.values():
            css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs.setdefault("class", css)
