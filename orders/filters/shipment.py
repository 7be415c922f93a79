from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Customer
from core import clock
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Acceptance, Order, ReturnOrder, Shipment, ShipmentBatch, ShipmentLine


def under_way() -> Q:
    """在途: with its carrier, not yet received."""
    return Q(status__in=Shipment.UNDER_WAY)


def late() -> Q:
    """Under way, and expected (or already past) after the day it is due."""
    return under_way() & Q(due_on__isnull=False) & (Q(eta__gt=F("due_on")) | Q(due_on__lt=clock.today()))


def arriving() -> Q:
    return under_way() & Q(eta__range=(clock.today(), clock.today() + timedelta(days=7)))


def to_accept() -> Q:
    """Received, and something of it was neither accepted nor has come back."""
    lines = ShipmentLine.objects.alive().filter(delivered__gt=F("accepted") + F("returned"))
    return Q(status="signed", pk__in=lines.values("shipment_id"))


class ShipmentFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    order = PickFilter("orders", queryset=Order.objects.all(), label=_("order"), method="filter_order")
    product = PickFilter(
        "products", queryset=Product.objects.all(), label=_("product"), method="filter_product"
    )
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=Shipment.Status.choices, label=_("status"))
    mode = django_filters.ChoiceFilter(choices=Shipment.Mode.choices, label=_("way of transport"))
    eta = DateRange(label=_("expected arrival"))
    due_on = DateRange(label=_("due"))
    shipped_at = DateRange(label=_("shipped at"))
    created_at = DateRange(label=_("created"))
    number = django_filters.CharFilter(lookup_expr="istartswith", label=_("shipment number"), max_length=30)
    waybill = django_filters.CharFilter(lookup_expr="icontains", label=_("waybill"), max_length=80)
    batch = django_filters.CharFilter(
        method="filter_batch", label=_("batch or certificate number"), max_length=80
    )
    late = django_filters.BooleanFilter(method="filter_late", label=_("late"))

    class Meta:
        model = Shipment
        fields: list[str] = []

    def filter_order(self, rows: Any, name: str, order: Any) -> Any:
        lines = ShipmentLine.objects.alive().filter(order_line__order=order)
        return rows.filter(pk__in=lines.values("shipment_id"))

    def filter_product(self, rows: Any, name: str, product: Any) -> Any:
        lines = ShipmentLine.objects.alive().filter(order_line__product=product)
        return rows.filter(pk__in=lines.values("shipment_id"))

    def filter_batch(self, rows: Any, name: str, number: str) -> Any:
        batches = ShipmentBatch.objects.alive()
        found = batches.filter(Q(batch_no__istartswith=number) | Q(certificate_no__istartswith=number))
        return rows.filter(pk__in=found.values("line__shipment_id"))

    def filter_late(self, rows: Any, name: str, wanted: bool) -> Any:
        return rows.filter(late()) if wanted else rows.exclude(late())


class AcceptanceFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    shipment = PickFilter("shipments", queryset=Shipment.objects.all(), label=_("shipment"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=Acceptance.Status.choices, label=_("status"))
    accepted_on = DateRange(label=_("accepted on"))
    document_no = django_filters.CharFilter(
        lookup_expr="icontains", label=_("the customer's receipt number"), max_length=60
    )

    class Meta:
        model = Acceptance
        fields: list[str] = []


class ReturnFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=ReturnOrder.Status.choices, label=_("status"))
    disposition = django_filters.ChoiceFilter(
        choices=ReturnOrder.Disposition.choices, label=_("what becomes of them")
    )
    returned_on = DateRange(label=_("returned on"))

    class Meta:
        model = ReturnOrder
        fields: list[str] = []
