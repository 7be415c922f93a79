import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Lead, LeadRule, WebForm


class LeadFilterSet(RecordFilterSet):
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    status = MultiChoice(choices=Lead.Status.choices, label=_("status"))
    channel = django_filters.ChoiceFilter(choices=Lead.Channel.choices, label=_("way in"))
    source = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("customer_source"), label=_("source")
    )
    industry = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("industry"), label=_("industry")
    )
    region = django_filters.CharFilter(lookup_expr="icontains", label=_("region"))
    source_tag = django_filters.CharFilter(lookup_expr="iexact", label=_("source tag"))
    is_high_risk = django_filters.BooleanFilter(label=_("high risk"))
    est_amount = django_filters.RangeFilter(label=_("estimated amount (yuan)"))
    created_at = DateRange(label=_("created"))
    assigned_at = DateRange(label=_("given out"))
    unowned = django_filters.BooleanFilter(field_name="owner", lookup_expr="isnull", label=_("without owner"))

    class Meta:
        model = Lead
        fields: list[str] = []


class LeadRuleFilterSet(RecordFilterSet):
    is_active = django_filters.BooleanFilter(label=_("active"))

    class Meta:
        model = LeadRule
        fields: list[str] = []


class WebFormFilterSet(RecordFilterSet):
    is_active = django_filters.BooleanFilter(label=_("active"))

    class Meta:
        model = WebForm
        fields: list[str] = []
