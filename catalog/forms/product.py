from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import access
from core import clock
from records.forms import RemoteSelect

from ..models import Product
from ..services.product import save_product
from ..services.tax import rates_on
from .catalog_form import CatalogForm

FOUR_PLACES = Decimal("0.0001")
RECOST = "catalog.recost_product"


class ProductForm(CatalogForm):
    """A product; cost and floor price stand in it only for who may change them, the status only while it is new."""

    remote = {"category": ("product-categories", "")}
    dictionaries = {"uom": "unit_of_measure"}
    sections = [
        ("", ["code", "name", "spec", "category", "uom", "vat_rate", "list_price", "status"]),
        (_("Ordering"), ["moq", "lead_days", "certificates"]),
        (_("Cost and floor price"), list(Product.RESTRICTED)),
        (_("Notes"), ["notes"]),
    ]
    folded = {3}

    class Meta:
        model = Product
        fields = [
            "code",
            "name",
            "spec",
            "category",
            "uom",
            "vat_rate",
            "list_price",
            "standard_cost",
            "floor_price",
            "moq",
            "lead_days",
            "status",
            "certificates",
            "notes",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not access.allows(self.user, RECOST):
            for name in Product.RESTRICTED:
                self.fields.pop(name, None)
        if self.instance.pk is not None:
            self.fields.pop("status", None)
        elif "status" in self.fields:
            self.fields["status"].choices = [
                choice for choice in Product.Status.choices if choice[0] != Product.Status.STOPPED
            ]
        if "vat_rate" in self.fields:
            self._offer_tax_rates()

    def _offer_tax_rates(self) -> None:
        now = Decimal(self.instance.vat_rate).quantize(FOUR_PLACES)
        rates = sorted({*rates_on(clock.today()), now}, reverse=True)
        self.initial["vat_rate"] = now
        choices = [(str(rate.quantize(FOUR_PLACES)), f"{rate.normalize():f} %") for rate in rates]
        self.fields["vat_rate"].widget = forms.Select(choices=choices)

    def perform(self, by: Any) -> Product:
        return save_product(self.save(commit=False), by=by)


class CostForm(forms.Form):
    """The restricted figures of a product, on a page of their own."""

    standard_cost = forms.DecimalField(
        label=_("standard cost (yuan, without tax)"),
        min_value=0,
        max_digits=18,
        decimal_places=6,
        required=False,
    )
    floor_price = forms.DecimalField(
        label=_("floor price (yuan, tax included)"),
        min_value=0,
        max_digits=18,
        decimal_places=6,
        required=False,
    )

    def __init__(self, *args: Any, user: Any, subject: Product, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(subject, name) for name in Product.RESTRICTED})
        super().__init__(*args, **kwargs)


class StopForm(forms.Form):
    replaced_by = forms.ModelChoiceField(
        Product.objects.all(), required=False, label=_("successor"), widget=RemoteSelect("products")
    )
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Product.objects.visible_to(user).exclude(status=Product.Status.STOPPED)
        self.fields["replaced_by"].queryset = rows.exclude(pk=getattr(subject, "pk", None))
