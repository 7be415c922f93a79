from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.filters import DateRange, PickFilter, RecordFilterSet

from ..models import Contact, ContactPosition, Customer, CustomerUnit


class ContactFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    unit = PickFilter(
        "customer-units", queryset=CustomerUnit.objects.all(), method="filter_unit", label=_("unit and below")
    )
    owner = PickFilter(
        "users", field_name="customer__owner", queryset=User.objects.all(), label=_("owner of the customer")
    )
    status = django_filters.ChoiceFilter(choices=Contact.Status.choices, label=_("status"))
    job_title = django_filters.CharFilter(lookup_expr="icontains", label=_("job title"))
    gender = django_filters.ChoiceFilter(choices=Contact.Gender.choices, label=_("gender"))
    birth_month = django_filters.NumberFilter(label=_("month of birth"), min_value=1, max_value=12)
    next_follow_on = DateRange(label=_("next contact"))
    last_follow_at = DateRange(label=_("last follow-up"))
    created_at = DateRange(label=_("created"))

    class Meta:
        model = Contact
        fields: list[str] = []

    def filter_unit(self, rows: Any, name: str, unit: CustomerUnit) -> Any:
        """Who holds a post in the unit or below it now."""
        posts = ContactPosition.objects.alive().filter(
            contact=OuterRef("pk"), to_on=None, unit__in=CustomerUnit.objects.within(unit).values("pk")
        )
        return rows.filter(Exists(posts))
