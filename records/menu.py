"""The left menu: six modules in daily-use order; each app adds its entries when it is ready."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import access
from core.addresses import page_address

from . import arrangements
from .arrangements import Place, Thing


@dataclass(frozen=True)
class Entry:
    """One menu line; shown only to those whose roles hold `permission` (empty: everybody signed in)."""

    module: str
    label: Any
    url_name: str
    icon: str
    permission: str = ""
    order: int = 50
    quick_create: bool = False


@dataclass
class Line:
    label: str
    url: str
    icon: str
    is_active: bool = False


@dataclass
class Module:
    label: str
    icon: str
    items: list[Line] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        return any(item.is_active for item in self.items)


MODULES: dict[str, tuple[Any, str]] = {
    "home": (_("My homepage"), "home"),
    "customers": (_("Customer management"), "buildings"),
    "service": (_("Customer service centre"), "headset"),
    "library": (_("Resource library"), "books"),
    "performance": (_("Performance"), "award"),
    "processes": (_("Process centre"), "route"),
    "system": (_("System management"), "settings"),
}
# Without these an administrator could not find back to where the menu is arranged.
FIXED = {"home", "home:home", "system", "admin:index"}
PLACE = "menu"
ENTRIES: list[Entry] = []
QUICK_CREATE: list[Entry] = []


def add(*entries: Entry) -> None:
    ENTRIES.extend(entries)


def add_quick_create(*entries: Entry) -> None:
    """What the `+` button offers."""
    QUICK_CREATE.extend(entries)


def things() -> list[Thing]:
    """The modules, each with its entries, as they are delivered."""
    found = [Thing(name, label, is_fixed=name in FIXED) for name, (label, _icon) in MODULES.items()]
    for entry in sorted(ENTRIES, key=lambda entry: entry.order):
        found.append(Thing(entry.url_name, entry.label, entry.module, is_fixed=entry.url_name in FIXED))
    return found


arrangements.declare(
    Place(
        PLACE,
        _("Menu"),
        things,
        help=_("Modules and their entries. Who may not open a page does not see its entry in any case."),
        is_renamable=True,
    )
)


def for_user(user: Any, path: str) -> list[Module]:
    """The modules and entries that the user may open, with the current one marked."""
    return _modules(*_seen(user, path))


def _seen(user: Any, path: str) -> tuple[tuple[int, ...], arrangements.Layout, str]:
    """The places of the entries that he may open and nobody hid from him, how they stand, and the address of that
    which the path lies in."""
    layout = arrangements.layout_of(PLACE, user)
    seen = access.once(user, ("menu", layout.hidden), lambda: _places(user, layout.hidden))
    return seen, layout, _active(_urls(seen, get_script_prefix()), path)


@lru_cache(maxsize=256)
def _urls(seen: tuple[int, ...], _prefix: str) -> frozenset[str]:
    return frozenset(page_address(ENTRIES[place].url_name) for place in seen)


def _active(urls: frozenset[str], path: str) -> str:
    """The longest of these addresses that the path lies in; the homepage is only itself."""
    inside = path
    while inside not in urls and inside != "/":
        inside = inside[: inside.rstrip("/").rfind("/") + 1] or "/"
    return inside if inside in urls and (inside != "/" or path == "/") else ""


def _places(user: Any, hidden: Collection[str]) -> tuple[int, ...]:
    return tuple(
        place
        for place, entry in enumerate(ENTRIES)
        if not {entry.module, entry.url_name} & set(hidden)
        and (not entry.permission or access.allows(user, entry.permission))
    )


def _modules(seen: tuple[int, ...], layout: arrangements.Layout, active: str) -> list[Module]:
    modules: dict[str, Module] = {}
    entries = [ENTRIES[place] for place in seen]
    for entry in sorted(entries, key=lambda entry: (layout.rank(entry.module), layout.rank(entry.url_name))):
        if entry.module not in modules:
            label, icon = MODULES[entry.module]
            modules[entry.module] = Module(layout.label(entry.module, label), icon)
        url = page_address(entry.url_name)
        line = Line(layout.label(entry.url_name, entry.label), url, entry.icon, is_active=url == active)
        modules[entry.module].items.append(line)
    return list(modules.values())


def label(user: Any, name: str, delivered: Any) -> str:
    """What a module or entry is called wherever it is named: the administrator's name, else the delivered one."""
    return arrangements.layout_of(PLACE, user).label(name, delivered)


def drawn_for(user: Any, path: str) -> SafeString:
    """The menu as it stands in the frame; few different ones exist, so each is rendered once."""
    return _drawn(*_seen(user, path), get_language())


@lru_cache(maxsize=2048)
def _drawn(
    seen: tuple[int, ...], layout: arrangements.Layout, active: str, _language: str | None
) -> SafeString:
    return drawn(_modules(seen, layout, active))


def drawn(modules: list[Module]) -> SafeString:
    parts = (render_to_string("components/menu_module.html", {"module": module}) for module in modules)
    return SafeString("".join(parts))


def quick_create_for(user: Any) -> list[Line]:
    return _creating(_creatable(user))


def quick_create_drawn_for(user: Any) -> SafeString:
    """What `+` opens, rendered once for all who may create the same."""
    return _creating_drawn(_creatable(user), get_language())


def _creatable(user: Any) -> tuple[int, ...]:
    """The places of the entries that he may use."""
    found: tuple[int, ...] = access.once(
        user,
        "quick_create",
        lambda: tuple(
            place
            for place, entry in enumerate(QUICK_CREATE)
            if not entry.permission or access.allows(user, entry.permission)
        ),
    )
    return found


def _creating(places: tuple[int, ...]) -> list[Line]:
    entries = sorted((QUICK_CREATE[place] for place in places), key=lambda entry: entry.order)
    return [Line(str(entry.label), page_address(entry.url_name), entry.icon) for entry in entries]


@lru_cache(maxsize=256)
def _creating_drawn(places: tuple[int, ...], _language: str | None) -> SafeString:
    return creating_drawn(_creating(places))


def creating_drawn(lines: list[Line]) -> SafeString:
    return render_to_string("components/new_items.html", {"lines": lines}) if lines else SafeString()
