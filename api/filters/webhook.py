import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.filters import PickFilter, RecordFilterSet

from ..models import Webhook


class WebhookFilterSet(RecordFilterSet):
    is_active = django_filters.BooleanFilter(label=_("active"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("sees with the eyes of"))

    class Meta:
        model = Webhook
        fields: list[str] = []
