"""Which way a document would take: branches by its facts, every parallel line, each step once."""

from typing import Any

from . import conditions
from .structure import Step, Structure, Way

MOST = 300


def choose_way(step: Step, facts: dict[str, Any]) -> Way | None:
    """The first branch whose condition holds, else the default one, else None."""
    for way in step.ways:
        if not way.is_default and conditions.holds(way.condition, facts):
            return way
    return next((way for way in step.ways if way.is_default), None)


def expected_way(structure: Structure, facts: dict[str, Any]) -> list[Step]:
    """All steps that a document with these facts would come to, in order, as far as can be told beforehand."""
    found: list[Step] = []
    seen: set[str] = set()

    def walk(line: list[Step], index: int) -> bool:
        """False where the way has ended."""
        for step in line[index:]:
            if step.key in seen or len(found) > MOST:
                return False
            seen.add(step.key)
            found.append(step)
            if step.kind == "end":
                return False
            if step.kind == "jump":
                return follow(step)
            if step.kind == "condition":
                way = choose_way(step, facts)
                if way is not None and not walk(way.steps, 0):
                    return False
            elif step.kind == "parallel":
                for way in step.ways:
                    walk(way.steps, 0)
        return True

    def follow(step: Step) -> bool:
        place = structure.places.get(step.settings.get("to", ""))
        if place is None or place.step.key in seen:
            return False
        if not walk(place.line, place.index):
            return False
        key = place.step.key
        while (block := structure.block_of(key)) is not None:
            outer = structure.places[block[0].key]
            if not walk(outer.line, outer.index + 1):
                return False
            key = block[0].key
        return False  # the target's line ran to the end of the process

    walk(structure.steps, 0)
    return found


def expected_steps(structure: Structure, facts: dict[str, Any]) -> list[Step]:
    """Of these the steps for people."""
    return [step for step in expected_way(structure, facts) if step.is_person_step]
