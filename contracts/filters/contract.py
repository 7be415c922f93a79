from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Contact, Customer
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet
from sales.models import Opportunity, Quote

from ..models import Contract, ContractLine
from ..models.clause import Mode
from ..selectors.pages import ending, late_reviews, overrun

DUE = {"ending": ending, "overrun": overrun, "review": late_reviews}


class ContractFilterSet(RecordFilterSet):
    told_by = {"product": "lines"}
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    contact = PickFilter("contacts", queryset=Contact.objects.all(), label=_("handled by (customer)"))
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    quote = PickFilter("quotes", queryset=Quote.objects.all(), label=_("quote"))
    master = PickFilter("contracts", queryset=Contract.objects.all(), label=_("master contract"))
    product = PickFilter(
        "products", queryset=Product.objects.all(), label=_("product"), method="filter_product"
    )
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=Contract.Status.choices, label=_("status"))
    kind = MultiChoice(choices=Contract.Kind.choices, label=_("kind"))
    template_mode = django_filters.ChoiceFilter(choices=Mode.choices, label=_("template mode"))
    market_type = django_filters.ChoiceFilter(choices=Customer.Market.choices, label=_("market"))
    currency = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("currency"), label=_("currency")
    )
    base_amount = django_filters.RangeFilter(label=_("amount in yuan"))
    start_on = DateRange(label=_("start"))
    end_on = DateRange(label=_("end"))
    signed_on = DateRange(label=_("signed on"))
    created_at = DateRange(label=_("created"))
    number = django_filters.CharFilter(lookup_expr="istartswith", label=_("contract number"), max_length=30)
    their_number = django_filters.CharFilter(
        lookup_expr="icontains", label=_("the customer's contract number"), max_length=60
    )
    due = django_filters.ChoiceFilter(
        method="filter_due",
        choices=[
            ("ending", _("ends within 90 days")),
            ("overrun", _("over and not renewed")),
            ("review", _("review overdue")),
        ],
        label=_("what is due"),
    )

    class Meta:
        model = Contract
        fields: list[str] = []

    def filter_product(self, rows: Any, name: str, product: Any) -> Any:
        lines = ContractLine.objects.alive().filter(product=product)
        return rows.filter(pk__in=lines.values("contract_id"))

    def filter_due(self, rows: Any, name: str, asked: str) -> Any:
        return rows.filter(DUE[asked]())
