from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from catalog.models import Product
from contacts.models import Contact, Customer
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Inquiry, Opportunity, Quote, QuoteLine
from ..selectors.quotes_due import about_to_expire, to_follow_up


class QuoteFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    contact = PickFilter("contacts", queryset=Contact.objects.all(), label=_("contact"))
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    inquiry = PickFilter("inquiries", queryset=Inquiry.objects.all(), label=_("inquiry"))
    product = PickFilter(
        "products", queryset=Product.objects.all(), label=_("product"), method="filter_product"
    )
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=Quote.Status.choices, label=_("status"))
    market_type = django_filters.ChoiceFilter(choices=Customer.Market.choices, label=_("market"))
    currency = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("currency"), label=_("currency")
    )
    base_amount = django_filters.RangeFilter(label=_("amount in yuan"))
    valid_until = DateRange(label=_("valid until"))
    follow_up_on = DateRange(label=_("follow up on"))
    created_at = DateRange(label=_("created"))
    sent_at = DateRange(label=_("sent"))
    part = django_filters.CharFilter(method="filter_part", label=_("customer's part number"), max_length=60)
    number = django_filters.CharFilter(lookup_expr="istartswith", label=_("quote number"), max_length=30)
    due = django_filters.ChoiceFilter(
        method="filter_due",
        choices=[("follow_up", _("to be followed up")), ("expiring", _("expires within 7 days"))],
        label=_("what is due"),
    )
    newest = django_filters.BooleanFilter(method="filter_newest", label=_("newest version only"))

    class Meta:
        model = Quote
        fields: list[str] = []

    def filter_product(self, rows: Any, name: str, product: Any) -> Any:
        lines = QuoteLine.objects.alive().filter(product=product)
        return rows.filter(pk__in=lines.values("quote_id"))

    def filter_part(self, rows: Any, name: str, part_no: str) -> Any:
        lines = QuoteLine.objects.alive().filter(part_no__icontains=part_no)
        return rows.filter(pk__in=lines.values("quote_id"))

    def filter_due(self, rows: Any, name: str, asked: str) -> Any:
        return rows.filter(to_follow_up() if asked == "follow_up" else about_to_expire())

    def filter_newest(self, rows: Any, name: str, wanted: bool) -> Any:
        old = Q(status=Quote.Status.SUPERSEDED)
        return rows.exclude(old) if wanted else rows.filter(old)
