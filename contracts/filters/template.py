import django_filters
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from records.filters import MultiChoice, PickFilter, RecordFilterSet

from ..models import Clause, ContractTemplate
from ..models.clause import Language, Mode


class ClauseFilterSet(RecordFilterSet):
    language = django_filters.ChoiceFilter(choices=Language.choices, label=_("language"))
    category = django_filters.CharFilter(lookup_expr="icontains", label=_("kind"), max_length=40)
    is_active = django_filters.BooleanFilter(label=_("in use"))

    class Meta:
        model = Clause
        fields: list[str] = []


class TemplateFilterSet(RecordFilterSet):
    status = MultiChoice(choices=ContractTemplate.Status.choices, label=_("status"))
    mode = django_filters.ChoiceFilter(choices=Mode.choices, label=_("template mode"))
    language = django_filters.ChoiceFilter(choices=Language.choices, label=_("language"))
    market_type = django_filters.ChoiceFilter(choices=Customer.Market.choices, label=_("market"))
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))

    class Meta:
        model = ContractTemplate
        fields: list[str] = []
