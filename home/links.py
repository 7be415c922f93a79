"""Addresses of lists already filtered: a figure on the homepage opens exactly the rows that it counts."""

from typing import Any
from urllib.parse import urlencode

from records.record_type import RECORD_TYPES

from .selectors.scope import DEPARTMENT, ME, Scope


def filtered(name: str, **filters: Any) -> str:
    """The list of a record type with these filters; empty where the list does not know one of them."""
    record = RECORD_TYPES.get(name)
    if record is None or not record.has_list:
        return ""
    known = _parameters(record)
    given = {key: value for key, value in filters.items() if value is not None}
    if not set(given) <= known:
        return ""
    return f"{record.list_url}?{urlencode(given, doseq=True)}" if given else record.list_url


def _parameters(record: Any) -> set[str]:
    names = {"sort", "q", "scene"}
    if record.filterset is not None:
        for name, item in record.filterset.base_filters.items():
            widget = item.extra.get("widget") or getattr(item.field_class, "widget", None)
            suffixes = getattr(widget, "suffixes", [None])
            names |= {f"{name}_{suffix}" if suffix else name for suffix in suffixes}
    return names


def customers(scope: Scope, **filters: Any) -> str:
    """The customer list narrowed to the scope; a scope that no filter can say has no address."""
    if scope.name == ME:
        return filtered("customers", owner=scope.user.pk, **filters)
    covers_reach = scope.department_ids is None or scope.department_ids == scope.reach.departments
    return filtered("customers", **filters) if scope.name == DEPARTMENT and covers_reach else ""
