"""Rows of our own people and departments within a user's reach.

These models lie below the floor of `records.gate`, so they answer its questions (`visible_to`, `with_may`)
themselves, from the same reach.
"""

from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When


class PeopleQuerySet(models.QuerySet[Any]):
    """`owner` and `department` name the columns that a narrow reach compares; empty: such a reach finds nothing."""

    owner = ""
    department = ""

    def alive(self) -> "PeopleQuerySet":
        return self

    def visible_to(self, user: Any, action: str = "view") -> "PeopleQuerySet":
        return self.filter(self._within(user, action))

    def with_may(self, user: Any, *actions: str) -> "PeopleQuerySet":
        marks = {
            f"may_{action}": Case(
                When(self._within(user, action) | Q(pk__in=[]), then=Value(True)),
                default=Value(False),
                output_field=models.BooleanField(),
            )
            if not self._reach(user, action).everything
            else Value(True, output_field=models.BooleanField())
            for action in actions
        }
        return self.annotate(**marks)

    def _reach(self, user: Any, action: str) -> Any:
        from . import access

        meta = self.model._meta
        return access.reach(user, f"{meta.app_label}.{action}_{meta.model_name}")

    def _within(self, user: Any, action: str) -> Q:
        reach = self._reach(user, action)
        if reach.everything:
            return Q()
        rows = Q(pk__in=[])
        if reach.own and self.owner:
            rows |= Q(**{self.owner: user})
        if reach.departments and self.department:
            rows |= Q(**{f"{self.department}__in": reach.departments})
        return rows


class EmployeeQuerySet(PeopleQuerySet):
    owner = "user"
    department = "department"

    def working(self) -> "EmployeeQuerySet":
        return self.filter(status__in=["probation", "active"])


class DepartmentQuerySet(PeopleQuerySet):
    department = "pk"

    def active(self) -> "DepartmentQuerySet":
        return self.filter(is_active=True)

    def below(self, department: Any) -> "DepartmentQuerySet":
        """The department itself and everything under it."""
        return self.filter(path__startswith=department.path)


class LoginLogQuerySet(PeopleQuerySet):
    owner = "user"
    department = "user__employee__department"
