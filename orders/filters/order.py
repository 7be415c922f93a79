from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Contact, Customer
from contracts.models import Contract
from core import clock
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet
from sales.models import Opportunity, Quote

from ..models import Order, OrderLine
from ..selectors import progress


def late() -> Q:
    """Open, and a position that is not wholly shipped is past its day."""
    lines = OrderLine.objects.alive().filter(due_on__lt=clock.today()).exclude(progress.IS_SHIPPED)
    return Q(status__in=Order.OPEN, pk__in=lines.values("order_id"))


def due_by(day: Any) -> Q:
    """Open, and a position that is not wholly shipped is due from today to this day."""
    lines = OrderLine.objects.alive().filter(due_on__range=(clock.today(), day))
    return Q(status__in=Order.OPEN, pk__in=lines.exclude(progress.IS_SHIPPED).values("order_id"))


class OrderFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    contact = PickFilter("contacts", queryset=Contact.objects.all(), label=_("contact"))
    contract = PickFilter("contracts", queryset=Contract.objects.all(), label=_("contract"))
    master = PickFilter(
        "contracts",
        queryset=Contract.objects.all(),
        field_name="contract__master",
        label=_("master contract"),
    )
    quote = PickFilter("quotes", queryset=Quote.objects.all(), label=_("quote"))
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    product = PickFilter(
        "products", queryset=Product.objects.all(), label=_("product"), method="filter_product"
    )
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=Order.Status.choices, label=_("status"))
    progress = django_filters.ChoiceFilter(
        method="filter_progress", choices=progress.CHOICES, label=_("how far it has come")
    )
    market_type = django_filters.ChoiceFilter(choices=Customer.Market.choices, label=_("market"))
    currency = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("currency"), label=_("currency")
    )
    base_amount = django_filters.RangeFilter(label=_("amount in yuan"))
    ordered_on = DateRange(label=_("ordered on"))
    due_on = DateRange(label=_("due"))
    created_at = DateRange(label=_("created"))
    number = django_filters.CharFilter(lookup_expr="istartswith", label=_("order number"), max_length=30)
    po_no = django_filters.CharFilter(
        lookup_expr="icontains", label=_("the customer's order number"), max_length=60
    )
    part = django_filters.CharFilter(method="filter_part", label=_("customer's part number"), max_length=60)
    late = django_filters.BooleanFilter(method="filter_late", label=_("late"))

    class Meta:
        model = Order
        fields: list[str] = []

    def filter_product(self, rows: Any, name: str, product: Any) -> Any:
        lines = OrderLine.objects.alive().filter(product=product)
        return rows.filter(pk__in=lines.values("order_id"))

    def filter_part(self, rows: Any, name: str, part_no: str) -> Any:
        lines = OrderLine.objects.alive().filter(part_no__icontains=part_no)
        return rows.filter(pk__in=lines.values("order_id"))

    def filter_progress(self, rows: Any, name: str, label: str) -> Any:
        return rows.filter(progress.with_label(label))

    def filter_late(self, rows: Any, name: str, wanted: bool) -> Any:
        return rows.filter(late()) if wanted else rows.exclude(late())
