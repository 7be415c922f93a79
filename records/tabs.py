"""Tabs of a record's page: each app adds its own to the records of lower floors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .custom.shown import shown_on

Context = Callable[[Any, HttpRequest], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Tab:
    """`context(record, request)` gives what `template` shows; `count(record, user)` the figure on the tab."""

    name: str
    label: Any
    template: str
    context: Context
    permission: str = ""
    count: Callable[[Any, Any], int] | None = None
    order: int = 50
    icon: str = ""


@dataclass
class ShownTab:
    tab: Tab
    count: int | None
    is_current: bool = False

    @property
    def name(self) -> str:
        return self.tab.name

    @property
    def label(self) -> Any:
        return self.tab.label

    @property
    def template(self) -> str:
        return self.tab.template

    @property
    def icon(self) -> str:
        return self.tab.icon

    def context(self, obj: Any, request: HttpRequest) -> dict[str, Any]:
        return {"custom": shown_on(obj, request.user), **self.tab.context(obj, request)}


TABS: dict[str, list[Tab]] = {}


def add(model_label: str, *tabs: Tab) -> None:
    TABS.setdefault(model_label, []).extend(tabs)


def for_record(obj: Any, user: Any) -> list[ShownTab]:
    """The tabs that the user may open, in order, with their counts."""
    allowed = [
        tab
        for tab in TABS.get(obj._meta.label_lower, [])
        if not tab.permission or user.has_perm(tab.permission)
    ]
    return [
        ShownTab(tab, tab.count(obj, user) if tab.count else None)
        for tab in sorted(allowed, key=lambda tab: tab.order)
    ]


def chosen(shown: list[ShownTab], name: str) -> ShownTab | None:
    current = next((tab for tab in shown if tab.name == name), shown[0] if shown else None)
    if current is not None:
        current.is_current = True
    return current
