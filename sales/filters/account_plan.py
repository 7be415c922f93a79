from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Department, User
from contacts.models import Customer
from core import clock
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import AccountAssessment, AccountPlan, PlanAction
from ..models.account_plan import Level


def review_due() -> Q:
    return Q(status="active", next_review_on__lt=clock.today())


class AccountPlanFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    year = django_filters.NumberFilter(label=_("year"), min_value=2000, max_value=2100)
    status = MultiChoice(choices=AccountPlan.Status.choices, label=_("status"))
    level = MultiChoice(choices=Level.choices, label=_("our level"))
    tier = django_filters.ChoiceFilter(
        field_name="customer__tier", choices=Customer.Tier.choices, label=_("tier of the customer")
    )
    next_review_on = DateRange(label=_("next review"))
    late = django_filters.BooleanFilter(method="filter_late", label=_("review overdue"))

    class Meta:
        model = AccountPlan
        fields: list[str] = []

    def filter_late(self, rows: Any, name: str, wanted: bool) -> Any:
        return rows.filter(review_due()) if wanted else rows.exclude(review_due())


class PlanActionFilterSet(RecordFilterSet):
    plan = PickFilter(
        "account-plans", queryset=AccountPlan.objects.all(), label=pgettext_lazy("account plan", "plan")
    )
    responsible = PickFilter("users", queryset=User.objects.all(), label=_("responsible"))
    status = MultiChoice(choices=PlanAction.Status.choices, label=_("status"))
    side = MultiChoice(choices=PlanAction.Side.choices, label=_("who acts"))
    is_milestone = django_filters.BooleanFilter(label=_("milestone"))
    due_on = DateRange(label=_("due"))

    class Meta:
        model = PlanAction
        fields: list[str] = []


class AssessmentFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    verdict = MultiChoice(choices=AccountAssessment.Verdict.choices, label=_("verdict"))
    service_mode = MultiChoice(choices=AccountAssessment.Mode.choices, label=_("service mode"))
    total = django_filters.RangeFilter(label=_("score"))
    assessed_on = DateRange(label=_("assessed on"))

    class Meta:
        model = AccountAssessment
        fields: list[str] = []
