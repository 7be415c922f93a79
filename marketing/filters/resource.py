import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from records.filters import PickFilter, RecordFilterSet

from ..models import ResourceFile


class ResourceFilterSet(RecordFilterSet):
    kind = django_filters.ChoiceFilter(choices=ResourceFile.Kind.choices, label=_("kind"))
    folder = django_filters.CharFilter(lookup_expr="istartswith", label=_("folder"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    is_shared = django_filters.BooleanFilter(label=_("shared with the house"))
    is_expired = django_filters.BooleanFilter(method="expired", label=_("no longer valid"))

    told_by = {"is_expired": "valid_until"}

    class Meta:
        model = ResourceFile
        fields: list[str] = []

    def expired(self, rows, name, value):
        today = clock.today()
        return rows.filter(valid_until__lt=today) if value else rows.exclude(valid_until__lt=today)
