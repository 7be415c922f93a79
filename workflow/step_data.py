"""A drawing as plain JSON and back: what is kept of a draft before each change of it."""

from typing import Any

from .structure import Step, Way


def to_data(steps: list[Step]) -> list[dict[str, Any]]:
    return [
        {
            "key": step.key,
            "kind": step.kind,
            "name": step.name,
            "settings": step.settings,
            "ways": [
                {
                    "name": way.name,
                    "condition": way.condition,
                    "is_default": way.is_default,
                    "steps": to_data(way.steps),
                }
                for way in step.ways
            ],
        }
        for step in steps
    ]


def from_data(data: list[dict[str, Any]]) -> list[Step]:
    return [
        Step(
            item["key"],
            item["kind"],
            item["name"],
            item["settings"],
            [
                Way("", way["name"], way["condition"], way["is_default"], from_data(way["steps"]))
                for way in item["ways"]
            ],
        )
        for item in data
    ]
