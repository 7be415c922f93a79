"""Password sign-in whose permissions come from roles alone."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from core import prepared, stamps

from . import access
from .models import User
from .sources import USER_COLUMNS


class RoleBackend(ModelBackend):
    def get_user(self, user_id: Any) -> Any:
        """The account with its department, the stamps of what is remembered and what every page says, in one
        statement."""
        rows = User.objects.select_related("employee__department")
        rows = rows.annotate(**stamps.columns(), **USER_COLUMNS)
        user = next(iter(prepared.rows(rows.filter(pk=user_id).order_by())), None)
        if user is None or not self.user_can_authenticate(user):
            return None
        access.carry(user, user)
        employee = getattr(user, "employee", None)
        user._home_department = employee.department if employee is not None else None
        return user

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return access.allows(user_obj, perm)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(access.grants_of(user_obj))
