"""The facts of a document entered by hand, each in the control that fits its kind."""

from typing import Any

from django.utils.translation import gettext as _

from workflow import conditions
from workflow.conditions import ordered
from workflow.fields import Field
from workflow.structure import Structure

from .inputs import YES_NO, Input, options_of, select, text

ENTERED = ("document", "form")
CONTROLS = {"number": "number", "money": "number", "date": "date"}


def read_facts(post: Any, fields: dict[str, Field]) -> dict[str, Any]:
    """What was entered; an empty control leaves the fact as the document has it."""
    found: dict[str, Any] = {}
    for asked in fields.values():
        value = text(post, f"fact-{asked.name}")
        if asked.source not in ENTERED or not value:
            continue
        if asked.kind in CONTROLS and ordered(value) is None:
            continue
        if asked.kind == "bool":
            found[asked.name] = value == "true"
        elif asked.kind == "person":
            found[asked.name] = int(value) if value.isascii() and value.isdigit() else None
        else:
            found[asked.name] = value
    return found


def fact_inputs(
    fields: dict[str, Field], facts: dict[str, Any], market: str, names: dict[int, str]
) -> list[Input]:
    """`market` is the one that the process is for; `names` are of the people chosen in `facts`."""
    given = {"market": market, **facts}
    return [
        _input(asked, given.get(asked.name), names) for asked in fields.values() if asked.source in ENTERED
    ]


def used_facts(structure: Structure) -> set[str]:
    """What decides where a document goes and whom it asks; the rest may be left out."""
    used = {
        str(test.get("field"))
        for _step, way in structure.ways.values()
        for test in conditions.tests(way.condition)
    }
    for place in structure.walk():
        used.add(str(place.step.settings.get("until") or ""))
        used |= {str(rule.get("field")) for rule in place.step.settings.get("assignees") or []}
    return used


def _input(asked: Field, value: Any, names: dict[int, str]) -> Input:
    name = f"fact-{asked.name}"
    if asked.kind == "bool":
        given = "" if value is None else "true" if value else "false"
        return select(name, asked.label, [("", "---------"), *YES_NO], given)
    if asked.kind == "choice":
        options = options_of(asked.options)
        known = value if value in {slug for slug, _label in options} else ""
        return select(name, asked.label, [("", "---------"), *options], known)
    if asked.kind == "person":
        options = [("", ""), *([(str(value), names.get(value, "?"))] if value else [])]
        return Input(name, asked.label, "find", str(value or ""), options, pick="users")
    label = f"{asked.label} (" + _("in yuan") + ")" if asked.kind == "money" else asked.label
    return Input(name, label, CONTROLS.get(asked.kind, "text"), value or "")
