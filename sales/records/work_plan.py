"""The work plan as a record type."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Department, User
from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.tables import Column, choice, related, text
from records.filters import DateRange, PickFilter, RecordFilterSet
from records.record_type import RecordType, Scene, SearchText

from ..forms.work_plan import WorkPlanForm
from ..models import WorkPlan
from ..selectors.work_plans import rate, with_counts


class WorkPlanFilters(RecordFilterSet):
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    span = django_filters.ChoiceFilter(
        choices=WorkPlan.Span.choices, label=pgettext_lazy("work plan", "span")
    )
    starts_on = DateRange(label=pgettext_lazy("work plan", "from"))

    class Meta:
        model = WorkPlan
        fields: list[str] = []


def current(user: Any) -> Q:
    today = clock.today()
    return Q(starts_on__lte=today, ends_on__gte=today)


def linked(row: WorkPlan) -> Any:
    return format_html('<a href="{}" class="row-link">{}</a>', row.get_absolute_url(), row)


WORK_PLANS = RecordType(
    name="work-plans",
    model=WorkPlan,
    prefix="sales:work_plan",
    icon="clipboard-list",
    columns=[
        Column(name="name", label=_("work plan"), value=str, html=linked, sort="starts_on", field="span"),
        related("owner", _("owner"), sort="owner__pinyin"),
        choice("span", pgettext_lazy("work plan", "span"), is_default=False),
        text("starts_on", pgettext_lazy("work plan", "from"), is_default=False),
        text("ends_on", pgettext_lazy("work plan", "until")),
        text("goal", _("goal")),
        Column(
            name="completion",
            label=_("completion rate (%)"),
            value=lambda row: rate(row.done_count, row.item_count),
            align="end",
            field="span",
        ),
        Column(name="item_count", label=_("items"), value=lambda row: row.item_count, align="end", field="span"),
        text("comment", _("leader's comment")),
        related("department", _("owning department"), sort="department__sort", is_default=False),
    ],
    order=["-starts_on", "-pk"],
    filterset=WorkPlanFilters,
    form=WorkPlanForm,
    quick_filters=["owner", "span"],
    scenes=[
        Scene("current", _("Now"), current),
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
        Scene("uncommented", _("Without a comment"), lambda user: Q(comment="") & ~Q(owner=user)),
    ],
    annotate=with_counts,
    search=lambda row: SearchText(name=row.goal or str(row.starts_on), others=[row.summary[:2000]]),
    hint=lambda row: str(row.owner or ""),
    hint_related=("owner",),
    api_fields=[
        "span", "starts_on", "ends_on", "goal", "summary", "comment", "commented_at", "owner", "department",
    ],
    actions=("change",),
)  # fmt: skip
