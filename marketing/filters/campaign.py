import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Campaign


class CampaignFilterSet(RecordFilterSet):
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    kind = django_filters.ChoiceFilter(choices=Campaign.Kind.choices, label=_("kind"))
    status = MultiChoice(choices=Campaign.Status.choices, label=_("status"))
    starts_on = DateRange(label=_("from"))
    budget = django_filters.RangeFilter(label=_("budget (yuan)"))

    class Meta:
        model = Campaign
        fields: list[str] = []
