import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from contacts.models import Customer
from marketing.models import Campaign
from records import dictionaries
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import Expense, Opportunity


class ExpenseFilterSet(RecordFilterSet):
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    opportunity = PickFilter("opportunities", queryset=Opportunity.objects.all(), label=_("opportunity"))
    campaign = PickFilter("campaigns", queryset=Campaign.objects.all(), label=_("campaign"))
    kind = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("expense_kind"), label=_("kind of expense")
    )
    status = MultiChoice(choices=Expense.Status.choices, label=_("status"))
    amount = django_filters.RangeFilter(label=_("amount (yuan)"))
    spent_on = DateRange(label=_("spent on"))

    class Meta:
        model = Expense
        fields: list[str] = []
