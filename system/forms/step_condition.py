"""A condition clicked together: groups of comparisons, each a field of the document, an operator and a value."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from workflow.conditions import OPERATORS, ordered
from workflow.fields import Field
from workflow.words import condition_in_words

from .inputs import YES_NO, Input, count, find_people, many, options_of, place_after, select, text

NO_VALUE = ("empty", "filled")
SEVERAL = ("in", "not_in")
JOINTS = ("all", "any")
SOURCES = {"document": 0, "form": 1, "initiator": 2}


@dataclass
class Group:
    """Comparisons joined by one word; `rows` are their inputs."""

    joint: Input
    rows: list[list[Input]] = field(default_factory=list)


@dataclass
class Builder:
    """What the template shows; `too_deep` says a condition in words that was not drawn here."""

    outer: Input
    groups: list[Group] = field(default_factory=list)
    too_deep: str = ""


def split(condition: dict[str, Any]) -> tuple[str, list[tuple[str, list[dict[str, Any]]]]] | None:
    """A condition as (joint of the groups, [(joint, comparisons)]); None where it is nested deeper than that."""
    if not condition:
        return "any", []
    if "field" in condition:
        return "any", [("all", [condition])]
    outer = next((word for word in JOINTS if word in condition), "")
    parts = condition.get(outer) or []
    if all("field" in part for part in parts):
        return "any", [(outer, list(parts))]
    groups = []
    for part in parts:
        inner = next((word for word in JOINTS if word in part), "")
        tests = [part] if "field" in part else part.get(inner) or []
        if not all("field" in test for test in tests):
            return None
        groups.append((inner or "all", list(tests)))
    return outer, groups


def join(outer: str, groups: list[tuple[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    """The condition that the groups make; without comparisons it always holds."""
    filled = [(joint, tests) for joint, tests in groups if tests]
    if not filled:
        return {}
    made = [tests[0] if len(tests) == 1 else {joint: tests} for joint, tests in filled]
    return made[0] if len(made) == 1 else {outer: made}


def read_condition(post: Any, do: str, fields: dict[str, Field], before: dict[str, Any]) -> dict[str, Any]:
    """The condition as sent, after the button that was pressed; one nested too deep stays as it was."""
    if split(before) is None and do != "clear-condition":
        return before
    outer = text(post, "joint") or "any"
    groups = []
    for place in range(count(post, "groups")):
        at = f"group-{place}"
        joint = text(post, f"{at}-joint")
        tests = [_read(post, f"{at}-{row}", fields) for row in range(count(post, f"{at}-tests"))]
        dropped = place_after(do.replace(f"drop-test:{place}.", "drop-row:"), "drop-row")
        if dropped is not None and dropped < len(tests):
            tests.pop(dropped)
        if place_after(do, "add-test") == place:
            tests.append(first_test(fields))
        groups.append((joint if joint in JOINTS else "all", tests))
    if do == "add-group":
        groups.append(("all", [first_test(fields)]))
    if (dropped := place_after(do, "drop-group")) is not None and dropped < len(groups):
        groups.pop(dropped)
    return join(outer if outer in JOINTS else "any", groups)


def first_test(fields: dict[str, Field]) -> dict[str, Any]:
    """A new comparison: about the first field, to be changed."""
    name = sorted(fields, key=lambda name: SOURCES[fields[name].source])[0]
    return {"field": name, "op": next(iter(OPERATORS[fields[name].kind])), "value": ""}


def _read(post: Any, at: str, fields: dict[str, Field]) -> dict[str, Any]:
    name, op = text(post, f"{at}-field"), text(post, f"{at}-op")
    asked = fields.get(name)
    if asked is not None and op not in OPERATORS[asked.kind]:
        op = next(iter(OPERATORS[asked.kind]))  # another field was chosen
    test: dict[str, Any] = {"field": name, "op": op}
    if op in NO_VALUE:
        return test
    if asked is not None and asked.kind == "bool":
        return {**test, "value": text(post, f"{at}-value") != "false"}
    if op == "between":
        return {**test, "value": [text(post, f"{at}-value"), text(post, f"{at}-to")]}
    chosen = many(post, f"{at}-value")
    if op in SEVERAL:
        return {**test, "value": chosen}
    value = text(post, f"{at}-value")
    return {**test, "value": value if asked is None or _may_be(asked, value) else ""}


def _may_be(asked: Field, value: str) -> bool:
    """Whether a value can be meant for this field, or was left over from another."""
    if asked.kind in {"number", "money", "date"}:
        return ordered(value) is not None
    known = {str(slug) for slug, _label in asked.options}
    return not known or asked.name == "initiator_departments" or value in known


def builder(condition: dict[str, Any], fields: dict[str, Field], names: dict[int, str]) -> Builder:
    parts = split(condition)
    joints = [("any", _("one of the groups holds")), ("all", _("all groups hold"))]
    if parts is None:
        shown = condition_in_words(condition, fields)
        return Builder(select("joint", _("Groups"), joints, "any"), too_deep=shown)
    outer, groups = parts
    found = Builder(select("joint", _("Groups"), joints, outer))
    within = [("all", _("all of these hold")), ("any", _("one of these holds"))]
    for place, (joint, tests) in enumerate(groups):
        at = f"group-{place}"
        group = Group(select(f"{at}-joint", _("Together"), within, joint))
        group.rows = [_inputs(test, f"{at}-{row}", fields, names) for row, test in enumerate(tests)]
        found.groups.append(group)
    return found


def _inputs(test: dict[str, Any], at: str, fields: dict[str, Field], names: dict[int, str]) -> list[Input]:
    name, op, value = test.get("field", ""), test.get("op", ""), test.get("value")
    in_order = sorted(fields.values(), key=lambda asked: SOURCES[asked.source])
    found = [
        select(
            f"{at}-field", _("Field"), [(asked.name, asked.label) for asked in in_order], name, shapes=True
        )
    ]
    asked = fields.get(name)
    if asked is None:
        return found
    found.append(select(f"{at}-op", _("Comparison"), OPERATORS[asked.kind].items(), op, shapes=True))
    if op in NO_VALUE:
        return found
    return found + value_inputs(asked, f"{at}-value", f"{at}-to", op, value, names)


def value_inputs(asked: Field, name: str, to: str, op: str, value: Any, names: dict[int, str]) -> list[Input]:
    """The widget that fits the kind of the field."""
    label = _("Value")
    if asked.kind == "bool":
        return [select(name, label, YES_NO, "false" if value is False else "true")]
    if asked.kind == "person":
        ids = value if isinstance(value, list) else [value]
        found = find_people(name, label, ids, names)
        if op not in SEVERAL:
            found.kind, found.options = "find", [("", ""), *found.options]
        return [found]
    if asked.name == "initiator_departments":
        chosen = [str(item) for item in (value if isinstance(value, list) else [value]) if item]
        shown = dict(options_of(asked.options))
        options = [("", ""), *((code, shown.get(code, code)) for code in chosen)]
        kind = "find_many" if op in SEVERAL else "find"
        return [Input(name, label, kind, chosen, options, pick="department-codes")]
    if asked.kind == "choice":
        if op in SEVERAL:
            chosen = value if isinstance(value, list) else [value]
            return [Input(name, label, "many", chosen, options_of(asked.options))]
        return [select(name, label, asked.options, value if isinstance(value, str) else "")]
    control = {"number": "number", "money": "number", "date": "date"}.get(asked.kind, "text")
    if op == "between":
        low, high = [*(value if isinstance(value, list) else [value]), "", ""][:2]
        return [Input(name, _("From"), control, low or ""), Input(to, _("To"), control, high or "")]
    return [Input(name, label, control, "" if value is None or isinstance(value, list) else value)]
