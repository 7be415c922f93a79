from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from records import dictionaries
from records.custom.filters import made
from records.filters import DateRange, RecordFilterSet

from ..models import Customer, PooledCustomer, PublicPool
from ..selectors.pooled_fields import open_fields_of
from ..selectors.pools import hidden_by_pools


class PooledFilterSet(RecordFilterSet):
    """What a pool hides cannot be filtered by either: a hit would tell it."""

    pool = django_filters.ModelChoiceFilter(queryset=PublicPool.objects.all(), label=_("public pool"))
    tier = django_filters.ChoiceFilter(choices=Customer.Tier.choices, label=_("tier"))
    industry = django_filters.ChoiceFilter(
        choices=lambda: dictionaries.choices("industry"), label=_("industry")
    )
    city = django_filters.CharFilter(lookup_expr="iexact", label=_("city"))
    pooled_at = DateRange(label=_("in the pool since"))

    class Meta:
        model = PooledCustomer
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in hidden_by_pools(self.user) & {"tier", "industry", "city"}:
            self.filters.pop(name, None)
        if "pool" in self.filters:
            self.filters["pool"].queryset = PublicPool.objects.visible_to(self.user)

    @classmethod
    def custom_filters(cls, user: Any = None) -> dict[str, Any]:
        known = open_fields_of(user)
        return {definition.key: made(definition) for definition in known}
