"""All that conditions may read about a document and who submits it, as it is at that moment."""

from typing import Any

from accounts.models import Department

from . import subjects
from .assignees import employee_of


def facts_of(subject: subjects.Subject | None, obj: Any, initiator: Any, market: str) -> dict[str, Any]:
    """All that conditions may read, frozen when a document is submitted."""
    found = subject.read(obj) if subject is not None and obj is not None else {}
    employee = employee_of(initiator)
    departments: list[str] = []
    if employee is not None:
        rows = Department.objects.filter(pk__in=employee.department.ancestor_ids)
        departments = list(rows.values_list("code", flat=True))
    found["market"] = found.get("market") or market
    found["initiator_roles"] = list(initiator.role_links.values_list("role__code", flat=True))
    found["initiator_departments"] = departments
    return found
