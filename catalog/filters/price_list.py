from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from records.filters import DateInput, DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import DealPrice, FxRate, PriceList, PriceListLine, Product, ProductionSnapshot, StockSnapshot


def product_pick() -> PickFilter:
    return PickFilter("products", queryset=Product.objects.all(), label=_("product"))


def customer_pick() -> PickFilter:
    return PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))


class PriceListFilterSet(RecordFilterSet):
    mode = django_filters.ChoiceFilter(choices=PriceList.Mode.choices, label=_("price mode"))
    status = MultiChoice(choices=PriceList.Status.choices, label=_("status"))
    customer = customer_pick()
    currency = django_filters.CharFilter(lookup_expr="iexact", label=_("currency"))
    country = django_filters.CharFilter(lookup_expr="iexact", label=_("country"))
    code = django_filters.CharFilter(lookup_expr="iexact", label=_("list number"))
    day = django_filters.DateFilter(method="filter_day", label=_("valid on"), widget=DateInput())
    valid_to = DateRange(label=_("valid to"))

    class Meta:
        model = PriceList
        fields: list[str] = []

    def filter_day(self, rows: Any, name: str, day: Any) -> Any:
        return rows.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class PriceListLineFilterSet(RecordFilterSet):
    price_list = PickFilter("price-lists", queryset=PriceList.objects.all(), label=_("price list"))
    product = product_pick()
    status = MultiChoice(
        field_name="price_list__status", choices=PriceList.Status.choices, label=_("status of the list")
    )

    class Meta:
        model = PriceListLine
        fields: list[str] = []


class FxRateFilterSet(RecordFilterSet):
    currency = django_filters.CharFilter(lookup_expr="iexact", label=_("currency"))
    base = django_filters.CharFilter(lookup_expr="iexact", label=_("quoted in"))
    day = DateRange(label=_("day"))

    class Meta:
        model = FxRate
        fields: list[str] = []


class StockFilterSet(RecordFilterSet):
    product = product_pick()
    warehouse = django_filters.CharFilter(lookup_expr="iexact", label=_("warehouse"))
    as_of = DateRange(label=_("as of"))

    class Meta:
        model = StockSnapshot
        fields: list[str] = []


class ProductionFilterSet(RecordFilterSet):
    product = product_pick()
    batch = django_filters.CharFilter(lookup_expr="iexact", label=_("batch"))
    finishes_on = DateRange(label=_("finishes on"))

    class Meta:
        model = ProductionSnapshot
        fields: list[str] = []


class DealPriceFilterSet(RecordFilterSet):
    customer = customer_pick()
    product = product_pick()
    agreed_on = DateRange(label=_("agreed on"))

    class Meta:
        model = DealPrice
        fields: list[str] = []
