"""Roles, posts and departments as choices of the process designer: found by name, kept by code."""

from typing import Any

from django.db.models import Q
from django.http import QueryDict

from accounts.models import Department, Post, Role
from records.picks import LIMIT


def _may_draw(user: Any) -> bool:
    return bool(user.has_perm("workflow.change_processdefinition"))


def _matching(rows: Any, words: str) -> Any:
    return rows.filter(Q(name__icontains=words) | Q(code__iexact=words)) if words else rows


def roles(user: Any, words: str, query: QueryDict) -> list[dict[str, Any]]:
    if not _may_draw(user):
        return []
    rows = _matching(Role.objects.exclude(code="cus").order_by("pk"), words)[:LIMIT]
    return [{"value": row.code, "text": row.name, "hint": row.description} for row in rows]


def posts(user: Any, words: str, query: QueryDict) -> list[dict[str, Any]]:
    if not _may_draw(user):
        return []
    rows = _matching(Post.objects.filter(is_active=True).order_by("code"), words)[:LIMIT]
    return [{"value": row.code, "text": row.name, "hint": ""} for row in rows]


def departments(user: Any, words: str, query: QueryDict) -> list[dict[str, Any]]:
    if not _may_draw(user):
        return []
    rows = _matching(Department.objects.filter(is_active=True).select_related("parent"), words)
    found = rows.order_by("path")[:LIMIT]
    return [
        {"value": row.code, "text": row.name, "hint": row.parent.name if row.parent_id else ""}
        for row in found
    ]


PICKS = {"role-codes": roles, "post-codes": posts, "department-codes": departments}
