"""The form in which a place is arranged: rows in their order, a tick for what is shown, names where they may be given."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from .arrangements import Lines, Place, Thing, merged


@dataclass
class Row:
    """One thing as the form shows it; `below` are the things of its own group."""

    thing: Thing
    is_shown: bool
    zh: str = ""
    en: str = ""
    below: list["Row"] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.thing.label)


@dataclass
class Block:
    """Rows that are put in order among themselves."""

    name: str
    label: str
    rows: list[Row]


def read(place: Place, data: QueryDict) -> Lines:
    """The lines as they were sent, moved once more where an arrow was pressed without a script."""
    shown = set(data.getlist("shown"))
    fixed = {thing.name for thing in place.things() if thing.is_fixed}
    lines = [
        {
            "name": name,
            "hidden": name not in shown and name not in fixed,
            "zh": data.get(f"zh {name}", ""),
            "en": data.get(f"en {name}", ""),
        }
        for name in data.getlist("order")
    ]
    way, _space, name = data.get("move", "").partition(" ")
    return _moved(place, lines, name, -1 if way == "up" else 1) if way in {"up", "down"} else lines


def _moved(place: Place, lines: Lines, name: str, step: int) -> Lines:
    groups = {thing.name: thing.group for thing in place.things()}
    beside = [line for line in lines if groups.get(line["name"]) == groups.get(name)]
    here = next((at for at, line in enumerate(beside) if line["name"] == name), None)
    if here is None or not 0 <= here + step < len(beside):
        return lines
    one, other = lines.index(beside[here]), lines.index(beside[here + step])
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def blocks(place: Place, lines: Lines, only: set[str] | None = None) -> list[Block]:
    """What the form shows: the groups of the place, or its first rows with what stands below them."""
    given: dict[str, dict[str, Any]] = {line["name"]: line for line in lines}
    things = [thing for thing in merged(place.things(), lines) if only is None or thing.name in only]
    rows: dict[str, list[Row]] = {}
    for thing in things:
        line = given.get(thing.name, {})
        row = Row(thing, not line.get("hidden"), line.get("zh", ""), line.get("en", ""))
        rows.setdefault(thing.group, []).append(row)
    if place.groups:
        return [Block(name, str(label), rows[name]) for name, label in place.groups.items() if rows.get(name)]
    for row in rows.get("", []):
        row.below = rows.get(row.thing.name, [])
    return [Block("", "", rows.get("", []))]
