from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Customer
from core import clock
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Inquiry, InquiryLine, Opportunity
from ..request_states import INQUIRY_OPEN


def late_reply() -> Q:
    """Nobody has said a word to the customer, and it was due."""
    return Q(status__in=INQUIRY_OPEN, first_reply_at__isnull=True, reply_due_at__lt=clock.now())


def late_answer() -> Q:
    return Q(status__in=INQUIRY_OPEN, answer_by__lt=clock.today())


class InquiryFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    product = PickFilter(
        "products", queryset=Product.objects.all(), label=_("product"), method="filter_product"
    )
    status = MultiChoice(choices=Inquiry.Status.choices, label=_("status"))
    kind = MultiChoice(choices=Inquiry.Kind.choices, label=_("kind"))
    channel = MultiChoice(choices=Inquiry.Channel.choices, label=_("came by"))
    market_type = django_filters.ChoiceFilter(choices=Customer.Market.choices, label=_("market"))
    received_at = DateRange(label=_("received"))
    answer_by = DateRange(label=_("answer wanted by"))
    part_no = django_filters.CharFilter(method="filter_part", label=_("customer's part number"))
    late = django_filters.BooleanFilter(method="filter_late", label=_("first reply overdue"))

    class Meta:
        model = Inquiry
        fields: list[str] = []

    def filter_product(self, rows: Any, name: str, product: Any) -> Any:
        lines = InquiryLine.objects.alive().filter(product=product)
        return rows.filter(pk__in=lines.values("inquiry_id"))

    def filter_part(self, rows: Any, name: str, text: str) -> Any:
        lines = InquiryLine.objects.alive().filter(Q(part_no__icontains=text) | Q(drawing_no__icontains=text))
        return rows.filter(pk__in=lines.values("inquiry_id"))

    def filter_late(self, rows: Any, name: str, wanted: bool) -> Any:
        return rows.filter(late_reply()) if wanted else rows.exclude(late_reply())
