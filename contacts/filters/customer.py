from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from core import clock
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Customer


class CustomerFilterSet(RecordFilterSet):
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    lifecycle = MultiChoice(choices=Customer.Lifecycle.choices, label=_("lifecycle"))
    tier = django_filters.ChoiceFilter(choices=Customer.Tier.choices, label=_("tier"))
    is_key_account = django_filters.BooleanFilter(label=_("key account"))
    kind = django_filters.ChoiceFilter(choices=Customer.Kind.choices, label=_("kind"))
    market_type = django_filters.ChoiceFilter(choices=Customer.Market.choices, label=_("market"))
    region_type = django_filters.ChoiceFilter(
        choices=Customer.Region.choices, label=_("domestic or overseas")
    )
    industry = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("industry"), label=_("industry")
    )
    city = django_filters.CharFilter(lookup_expr="iexact", label=_("city"))
    country = django_filters.CharFilter(lookup_expr="iexact", label=_("country"))
    source = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("customer_source"), label=_("source")
    )
    credit = django_filters.CharFilter(lookup_expr="iexact", label=_("credit grade"))
    deal_status = django_filters.ChoiceFilter(choices=Customer.Deal.choices, label=_("deal state"))
    next_follow_on = DateRange(label=_("next contact"))
    last_follow_at = DateRange(label=_("last follow-up"))
    created_at = DateRange(label=_("created"))
    silent_days = django_filters.NumberFilter(
        method="filter_silent",
        label=_("days without a follow-up"),
        min_value=1,
        max_value=3650,
        widget=forms.NumberInput(attrs={"min": 1, "max": 3650, "inputmode": "numeric"}),
    )
    unowned = django_filters.BooleanFilter(field_name="owner", lookup_expr="isnull", label=_("without owner"))

    told_by = {"silent_days": "last_follow_at"}

    class Meta:
        model = Customer
        fields: list[str] = []

    def filter_silent(self, rows: Any, name: str, days: Any) -> Any:
        """Nobody has written a follow-up for so many days, or ever."""
        since = clock.now() - timedelta(days=int(days))
        return rows.filter(Q(last_follow_at__lt=since) | Q(last_follow_at=None))
