from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from records import dictionaries
from records.filters import PickFilter, RecordFilterSet

from ..models import Category, Product


class ProductFilterSet(RecordFilterSet):
    category = PickFilter(
        "product-categories",
        queryset=Category.objects.all(),
        label=_("product category"),
        method="filter_category",
    )
    status = django_filters.ChoiceFilter(choices=Product.Status.choices, label=_("status"))
    uom = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("unit_of_measure"), label=_("unit of measure")
    )
    code = django_filters.CharFilter(lookup_expr="iexact", label=_("product number"))
    vat_rate = django_filters.NumberFilter(label=_("VAT rate (%)"))
    replaced_by = PickFilter("products", queryset=Product.objects.all(), label=_("successor"))

    class Meta:
        model = Product
        fields: list[str] = []

    def filter_category(self, rows: Any, name: str, category: Category) -> Any:
        """The category with all below it."""
        return rows.filter(category__path__startswith=category.path)


class CategoryFilterSet(RecordFilterSet):
    parent = PickFilter("product-categories", queryset=Category.objects.all(), label=_("superior category"))

    class Meta:
        model = Category
        fields: list[str] = []
