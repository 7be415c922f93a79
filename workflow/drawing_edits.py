"""Strokes on a drawing in memory: steps and branches added, moved and taken away.

A line (a list of steps one under the other) is addressed by "" for the main line, else by "<key of the block>:<place
of the branch>", as both stay the same while a revision of the draft lasts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError

from .models import Node
from .structure import BLOCK_KINDS, Step, Way, new_key

MOST_WAYS = 20
Kind = Node.Kind


@dataclass(frozen=True)
class Spot:
    """Where a step stands."""

    step: Step
    line: list[Step]
    index: int
    address: str


def spots(steps: list[Step], address: str = "") -> Iterator[Spot]:
    for index, step in enumerate(steps):
        yield Spot(step, steps, index, address)
        for place, way in enumerate(step.ways):
            yield from spots(way.steps, f"{step.key}:{place}")


def find(steps: list[Step], key: str) -> Spot:
    for spot in spots(steps):
        if spot.step.key == key:
            return spot
    raise DomainError(_("This step is not there any more. Look at the drawing again."), code="gone")


def find_way(steps: list[Step], address: str) -> tuple[Step, int]:
    key, _colon, place = address.rpartition(":")
    step = find(steps, key).step
    if not (place.isascii() and place.isdigit()) or int(place) >= len(step.ways):
        raise DomainError(_("This branch is not there any more. Look at the drawing again."), code="gone")
    return step, int(place)


def line_at(steps: list[Step], address: str) -> list[Step]:
    if not address:
        return steps
    step, place = find_way(steps, address)
    return step.ways[place].steps


def default_name(kind: str) -> str:
    names = {
        Kind.APPROVE: _("Approval"),
        Kind.HANDLE: _("Work step"),
        Kind.CC: _("Copy to"),
        Kind.CONDITION: _("Condition"),
        Kind.PARALLEL: _("In parallel"),
        Kind.DELAY: _("Wait"),
        Kind.JUMP: _("Go to"),
        Kind.END: _("End"),
    }
    if kind not in names:
        raise DomainError(_("This kind of step is unknown. Choose another."), code="unknown_kind")
    return names[Kind(kind)]


def new_step(kind: str) -> Step:
    """A step that already has the branches it needs, with names that say what is to be done with them."""
    step = Step(new_key(kind), kind, default_name(kind))
    if kind == Kind.CONDITION:
        step.ways = [Way("", _("Branch %(number)d") % {"number": 1}), Way("", _("Otherwise"), {}, True)]
    elif kind == Kind.PARALLEL:
        step.ways = [Way("", _("Line %(number)d") % {"number": number}) for number in (1, 2)]
    elif kind == Kind.END:
        step.settings = {"result": "approved"}
    return step


def insert(steps: list[Step], step: Step, address: str, index: int) -> None:
    line = line_at(steps, address)
    lowest = 1 if line and line[0].kind == Kind.START else 0
    line.insert(min(max(index, lowest), len(line)), step)


def remove(steps: list[Step], key: str) -> Step:
    """Take a step away with all that stands in its branches."""
    spot = find(steps, key)
    if spot.step.kind == Kind.START:
        raise DomainError(_("Each process begins with its start. Delete another step."), code="start_stays")
    return spot.line.pop(spot.index)


def move(steps: list[Step], key: str, address: str, index: int) -> Step:
    """Put a step (with its branches) before the one that stands at `index` of the line as it is now."""
    spot = find(steps, key)
    if spot.step.kind == Kind.START:
        raise DomainError(_("The start stays at the top. Move another step."), code="start_stays")
    target = line_at(steps, address)
    if any(inner.line is target for inner in spots([spot.step]) if inner.step is not spot.step) or any(
        way.steps is target for inner in spots([spot.step]) for way in inner.step.ways
    ):
        raise DomainError(_("A step cannot be moved into its own branches."), code="into_itself")
    if spot.line is target and index > spot.index:
        index -= 1
    spot.line.pop(spot.index)
    lowest = 1 if target and target[0].kind == Kind.START else 0
    target.insert(min(max(index, lowest), len(target)), spot.step)
    return spot.step


def shift(steps: list[Step], key: str, by: int) -> Step:
    """One place up or down; from the edge of a branch out of its block, before or behind it."""
    spot = find(steps, key)
    place = spot.index + by
    if 0 <= place < len(spot.line):
        return move(steps, key, spot.address, place + (1 if by > 0 else 0))
    if not spot.address:
        raise DomainError(_("The step stands there already."), code="at_the_edge")
    block = find(steps, spot.address.rpartition(":")[0])
    return move(steps, key, block.address, block.index + (1 if by > 0 else 0))


def add_way(steps: list[Step], key: str) -> int:
    """A further branch, before the “otherwise”; gives its place."""
    step = find(steps, key).step
    if step.kind not in BLOCK_KINDS:
        raise DomainError(_("This step has no branches."), code="no_branches")
    if len(step.ways) >= MOST_WAYS:
        raise DomainError(_("More than %(most)d branches. Split the step.") % {"most": MOST_WAYS})
    is_condition = step.kind == Kind.CONDITION
    number = len(step.ways) + (0 if is_condition else 1)
    name = _("Branch %(number)d") if is_condition else _("Line %(number)d")
    place = len(step.ways)
    if is_condition and step.ways and step.ways[-1].is_default:
        place -= 1
    step.ways.insert(place, Way("", name % {"number": max(number, 1)}))
    return place


def remove_way(steps: list[Step], address: str) -> Way:
    step, place = find_way(steps, address)
    return step.ways.pop(place)


def shift_way(steps: list[Step], address: str, by: int) -> int:
    """Branches are tried in order: one place earlier or later."""
    step, place = find_way(steps, address)
    target = place + by
    if not 0 <= target < len(step.ways):
        raise DomainError(_("The branch stands there already."), code="at_the_edge")
    step.ways.insert(target, step.ways.pop(place))
    return target


def set_way(steps: list[Step], address: str, name: str, condition: dict[str, Any], is_default: bool) -> Way:
    """Name and condition of a branch; there is one “otherwise”, so a new one takes the place of the old."""
    step, place = find_way(steps, address)
    way = step.ways[place]
    way.name = name
    if step.kind == Kind.CONDITION:
        if is_default:
            for other in step.ways:
                other.is_default = False
        way.is_default = is_default
        way.condition = {} if is_default else condition
    return way


def count_within(step: Step) -> int:
    """How many steps stand in the branches of a step."""
    return sum(1 for _spot in spots([step])) - 1
