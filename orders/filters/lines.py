"""Filters of the lines of orders and invoices: what the answers count."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Customer
from contracts.models import Contract
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Invoice, InvoiceLine, Order, OrderLine


class OfDocument(RecordFilterSet):
    """What both are looked for by."""

    product = PickFilter("products", queryset=Product.objects.all(), label=_("product"))
    no_product = django_filters.BooleanFilter(
        field_name="product", lookup_expr="isnull", label=_("without a product")
    )


class OrderLineFilterSet(OfDocument):
    customer = PickFilter(
        "customers", queryset=Customer.objects.all(), field_name="order__customer", label=_("customer")
    )
    order = PickFilter("orders", queryset=Order.objects.all(), label=pgettext_lazy("document", "order"))
    contract = PickFilter(
        "contracts", queryset=Contract.objects.all(), field_name="order__contract", label=_("contract")
    )
    master = PickFilter(
        "contracts",
        queryset=Contract.objects.all(),
        field_name="order__contract__master",
        label=_("master contract"),
    )
    owner = PickFilter("users", queryset=User.objects.all(), field_name="order__owner", label=_("owner"))
    department = PickFilter(
        "departments",
        queryset=Department.objects.all(),
        field_name="order__department",
        label=_("owning department"),
    )
    status = MultiChoice(choices=Order.Status.choices, field_name="order__status", label=_("status"))
    ordered_on = DateRange(field_name="order__ordered_on", label=_("ordered on"))
    due_on = DateRange(label=_("due"))

    class Meta:
        model = OrderLine
        fields: list[Any] = []


class InvoiceLineFilterSet(OfDocument):
    customer = PickFilter(
        "customers", queryset=Customer.objects.all(), field_name="invoice__customer", label=_("customer")
    )
    invoice = PickFilter("invoices", queryset=Invoice.objects.all(), label=_("invoice"))
    order = PickFilter(
        "orders",
        queryset=Order.objects.all(),
        field_name="invoice__order",
        label=pgettext_lazy("document", "order"),
    )
    owner = PickFilter("users", queryset=User.objects.all(), field_name="invoice__owner", label=_("owner"))
    department = PickFilter(
        "departments",
        queryset=Department.objects.all(),
        field_name="invoice__department",
        label=_("owning department"),
    )
    status = MultiChoice(choices=Invoice.Status.choices, field_name="invoice__status", label=_("status"))
    issued_on = DateRange(field_name="invoice__issued_on", label=_("issued on"))

    class Meta:
        model = InvoiceLine
        fields: list[Any] = []
