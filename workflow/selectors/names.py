"""The names behind what a drawing keeps by id or code, fetched together for a whole drawing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Department, Post, Role, User

from ..structure import Step


@dataclass
class Names:
    """Codes and ids with their names; what is unknown shows as it is kept."""

    users: dict[int, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)

    def people(self, ids: Iterable[Any]) -> list[str]:
        return [self.users.get(int(pk), "?") for pk in ids if str(pk).isdigit()]


def names_for(steps: Iterable[Step]) -> Names:
    """All names that these steps speak of, in at most four queries."""
    wanted: dict[str, set[Any]] = {"users": set(), "role": set(), "post": set(), "department": set()}
    for step in steps:
        wanted["users"] |= set(step.settings.get("empty_users") or [])
        wanted["role"] |= set(step.settings.get("starters") or [])
        for rule in step.settings.get("assignees") or []:
            wanted["users"] |= set(rule.get("users") or [])
            for kind in ("role", "post", "department"):
                if rule.get(kind):
                    wanted[kind].add(rule[kind])
    ids = {int(pk) for pk in wanted["users"] if str(pk).isdigit()}
    found = Names()
    if ids:
        found.users = {user.pk: user.name for user in User.objects.filter(pk__in=ids)}
    if wanted["role"]:
        found.roles = dict(Role.objects.filter(code__in=wanted["role"]).values_list("code", "name"))
    if wanted["post"]:
        found.posts = dict(Post.objects.filter(code__in=wanted["post"]).values_list("code", "name"))
    if wanted["department"]:
        rows = Department.objects.filter(code__in=wanted["department"])
        found.departments = dict(rows.values_list("code", "name"))
    return found
