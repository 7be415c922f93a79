"""Filters of payment plans, receipts, invoices and statements."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from contacts.models import Customer
from contracts.models import Contract
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Invoice, Order, PaymentPlan, Receipt, Statement


class OfCustomer(RecordFilterSet):
    """What all money is looked for by."""

    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    no_owner = django_filters.BooleanFilter(
        field_name="owner", lookup_expr="isnull", label=_("without an owner")
    )
    no_department = django_filters.BooleanFilter(
        field_name="department", lookup_expr="isnull", label=_("without a department")
    )
    currency = django_filters.CharFilter(lookup_expr="iexact", label=_("currency"))


class PaymentPlanFilterSet(OfCustomer):
    told_by = {"under": "contract", "master": "contract"}
    contract = PickFilter("contracts", queryset=Contract.objects.all(), label=_("contract"))
    under = PickFilter(
        "contracts",
        queryset=Contract.objects.all(),
        method="filter_under",
        label=_("contract, its orders included"),
    )
    master = PickFilter(
        "contracts", queryset=Contract.objects.all(), method="filter_master", label=_("master contract")
    )
    no_contract = django_filters.BooleanFilter(
        field_name="contract", lookup_expr="isnull", label=_("without a contract of its own")
    )
    order = PickFilter("orders", queryset=Order.objects.all(), label=_("order"))
    kind = MultiChoice(choices=PaymentPlan.Kind.choices, label=_("kind"))
    status = MultiChoice(choices=PaymentPlan.Status.choices, label=_("status"))
    amount = django_filters.RangeFilter(label=_("amount"))
    due_on = DateRange(label=_("due"))
    posted_on = DateRange(label=_("posted on"))

    class Meta:
        model = PaymentPlan
        fields: list[Any] = []

    def filter_master(self, rows: Any, name: str, contract: Contract) -> Any:
        return rows.filter(Q(contract__master=contract) | Q(contract=None, order__contract__master=contract))

    def filter_under(self, rows: Any, name: str, contract: Contract) -> Any:
        return rows.filter(Q(contract=contract) | Q(order__contract=contract))


class ReceiptFilterSet(OfCustomer):
    method = MultiChoice(choices=Receipt.Method.choices, label=_("form"))
    status = MultiChoice(choices=Receipt.Status.choices, label=_("status"))
    amount = django_filters.RangeFilter(label=_("amount"))
    received_on = DateRange(label=_("received on"))
    draft_due_on = DateRange(label=_("draft due"))

    class Meta:
        model = Receipt
        fields: list[Any] = []


class InvoiceFilterSet(OfCustomer):
    contract = PickFilter(
        "contracts", queryset=Contract.objects.all(), field_name="order__contract", label=_("contract")
    )
    master = PickFilter(
        "contracts",
        queryset=Contract.objects.all(),
        field_name="order__contract__master",
        label=_("master contract"),
    )
    order = PickFilter("orders", queryset=Order.objects.all(), label=_("order"))
    kind = MultiChoice(choices=Invoice.Kind.choices, label=_("kind"))
    status = MultiChoice(choices=Invoice.Status.choices, label=_("status"))
    gross_amount = django_filters.RangeFilter(label=_("amount with tax"))
    issued_on = DateRange(label=_("issued on"))

    class Meta:
        model = Invoice
        fields: list[Any] = []


class StatementFilterSet(OfCustomer):
    status = MultiChoice(choices=Statement.Status.choices, label=_("status"))
    month = DateRange(label=_("month"))

    class Meta:
        model = Statement
        fields: list[Any] = []
