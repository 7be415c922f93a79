import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from contacts.models import Customer
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Competitor, Credibility, MarketInfo


class MarketInfoFilterSet(RecordFilterSet):
    owner = PickFilter("users", queryset=User.objects.all(), label=_("reported by"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    kind = django_filters.ChoiceFilter(choices=MarketInfo.Kind.choices, label=_("kind"))
    status = MultiChoice(choices=MarketInfo.Status.choices, label=_("status"))
    credibility = django_filters.ChoiceFilter(choices=Credibility.choices, label=_("credibility"))
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    competitor = PickFilter("competitors", queryset=Competitor.objects.all(), label=_("competitor"))
    created_at = DateRange(label=_("created"))

    class Meta:
        model = MarketInfo
        fields: list[str] = []


class CompetitorFilterSet(RecordFilterSet):
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    threat = django_filters.ChoiceFilter(choices=Competitor.Threat.choices, label=_("threat"))
    price_level = django_filters.ChoiceFilter(choices=Competitor.Price.choices, label=_("price level"))
    country = django_filters.CharFilter(lookup_expr="iexact", label=_("country"))
    is_shared = django_filters.BooleanFilter(label=_("shared with the house"))

    class Meta:
        model = Competitor
        fields: list[str] = []
