"""Inputs of the process designer: drawings may be incomplete, so they are read as they come and judged by the validator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[Any, Any]]
LONGEST = 200


@dataclass
class Input:
    """One labelled control. `kind`: text | number | date | long_text | check | select | many | find | find_many.

    `find` asks `pick` (a search-as-you-type list) while one types; `options` then holds what is chosen already.
    `shapes` says that a change of it changes which other inputs there are.
    """

    name: str
    label: Any
    kind: str = "text"
    value: Any = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    help: Any = ""
    pick: str = ""
    shapes: bool = False
    is_wide: bool = False

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def chosen(self) -> set[str]:
        given = self.value if isinstance(self.value, list | tuple | set) else [self.value]
        return {str(item) for item in given if item not in (None, "")}

    @property
    def rows(self) -> list[tuple[str, str, bool]]:
        """Value, label and whether it is chosen."""
        chosen = self.chosen
        return [(value, label, value in chosen) for value, label in self.options]

    @property
    def url(self) -> str:
        return reverse("records:pick", args=[self.pick]) if self.pick else ""

    @property
    def is_many(self) -> bool:
        return self.kind in {"many", "find_many"}

    @property
    def is_select(self) -> bool:
        return self.kind in {"select", "many", "find", "find_many"}


def options_of(choices: Choices) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in choices]


def select(name: str, label: Any, choices: Choices, value: Any, **facts: Any) -> Input:
    options = options_of(choices)
    given = str(value) if value is not None else ""
    if given not in {slug for slug, _label in options}:
        options = [
            (given, f"{given} ?" if given else "---------"),
            *options,
        ]  # gone meanwhile; never lost in silence
    return Input(name, label, "select", given, options, **facts)


def check(name: str, label: Any, value: Any, **facts: Any) -> Input:
    return Input(name, label, "check", bool(value), **facts)


def number(name: str, label: Any, value: Any, **facts: Any) -> Input:
    return Input(name, label, "number", "" if value is None else value, **facts)


def find_people(name: str, label: Any, ids: Iterable[Any], names: Mapping[int, str], **facts: Any) -> Input:
    chosen = [int(pk) for pk in ids if str(pk).isdigit()]
    options = [(str(pk), names.get(pk, "?")) for pk in chosen]
    return Input(name, label, "find_many", [str(pk) for pk in chosen], options, pick="users", **facts)


def find_code(name: str, label: Any, pick: str, code: str, names: Mapping[str, str], **facts: Any) -> Input:
    """One role, post or department, kept by its code and never typed as such."""
    options = [("", ""), *([(code, names.get(code, code))] if code else [])]
    return Input(name, label, "find", code, options, pick=pick, **facts)


def text(post: Mapping[str, Any], name: str, longest: int = LONGEST) -> str:
    return str(post.get(name, "")).replace("\x00", "").strip()[:longest]


def many(post: Any, name: str) -> list[str]:
    values = post.getlist(name) if hasattr(post, "getlist") else post.get(name, [])
    return [str(value).replace("\x00", "")[:LONGEST] for value in values if value not in (None, "")][:200]


def ids(post: Any, name: str) -> list[int]:
    return [
        int(value) for value in many(post, name) if value.isascii() and value.isdigit() and len(value) < 19
    ]


def flag(post: Mapping[str, Any], name: str) -> bool:
    return bool(post.get(name))


def count(post: Mapping[str, Any], name: str, most: int = 60) -> int:
    """How many rows of a kind were sent."""
    given = text(post, name)
    return min(int(given), most) if given.isascii() and given.isdigit() and len(given) < 5 else 0


def figure(post: Mapping[str, Any], name: str) -> Any:
    """A number as it was typed: whole where it is whole, else a decimal, else the text for the validator to refuse."""
    given = text(post, name, 20)
    if not given:
        return None
    if given.isascii() and given.isdigit():
        return int(given)
    try:
        found = float(given)
    except ValueError:
        return given
    return found if abs(found) < 1e9 else given


def whole(post: Mapping[str, Any], name: str, lowest: int, highest: int) -> int:
    given = figure(post, name)
    return min(max(given, lowest), highest) if isinstance(given, int) else lowest


def place_after(do: str, verb: str) -> int | None:
    """The row that a button such as “drop-rule:2” speaks of; None where it is another button."""
    name, _colon, place = do.partition(":")
    return int(place) if name == verb and place.isascii() and place.isdigit() and len(place) < 4 else None


def rearranged(rows: list[Any], do: str, noun: str) -> list[Any]:
    """The rows after a button “drop-<noun>:i”, “up-<noun>:i” or “down-<noun>:i”."""
    rows = list(rows)
    if (place := place_after(do, f"drop-{noun}")) is not None and place < len(rows):
        rows.pop(place)
    for verb, by in (("up", -1), ("down", 1)):
        place = place_after(do, f"{verb}-{noun}")
        if place is not None and place < len(rows) and 0 <= place + by < len(rows):
            rows.insert(place + by, rows.pop(place))
    return rows


YES_NO = [("true", _("yes")), ("false", _("no"))]
