from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Employee, Post, Role
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet


class EmployeeFilterSet(RecordFilterSet):
    department = PickFilter("departments", label=_("department and below"), method="within_department",
                            queryset=Department.objects.all())  # fmt: skip
    status = MultiChoice(label=_("status"), choices=Employee.Status.choices)
    role = django_filters.ModelChoiceFilter(
        label=_("role"), field_name="user__role_links__role", queryset=Role.objects.all()
    )
    post = django_filters.ModelChoiceFilter(label=_("post"), queryset=Post.objects.all())
    is_external = django_filters.BooleanFilter(label=_("outsider"))
    hire_date = DateRange(label=_("hired on"))

    class Meta:
        model = Employee
        fields: list[str] = []

    def within_department(self, rows: Any, name: str, value: Department) -> Any:
        return rows.filter(department__path__startswith=value.path)


class DepartmentFilterSet(RecordFilterSet):
    kind = MultiChoice(label=_("kind"), choices=Department.Kind.choices)
    is_active = django_filters.BooleanFilter(label=_("active"))

    class Meta:
        model = Department
        fields: list[str] = []
