from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from contacts.models import Contact, Customer
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Opportunity, OpportunityContact, Pipeline, Stage
from ..querysets import probability, stale
from ..selectors.forecast import WHOSE, whose


class OpportunityFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    contact = PickFilter(
        "contacts", queryset=Contact.objects.all(), label=_("contact"), method="filter_contact"
    )
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    pipeline = django_filters.ModelChoiceFilter(queryset=Pipeline.objects.all(), label=_("pipeline"))
    stage = django_filters.ModelChoiceFilter(
        queryset=Stage.objects.select_related("pipeline"), label=_("stage")
    )
    status = MultiChoice(choices=Opportunity.Status.choices, label=_("status"))
    market = django_filters.ChoiceFilter(
        field_name="customer__market_type", choices=Customer.Market.choices, label=_("market")
    )
    tier = django_filters.ChoiceFilter(
        field_name="customer__tier", choices=Customer.Tier.choices, label=_("tier of the customer")
    )
    base_amount = django_filters.RangeFilter(label=_("amount in yuan"))
    expected_close = DateRange(label=_("expected close"))
    closed_at = DateRange(label=_("closed"))
    next_step_on = DateRange(label=_("next step on"))
    created_at = DateRange(label=_("created"))
    loss_reason = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("loss_reason"), label=_("loss reason")
    )
    competitor = django_filters.CharFilter(lookup_expr="icontains", label=_("competitor"))
    stale = django_filters.BooleanFilter(method="filter_stale", label=_("too long in its stage"))
    chance = django_filters.NumberFilter(
        method="filter_chance", label=_("win probability at least (%)"), min_value=0, max_value=100
    )
    whose = django_filters.ChoiceFilter(method="filter_whose", choices=WHOSE, label=_("whose"))
    unowned = django_filters.BooleanFilter(field_name="owner", lookup_expr="isnull", label=_("without owner"))

    class Meta:
        model = Opportunity
        fields: list[str] = []

    def filter_contact(self, rows: Any, name: str, contact: Any) -> Any:
        places = OpportunityContact.objects.alive().filter(contact=contact)
        return rows.filter(pk__in=places.values("opportunity_id"))

    def filter_whose(self, rows: Any, name: str, asked: str) -> Any:
        return rows.filter(whose(self.user, asked))

    def filter_stale(self, rows: Any, name: str, wanted: bool) -> Any:
        found = stale(Stage.objects.values_list("pk", "dwell_days"))
        return rows.filter(found) if wanted else rows.exclude(found)

    def filter_chance(self, rows: Any, name: str, least: Any) -> Any:
        return rows.annotate(chance_now=probability()).filter(chance_now__gte=least)
