"""The left menu: six modules in daily-use order; each app adds its entries when it is ready."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
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
    count: int | None = None


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
    modules: dict[str, Module] = {}
    best: Line | None = None
    layout = arrangements.layout_of(PLACE, user)
    for entry in sorted(ENTRIES, key=lambda entry: (layout.rank(entry.module), layout.rank(entry.url_name))):
        if entry.permission and not access.allows(user, entry.permission):
            continue
        if entry.module in layout.hidden or entry.url_name in layout.hidden:
            continue
        label, icon = MODULES[entry.module]
        line = Line(layout.label(entry.url_name, entry.label), page_address(entry.url_name), entry.icon)
        if entry.module not in modules:
            modules[entry.module] = Module(layout.label(entry.module, label), icon)
        modules[entry.module].items.append(line)
        inside = path == line.url or (line.url != "/" and path.startswith(line.url))
        if inside and (best is None or len(line.url) > len(best.url)):
            best = line
    if best is not None:
        best.is_active = True
    return list(modules.values())


def label(user: Any, name: str, delivered: Any) -> str:
    """What a module or entry is called wherever it is named: the administrator's name, else the delivered one."""
    return arrangements.layout_of(PLACE, user).label(name, delivered)


def drawn_for(user: Any, path: str) -> SafeString:
    """The menu as it stands in the frame; few different ones exist, so each is rendered once."""
    return drawn(
        tuple(
            (module.label, module.icon, tuple((i.label, i.url, i.is_active, i.count) for i in module.items))
            for module in for_user(user, path)
        )
    )


@lru_cache(maxsize=2048)
def drawn(modules: tuple[Any, ...]) -> SafeString:
    shown = [
        Module(
            label, icon, [Line(label, url, "", is_active, count) for label, url, is_active, count in items]
        )
        for label, icon, items in modules
    ]
    parts = (render_to_string("components/menu_module.html", {"module": module}) for module in shown)
    return SafeString("".join(parts))


def quick_create_for(user: Any) -> list[Line]:
    return [
        Line(str(entry.label), page_address(entry.url_name), entry.icon)
        for entry in sorted(QUICK_CREATE, key=lambda entry: entry.order)
        if not entry.permission or user.has_perm(entry.permission)
    ]


def quick_create_drawn_for(user: Any) -> SafeString:
    """What `+` opens, rendered once for all who may create the same."""
    return quick_create_drawn(tuple((i.label, i.url, i.icon) for i in quick_create_for(user)))


@lru_cache(maxsize=256)
def quick_create_drawn(lines: tuple[tuple[str, str, str], ...]) -> SafeString:
    shown = [Line(label, url, icon) for label, url, icon in lines]
    return render_to_string("components/new_items.html", {"lines": shown}) if shown else SafeString()
