from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Customer
from core import clock
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Opportunity, SampleRequest
from ..request_states import SAMPLE_BEFORE_SHIPMENT


def late_reply() -> Q:
    return Q(
        status__in=[*SAMPLE_BEFORE_SHIPMENT, "shipped", "trial"],
        first_reply_at__isnull=True,
        reply_due_at__lt=clock.now(),
    )


def late_delivery() -> Q:
    return Q(status__in=SAMPLE_BEFORE_SHIPMENT, deliver_by__lt=clock.today())


class SampleFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    product = PickFilter("products", queryset=Product.objects.all(), label=_("product"))
    status = MultiChoice(choices=SampleRequest.Status.choices, label=_("status"))
    submitted_at = DateRange(label=_("submitted"))
    deliver_by = DateRange(label=_("delivery due"))
    shipped_on = DateRange(label=_("shipped"))
    concluded_on = DateRange(label=_("concluded"))
    part_no = django_filters.CharFilter(lookup_expr="icontains", label=_("customer's part number"))
    late = django_filters.BooleanFilter(method="filter_late", label=_("delivery overdue"))

    class Meta:
        model = SampleRequest
        fields: list[str] = []

    def filter_late(self, rows: Any, name: str, wanted: bool) -> Any:
        return rows.filter(late_delivery()) if wanted else rows.exclude(late_delivery())
