"""Tabs of a record's page: each app adds its own to the records of lower floors."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.tables import escaped

from . import arrangements
from .arrangements import Place, Thing
from .custom.shown import shown_on

# In ems: the row beside a customer's tree, and on a page of its own; the menu's button; the space around a label.
ROOM_BESIDE, ROOM = 60.0, 76.0
MORE, AROUND = 6.0, 2.0
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


def strip(shown: list[ShownTab], address: str = "?", target: str = "", room: float = ROOM) -> SafeString:
    """The tabs as links in one row, nothing where there are none; written in Python, as a customer has two dozen.

    What has no room stands in a menu behind them; the current one never does. `address` is what `tab=` is added to;
    `target` the id of the part that htmx replaces, else they are plain links.
    """
    if not shown:
        return SafeString("")
    into = f' hx-target="#{target}" hx-push-url="true"' if target else ""
    links, breadths = [], []
    for entry in shown:
        label = str(entry.label)  # once: it is looked up in the reader's language
        links.append(_link(entry, label, address, into))
        breadths.append(_ems(label) + (0 if entry.count is None else _ems(f" {entry.count}")))
    behind = _without_room(shown, breadths, room)
    more = ""
    if behind:
        rest = "".join(link for place, link in enumerate(links) if place in behind)
        label = escaped(gettext("More"))
        summary = f'{label} <span class="count">{len(behind)}</span>'
        more = f'<details class="tabs-more"><summary>{summary}</summary><ul>{rest}</ul></details>'
    row = "".join(link for place, link in enumerate(links) if place not in behind)
    label = escaped(gettext("Sections"))
    return SafeString(f'<nav class="tab-strip" aria-label="{label}"><ul class="tabs">{row}</ul>{more}</nav>')


def _link(entry: ShownTab, label: str, address: str, into: str) -> str:
    url = escaped(f"{address}tab={entry.name}")
    current = ' aria-current="page"' if entry.is_current else ""
    asked = f' hx-get="{url}"{into}' if into else ""
    count = "" if entry.count is None else f' <span class="count">{entry.count}</span>'
    return f'<li><a href="{url}"{current}{asked}>{escaped(label)}{count}</a></li>'


def _without_room(shown: list[ShownTab], breadths: list[float], room: float) -> set[int]:
    """The places of those behind the first that fit beside the current one; none where all fit."""
    total = sum(breadths) + AROUND * len(shown)
    if total <= room:
        return set()
    current = next((place for place, entry in enumerate(shown) if entry.is_current), 0)
    taken = MORE + AROUND + breadths[current]
    for place, breadth in enumerate(breadths):
        if place != current:
            taken += AROUND + breadth
        if taken > room:
            return {behind for behind in range(place, len(shown)) if behind != current}
    return set()


@lru_cache(maxsize=2000)
def _ems(text: str) -> float:
    """About how broad it is: a Chinese character is as broad as it is high, others are half of that."""
    return sum(1 if letter > "\u2e7f" else 0.53 for letter in text)
