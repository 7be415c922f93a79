"""A version as plain data: what the engine walks, the validator judges and the diagram draws.

What `Node.settings` holds, by kind (everything optional unless said):

start      `starters`: role codes that may start the process by hand; `fields`: form fields as in handle.
approve    `assignees`: list of rules (required, see workflow/assignees.py);
           `mode`: all | ratio | any | sequential (default any); `ratio`: 1–100 (percent, with mode ratio);
           `opinion_required`: bool; `fields`: {fact name: hidden | readonly | writable};
           `timeout_hours`: working hours; `timeout_action`: remind | escalate | approve | reject;
           `empty`: admin | auto | named, with `empty_users`: ids;
           `same_as_initiator`: skip | self | superior.
handle     `assignees`, `mode` (any | all), `form`: list of {name, label, kind, required, choices, help} with kind
           text | long_text | number | money | date | choice | bool | person; `timeout_hours`, `timeout_action`
           (remind | escalate), `empty`, `empty_users`.
cc         `assignees`.
condition  none; its branches carry conditions, tried by position, the default branch last.
parallel   none; every branch runs, the flow goes on when all have ended.
delay      `hours` with `working`: bool; or `until`: name of a date field.
jump       `to`: key of the node to go on at.
end        `result`: approved | rejected.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from core import stamps

from .models import Branch, Node, ProcessVersion

PERSON_KINDS = frozenset({"approve", "handle"})
BLOCK_KINDS = frozenset({"condition", "parallel"})


_published = stamps.Kept(stamps.PROCESSES, most=500)


def new_key(kind: str) -> str:
    """A name for a new step that nobody has to think up."""
    return f"{kind}-{uuid.uuid4().hex[:8]}"


@dataclass
class Way:
    """A branch: its steps in order."""

    id: str
    name: str
    condition: dict[str, Any] = field(default_factory=dict)
    is_default: bool = False
    steps: list["Step"] = field(default_factory=list)


@dataclass
class Step:
    key: str
    kind: str
    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)

    @property
    def is_person_step(self) -> bool:
        return self.kind in PERSON_KINDS


@dataclass(frozen=True)
class Place:
    """Where a step stands: in which list, at which place, within which ways from the outside in."""

    step: Step
    line: list[Step]
    index: int
    path: tuple[str, ...]


class Structure:
    """The steps of a version with quick answers to “where is it?” and “what comes next?”."""

    def __init__(self, steps: list[Step], settings: dict[str, Any] | None = None) -> None:
        self.steps = steps
        self.settings = settings or {}
        self.places: dict[str, Place] = {}
        self.ways: dict[str, tuple[Step, Way]] = {}
        self.duplicates: list[str] = []
        self._index(steps, ())

    def _index(self, line: list[Step], path: tuple[str, ...]) -> None:
        for index, step in enumerate(line):
            if step.key in self.places:
                self.duplicates.append(step.key)
            self.places[step.key] = Place(step, line, index, path)
            for way in step.ways:
                self.ways[way.id] = (step, way)
                self._index(way.steps, (*path, way.id))

    def step(self, key: str) -> Step | None:
        place = self.places.get(key)
        return place.step if place else None

    def walk(self) -> Iterator[Place]:
        """Every step in drawing order."""
        return iter(self.places.values())

    def parallel_path(self, path: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """Of the ways around a place, those that belong to parallel nodes."""
        return tuple(way for way in path if way in self.ways and self.ways[way][0].kind == "parallel")

    def following(self, key: str) -> Step | None:
        """The step behind this one in its own list; None at the end of the list."""
        place = self.places[key]
        return place.line[place.index + 1] if place.index + 1 < len(place.line) else None

    def block_of(self, key: str) -> tuple[Step, Way] | None:
        """The condition or parallel node in whose branch this step stands."""
        path = self.places[key].path
        return self.ways[path[-1]] if path else None


def load(version: ProcessVersion) -> Structure:
    """The structure of a saved version. A published one never changes: each process remembers it as it was drawn."""
    if version.is_draft:
        return _read(version)
    found: Structure = _published.once(version.pk, lambda: _read(version))
    return found


def _read(version: ProcessVersion) -> Structure:
    """In two queries."""
    nodes = list(Node.objects.filter(version=version).order_by("position", "id"))
    branches = list(Branch.objects.filter(node__version=version).order_by("position", "id"))
    steps = {node.pk: Step(node.key, node.kind, node.name, dict(node.settings)) for node in nodes}
    ways: dict[int, Way] = {}
    for branch in branches:
        way = Way(str(branch.pk), branch.name, dict(branch.condition), branch.is_default)
        ways[branch.pk] = way
        steps[branch.node_id].ways.append(way)
    main: list[Step] = []
    for node in nodes:
        (ways[node.branch_id].steps if node.branch_id in ways else main).append(steps[node.pk])
    return Structure(main, version.settings)


def save(version: ProcessVersion, steps: list[Step]) -> None:
    """Write a whole drawing into an empty draft: what copying and the delivered processes use."""
    _save_line(version, steps, None)


def _save_line(version: ProcessVersion, steps: list[Step], branch: Branch | None) -> None:
    for position, step in enumerate(steps):
        node = Node.objects.create(
            version=version,
            key=step.key,
            kind=step.kind,
            name=step.name,
            branch=branch,
            position=position,
            settings=step.settings,
        )
        for place, way in enumerate(step.ways):
            saved = Branch.objects.create(
                node=node,
                name=way.name,
                position=place,
                condition=way.condition,
                is_default=way.is_default,
            )
            _save_line(version, way.steps, saved)
