import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.filters import DateRange, PickFilter, RecordFilterSet

from ..models import Assignment, Customer, HandoverNote


class AssignmentFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    to_user = PickFilter("users", queryset=User.objects.all(), label=_("lent to"))
    from_user = PickFilter("users", queryset=User.objects.all(), label=_("lent by"))
    status = django_filters.ChoiceFilter(choices=Assignment.Status.choices, label=_("status"))
    expires_at = DateRange(label=_("until"))

    class Meta:
        model = Assignment
        fields: list[str] = []


class HandoverFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    to_user = PickFilter("users", queryset=User.objects.all(), label=_("taken over by"))
    status = django_filters.ChoiceFilter(choices=HandoverNote.Status.choices, label=_("status"))

    class Meta:
        model = HandoverNote
        fields: list[str] = []
