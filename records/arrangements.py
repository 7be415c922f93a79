"""The order, the hiding and the names of things that stand in a place: the menu, a page's tabs, the homepage's cards.

A place is declared once with what it holds. An administrator arranges it for everybody and for single roles, a user his
own where the place allows that. Of a user's roles each follows its own arrangement or else that for everybody: the order
is that of the first role with one of its own, and a thing is hidden only where all his roles hide it. Hiding is no right:
what is hidden still answers at its address.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import get_language

from accounts import access
from core import stamps

from .models import Arrangement

Row = TypeVar("Row")
Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class Thing:
    """One thing of a place; those of the same `group` stand together. A fixed one cannot be hidden."""

    name: str
    label: Any
    group: str = ""
    is_fixed: bool = False


@dataclass(frozen=True)
class Place:
    """`things` answers what the place holds, in the delivered order; `groups` names groups that are no things."""

    name: str
    label: Any
    things: Callable[[], list[Thing]]
    help: Any = ""
    is_renamable: bool = False
    is_personal: bool = False
    groups: dict[str, Any] = field(default_factory=dict)


PLACES: dict[str, Place] = {}


def declare(*places: Place) -> None:
    for place in places:
        PLACES[place.name] = place


@dataclass(eq=False)
class Layout:
    """How the things of a place stand for somebody; each is itself, so that what was made for it can be kept."""

    place: str
    lines: Lines = field(default_factory=list)
    hidden: frozenset[str] = frozenset()
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def ranks(self) -> dict[str, int]:
        order = merged(PLACES[self.place].things(), self.lines)
        return {thing.name: rank for rank, thing in enumerate(order)}

    def rank(self, name: str) -> int:
        return self.ranks.get(name, len(self.ranks))

    def label(self, name: str, delivered: Any) -> str:
        """The administrator's name in the reader's language, else the delivered one."""
        given = self.names.get(name)
        if given is None:
            return str(delivered)
        return given.get("zh" if (get_language() or "").startswith("zh") else "en") or str(delivered)

    def lay(self, rows: Iterable[Row], name_of: Callable[[Row], str], keep: str = "") -> list[Row]:
        """The rows in their order, without the hidden ones (`keep` stays all the same)."""
        shown = [row for row in rows if name_of(row) not in self.hidden or name_of(row) == keep]
        return sorted(shown, key=lambda row: self.rank(name_of(row)))


def merged(things: Sequence[Thing], lines: Lines) -> list[Thing]:
    """The things in the order of the lines; one that they do not mention follows the one it was delivered behind."""
    known = {thing.name: thing for thing in things}
    order = [known[line["name"]] for line in lines if line["name"] in known]
    mentioned = {thing.name for thing in order}
    before: dict[str, Thing] = {}
    for thing in things:
        if thing.name not in mentioned:
            previous = before.get(thing.group)
            order.insert(order.index(previous) + 1 if previous in order else 0, thing)
        before[thing.group] = thing
    return order


_kept: tuple[str, dict[tuple[str, int | None], Lines]] = ("", {})
_layouts: dict[Any, Layout] = {}


def _arranged() -> dict[tuple[str, int | None], Lines]:
    """Every arrangement for everybody and for roles; each process reads them once after they changed."""
    global _kept
    stamp = stamps.current(stamps.ARRANGEMENTS)
    if not stamp:
        return {}  # nobody has ever arranged anything
    if stamp != _kept[0]:
        rows = Arrangement.objects.filter(user=None).values_list("place", "role_id", "lines")
        _kept = (stamp, {(place, role_id): lines for place, role_id, lines in rows})
        _layouts.clear()
    return _kept[1]


def token() -> str:
    """Another word whenever an arrangement changed."""
    return stamps.current(stamps.ARRANGEMENTS)


def layout_of(place: str, user: Any) -> Layout:
    """How the place stands for this user, his own wishes apart."""
    roles = access.granting_roles(user)
    arranged = _arranged()
    key = (place, roles) if arranged else place
    found = _layouts.get(key)
    if found is None:
        found = _layouts[key] = _layout(place, roles, arranged)
    return found


def layout_for(place: str, role_id: int | None) -> Layout:
    """How the place stands for one role alone, or for everybody."""
    return _layout(place, (role_id,) if role_id else (), _arranged())


def _layout(place: str, roles: tuple[int, ...], arranged: dict[tuple[str, int | None], Lines]) -> Layout:
    general = arranged.get((place, None), [])
    own = [arranged[(place, role)] for role in roles if (place, role) in arranged]
    followed = [arranged.get((place, role), general) for role in roles] or [general]
    return Layout(
        place,
        own[0] if own else general,
        frozenset.intersection(*map(hidden_in, followed)),
        {
            line["name"]: {"zh": line.get("zh", ""), "en": line.get("en", "")}
            for line in general
            if line.get("zh") or line.get("en")
        },
    )


def hidden_in(lines: Lines) -> frozenset[str]:
    return frozenset(line["name"] for line in lines if line.get("hidden"))


def own_layout(place: str, user: Any) -> Layout:
    """How the place stands for the user where he may arrange it himself: as he left it, else as his roles have it."""
    lines = Arrangement.objects.filter(place=place, user=user).values_list("lines", flat=True).first()
    return layout_of(place, user) if lines is None else Layout(place, lines, hidden_in(lines))
