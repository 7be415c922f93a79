"""Puts the delivered roles into the database after each migration and keeps what an administrator changed."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import FieldPolicy, Grant, Role
from accounts.sources import ROLE_GRANTS, ROLE_POLICIES

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
            added += _add_new_policies(role)
    return added


def _add_new_policies(role: Role) -> int:
    """Field policies of the delivered role, noted on it as its grants are."""
    known = set(role.delivered)
    fresh = {
        f"{label}.{name} {mode}": (label, name, mode)
        for policies in ROLE_POLICIES
        for label, fields in policies.get(role.code, {}).items()
        for name, mode in fields.items()
        if f"{label}.{name} {mode}" not in known
    }
    held = {(policy.entity_id, policy.field) for policy in role.field_policies.all()}
    new = [
        FieldPolicy(role=role, entity=entity, field=name, mode=mode)
        for label, name, mode in fresh.values()
        if ((entity := ContentType.objects.get_by_natural_key(*label.split("."))).pk, name) not in held
    ]
    FieldPolicy.objects.bulk_create(new)  # as delivered, like the grants: without history
    if fresh:
        role.delivered = sorted(known | set(fresh))
        role.save()
    return len(new)


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
