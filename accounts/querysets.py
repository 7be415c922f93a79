"""Chainable reads of people and departments."""

from typing import Any

from django.db import models

from core.models.stamped import StampedQuerySet


class EmployeeQuerySet(models.QuerySet[Any]):
    def working(self) -> "EmployeeQuerySet":
        return self.filter(status__in=["probation", "active"])


class DepartmentQuerySet(StampedQuerySet):
    def active(self) -> "DepartmentQuerySet":
        return self.filter(is_active=True)

    def below(self, department: Any) -> "DepartmentQuerySet":
        """The department itself and everything under it."""
        return self.filter(path__startswith=department.path)
