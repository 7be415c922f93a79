import django_filters
from django.utils.translation import gettext_lazy as _

from records.filters import PickFilter, RecordFilterSet

from ..models import Customer, CustomerUnit


class UnitFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    parent = PickFilter("customer-units", queryset=CustomerUnit.objects.all(), label=_("superior unit"))
    kind = django_filters.ChoiceFilter(choices=CustomerUnit.Kind.choices, label=_("kind"))
    code = django_filters.CharFilter(label=_("code"))
    top = django_filters.BooleanFilter(field_name="parent", lookup_expr="isnull", label=_("top level"))

    class Meta:
        model = CustomerUnit
        fields: list[str] = []
