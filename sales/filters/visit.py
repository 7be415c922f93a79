from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from contacts.models import Contact, Customer
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Opportunity, Visit


class VisitFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    contact = PickFilter(
        "contacts", queryset=Contact.objects.all(), label=_("contact"), method="filter_contact"
    )
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    kind = django_filters.ChoiceFilter(choices=Visit.Kind.choices, label=_("kind of visit"))
    status = MultiChoice(choices=Visit.Status.choices, label=_("status"))
    planned_start = DateRange(label=_("planned from"))
    checked_in_at = DateRange(label=_("checked in at"))
    next_on = DateRange(label=_("next contact"))
    is_effective = django_filters.BooleanFilter(label=_("effective visit"))
    is_planned = django_filters.BooleanFilter(label=_("planned before"))
    exemption = django_filters.ChoiceFilter(
        choices=Visit.Exemption.choices, label=_("exception to the place")
    )
    cancelled_by = django_filters.ChoiceFilter(choices=Visit.CancelledBy.choices, label=_("cancelled"))

    class Meta:
        model = Visit
        fields: list[str] = []

    def filter_contact(self, rows: Any, name: str, contact: Any) -> Any:
        planned = Visit.contacts.through.objects.filter(contact=contact).values("visit_id")
        met = Visit.met.through.objects.filter(contact=contact).values("visit_id")
        return rows.filter(Q(pk__in=planned) | Q(pk__in=met))
