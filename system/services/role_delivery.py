"""Puts the delivered roles into the database after each migration and keeps what an administrator changed."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db import transaction

from accounts.models import Grant, Role
from accounts.sources import ROLE_GRANTS

from ..roles import ROLES


def deliver_roles(**kwargs: Any) -> int:
    """Create missing roles and add grants never delivered before; answers how many grants were added.

    A grant once delivered is noted on the role: if an administrator takes it away, it stays away.
    """
    for app in apps.get_app_configs():  # this runs before lower apps have made their permissions
        create_permissions(app, verbosity=0)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission.pk
        for permission in Permission.objects.select_related("content_type")
    }
    added = 0
    with transaction.atomic():
        for delivered in ROLES:
            role, _made = Role.objects.get_or_create(
                code=delivered.code,
                defaults={
                    "name": delivered.name,
                    "description": delivered.description,
                    "is_separate": delivered.is_separate,
                },
            )
            added += _add_new_grants(role, wanted_grants(role.code), permissions)
    return added


def wanted_grants(code: str) -> dict[str, str]:
    """What all apps give this role."""
    return {name: span for grants in ROLE_GRANTS for name, span in grants.get(code, {}).items()}


def _add_new_grants(role: Role, wanted: dict[str, str], permissions: dict[str, int]) -> int:
    known = set(role.delivered)
    fresh = {name: span for name, span in wanted.items() if name not in known and name in permissions}
    if not fresh:
        return 0
    held = set(role.grants.values_list("permission_id", flat=True))
    new = [
        Grant(role=role, permission_id=permissions[name], span=span)
        for name, span in fresh.items()
        if permissions[name] not in held
    ]
    # Delivered data has no history: it is what everybody gets, and the history begins with a change to it.
    Grant.objects.bulk_create(new)
    role.delivered = sorted(known | set(fresh))
    role.save()
    return len(new)
