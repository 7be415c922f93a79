"""Password sign-in whose permissions come from roles alone."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from . import access


class RoleBackend(ModelBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return access.allows(user_obj, perm)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(access.grants_of(user_obj))
