"""Departments as a record type."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core.tables import Column, attribute, choice, link, related, text
from records.record_type import RecordType, SearchText

from ..filters.people import DepartmentFilterSet
from ..forms.people import DepartmentForm


def with_staff_count(rows: Any) -> Any:
    working = Q(employees__status__in=["active", "probation"])
    return rows.annotate(staff_count=Count("employees", filter=working))


DEPARTMENTS = RecordType(
    name="departments",
    model=Department,
    prefix="system:department",
    icon="hierarchy",
    columns=[
        link("name", _("name")),
        text("code", _("code")),
        related("parent", _("superior department"), sort="parent__name"),
        Column(
            name="leader",
            label=_("leader"),
            value=lambda row: row.leader.user.name if row.leader else "",
            related=("leader__user",),
        ),
        choice("kind", _("kind"), edit="kind"),
        Column(name="staff_count", label=_("employees"), value=attribute("staff_count"), align="end"),
        Column(name="is_active", label=_("active"), value=attribute("is_active"), sort="is_active"),
    ],
    order=("sort", "code"),
    filterset=DepartmentFilterSet,
    form=DepartmentForm,
    quick_filters=("is_active",),
    search=lambda row: SearchText(name=row.name, others=[row.code]),
    hint=lambda row: row.code,
    annotate=with_staff_count,
    api_fields=("id", "code", "name", "parent", "leader", "kind", "sort", "is_active"),
    api_filters=("parent", "kind", "is_active"),
)
