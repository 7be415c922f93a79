import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.models import Product
from contacts.models import Customer
from records.filters import DateRange, PickFilter, RecordFilterSet

from ..models import ErpMessage, RollingForecast


class ErpMessageFilterSet(RecordFilterSet):
    kind = django_filters.ChoiceFilter(choices=ErpMessage.Kind.choices, label=_("kind"))
    status = django_filters.ChoiceFilter(choices=ErpMessage.Status.choices, label=_("status"))
    direction = django_filters.ChoiceFilter(choices=ErpMessage.Direction.choices, label=_("direction"))
    by = PickFilter("users", queryset=User.objects.all(), label=_("by"))
    at = DateRange(label=_("time"))

    class Meta:
        model = ErpMessage
        fields: list[str] = []


class ForecastFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    product = PickFilter("products", queryset=Product.objects.all(), label=_("product"))
    edition = DateRange(label=_("edition"))
    month = DateRange(label=_("month"))

    class Meta:
        model = RollingForecast
        fields: list[str] = []
