"""Tabs of a record's page: each app adds its own to the records of lower floors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.tables import escaped

from . import arrangements
from .arrangements import Place, Thing
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

    def context(self, obj: Any, request: HttpRequest) -> dict[str, Any]:
        return {"custom": shown_on(obj, request.user), **self.tab.context(obj, request)}


TABS: dict[str, list[Tab]] = {}


def add(model_label: str, *tabs: Tab) -> None:
    TABS.setdefault(model_label, []).extend(tabs)


def place_of(model_label: str) -> str:
    return "tabs-" + model_label.replace(".", "-")


def arrangeable(model_label: str, label: Any, help: Any = "") -> None:
    """Administrators may arrange the tabs of this record's page, for everybody and for roles."""

    def things() -> list[Thing]:
        return [Thing(tab.name, tab.label) for tab in delivered(model_label)]

    arrangements.declare(Place(place_of(model_label), label, things, help=help))


def delivered(model_label: str) -> list[Tab]:
    return sorted(TABS.get(model_label, []), key=lambda tab: tab.order)


def for_record(obj: Any, user: Any, asked: str = "") -> list[ShownTab]:
    """The tabs that the user may open, in order, with their counts; a hidden one only where it is asked for."""
    model_label = obj._meta.label_lower
    allowed = [tab for tab in delivered(model_label) if not tab.permission or user.has_perm(tab.permission)]
    if place_of(model_label) in arrangements.PLACES:
        layout = arrangements.layout_of(place_of(model_label), user)
        allowed = layout.lay(allowed, lambda tab: tab.name, keep=asked)
    return [ShownTab(tab, tab.count(obj, user) if tab.count else None) for tab in allowed]


def chosen(shown: list[ShownTab], name: str) -> ShownTab | None:
    current = next((tab for tab in shown if tab.name == name), shown[0] if shown else None)
    if current is not None:
        current.is_current = True
    return current


def strip(shown: list[ShownTab], address: str = "?", target: str = "") -> SafeString:
    """The tabs as links, nothing where there are none; written in Python, as a customer has two dozen.

    `address` is what `tab=` is added to; `target` the id of the part that htmx replaces, else they are plain links.
    """
    if not shown:
        return SafeString("")
    into = f' hx-target="#{target}" hx-push-url="true"' if target else ""
    links = []
    for entry in shown:
        url = escaped(f"{address}tab={entry.name}")
        current = ' aria-current="page"' if entry.is_current else ""
        asked = f' hx-get="{url}"{into}' if target else ""
        count = "" if entry.count is None else f' <span class="count">{entry.count}</span>'
        links.append(f'<li><a href="{url}"{current}{asked}>{escaped(entry.label)}{count}</a></li>')
    label = escaped(gettext("Sections"))
    return SafeString(f'<nav aria-label="{label}"><ul class="tabs">{"".join(links)}</ul></nav>')
