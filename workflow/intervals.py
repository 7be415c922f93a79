"""What conditions leave possible: number fields as ranges, choice fields as sets of values.

Only conjunctions are understood (`all`, or a single test); of anything else nothing is concluded, so a drawing is
refused for a contradiction only where there is one.
"""

import json
from dataclasses import dataclass
from typing import Any

from . import conditions
from .structure import Structure


@dataclass(frozen=True)
class Range:
    """From `low` to `high`; None is endless; `open_…` leaves the bound itself out."""

    low: Any = None
    high: Any = None
    open_low: bool = False
    open_high: bool = False

    def both(self, other: "Range") -> "Range":
        low, open_low = self.low, self.open_low
        if other.low is not None and (low is None or other.low > low):
            low, open_low = other.low, other.open_low
        elif other.low is not None and other.low == low:
            open_low = open_low or other.open_low
        high, open_high = self.high, self.open_high
        if other.high is not None and (high is None or other.high < high):
            high, open_high = other.high, other.open_high
        elif other.high is not None and other.high == high:
            open_high = open_high or other.open_high
        return Range(low, high, open_low, open_high)

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.open_low or self.open_high))

    def contains(self, other: "Range") -> bool:
        if self.low is not None:
            if other.low is None or other.low < self.low:
                return False
            if other.low == self.low and self.open_low and not other.open_low:
                return False
        if self.high is not None:
            if other.high is None or other.high > self.high:
                return False
            if other.high == self.high and self.open_high and not other.open_high:
                return False
        return True


Possible = dict[str, "Range | frozenset[str]"]


def possible(condition: dict[str, Any] | None) -> Possible | None:
    """Field → what the condition leaves possible; None where it cannot be told."""
    if not condition:
        return {}
    if "any" in condition:
        parts = condition["any"]
        return possible(parts[0]) if len(parts) == 1 else None
    parts = condition.get("all", [condition])
    found: Possible = {}
    for part in parts:
        one = possible(part) if "all" in part or "any" in part else _single(part)
        if one is None or not _narrow(found, one):
            return None
    return found


def _single(test: dict[str, Any]) -> Possible | None:
    name, op, value = test.get("field", ""), test.get("op", ""), test.get("value")
    if op in {"is", "in"}:
        values = value if isinstance(value, list) else [value]
        return {name: frozenset(str(item) for item in values)}
    if op == "between" and isinstance(value, list) and len(value) == 2:
        low, high = conditions.ordered(value[0]), conditions.ordered(value[1])
        return {name: Range(low, high)} if low is not None and high is not None else None
    bound = conditions.ordered(value)
    if bound is None:
        return None
    ranges = {
        "eq": Range(bound, bound),
        "lt": Range(None, bound, open_high=True),
        "le": Range(None, bound),
        "gt": Range(bound, None, open_low=True),
        "ge": Range(bound, None),
    }
    return {name: ranges[op]} if op in ranges else None


def _narrow(found: Possible, more: Possible) -> bool:
    for name, given in more.items():
        before = found.get(name)
        if before is None:
            found[name] = given
        elif isinstance(before, Range) and isinstance(given, Range):
            found[name] = before.both(given)
        elif isinstance(before, frozenset) and isinstance(given, frozenset):
            found[name] = before & given
        else:
            return False
    return True


def is_impossible(left: Possible) -> bool:
    return any(given.is_empty if isinstance(given, Range) else not given for given in left.values())


def around(structure: Structure, path: tuple[str, ...]) -> Possible:
    """What the branches around a place leave possible."""
    found: Possible = {}
    for way_id in path:
        step, way = structure.ways[way_id]
        if step.kind == "condition" and not way.is_default:
            one = possible(way.condition)
            if one is not None:
                _narrow(found, one)
    return found


def contradicts(outer: Possible, condition: dict[str, Any] | None) -> bool:
    """Whether the condition cannot hold, by itself or within what is given around it."""
    inner = possible(condition)
    if inner is None:
        return False
    both = dict(outer)
    return is_impossible(inner) or (_narrow(both, inner) and is_impossible(both))


def covers(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    """Whether every document that fits `later` fits `earlier` already (where that can be told)."""
    if not earlier or json.dumps(earlier, sort_keys=True) == json.dumps(later, sort_keys=True):
        return True
    wide, narrow = possible(earlier), possible(later)
    if wide is None or narrow is None or is_impossible(narrow):
        return False
    for name, given in wide.items():
        other = narrow.get(name)
        if isinstance(given, Range) and isinstance(other, Range):
            if not given.contains(other):
                return False
        elif isinstance(given, frozenset) and isinstance(other, frozenset):
            if not other <= given:
                return False
        else:
            return False
    return True
