"""A condition clicked together: groups of comparisons, each a field of the document, an operator and a value."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from workflow.conditions import DEEPEST, OPERATORS, depth, ordered
from workflow.fields import Field
from workflow.words import condition_in_words

from .inputs import YES_NO, Input, count, find_people, many, options_of, place_after, select, text

NO_VALUE = ("empty", "filled")
SEVERAL = ("in", "not_in")
JOINTS = ("all", "any")
SOURCES = {"document": 0, "form": 1, "initiator": 2}
DEEPEST_GROUP = DEEPEST - 1  # what lies in the deepest group are comparisons


@dataclass
class Group:
    """Comparisons and further groups joined by one word; `tests` are facts before and `rows` inputs after drawing."""

    joint: str
    tests: list[dict[str, Any]] = field(default_factory=list)
    groups: list["Group"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.tests and all(group.is_empty for group in self.groups)


@dataclass
class Box:
    """A group as the template shows it; `path` is its place, such as 0_2 for the third group within the first."""

    path: str
    joint: Input
    rows: list[list[Input]]
    boxes: list["Box"]
    takes_groups: bool

    @property
    def parts(self) -> int:
        return len(self.rows) + len(self.boxes)


@dataclass
class Builder:
    """What the template shows; `too_deep` says a condition in words that was not drawn here."""

    outer: Input
    groups: list[Box] = field(default_factory=list)
    too_deep: str = ""


def split(condition: dict[str, Any]) -> Group | None:
    """A condition as groups within an outer one; None where it is nested deeper than any condition may be."""
    if not condition:
        return Group("any")
    if depth(condition) > DEEPEST:
        return None
    if "field" in condition:
        return Group("any", groups=[Group("all", [condition])])
    whole = _grouped(condition)
    if not whole.groups or (len(whole.tests) > 1 and depth(condition) < DEEPEST):
        return Group("any", groups=[whole])  # comparisons that stand together stay together
    return Group(whole.joint, groups=[_grouped(part) for part in condition[whole.joint]])


def _grouped(condition: dict[str, Any]) -> Group:
    if "field" in condition:
        return Group("all", [condition])
    joint = next((word for word in JOINTS if word in condition), "")
    parts = condition.get(joint) or []
    return Group(
        joint or "all",
        [part for part in parts if "field" in part],
        [_grouped(part) for part in parts if "field" not in part],
    )


def join(whole: Group) -> dict[str, Any]:
    """The condition that the groups make; without comparisons it always holds."""
    made = [_joined(group) for group in whole.groups if not group.is_empty]
    if not made:
        return {}
    return made[0] if len(made) == 1 else {whole.joint: made}


def _joined(group: Group) -> dict[str, Any]:
    """One comparison stands for itself; a group within a group stays one, so that more may be added to it."""
    inner = []
    for further in group.groups:
        if not further.is_empty:
            made = _joined(further)
            inner.append({further.joint: [made]} if "field" in made else made)
    parts = [*group.tests, *inner]
    return parts[0] if len(parts) == 1 else {group.joint: parts}


def read_condition(post: Any, do: str, fields: dict[str, Field], before: dict[str, Any]) -> dict[str, Any]:
    """The condition as sent, after the button that was pressed; one nested too deep stays as it was."""
    if split(before) is None and do != "clear-condition":
        return before
    outer = text(post, "joint") or "any"
    whole = Group(outer if outer in JOINTS else "any")
    whole.groups = [_read_group(post, str(place), do, fields) for place in range(count(post, "groups"))]
    if do == "add-group":
        whole.groups.append(Group("all", [first_test(fields)]))
    _drop_group(whole, "", do)
    return join(whole)


def _read_group(post: Any, path: str, do: str, fields: dict[str, Field]) -> Group:
    at = f"group-{path}"
    joint = text(post, f"{at}-joint")
    found = Group(joint if joint in JOINTS else "all")
    found.tests = [_read(post, f"{at}-{row}", fields) for row in range(count(post, f"{at}-tests"))]
    if level(path) < DEEPEST_GROUP:
        inner = range(count(post, f"{at}-groups"))
        found.groups = [_read_group(post, f"{path}_{place}", do, fields) for place in inner]
        if do == f"add-group:{path}":
            found.groups.append(Group("any" if found.joint == "all" else "all", [first_test(fields)]))
    place = place_after(do.replace(f"drop-test:{path}.", "drop-row:"), "drop-row")
    if place is not None and place < len(found.tests):
        found.tests.pop(place)
    if do == f"add-test:{path}":
        found.tests.append(first_test(fields))
    _drop_group(found, f"{path}_", do)
    return found


def _drop_group(group: Group, prefix: str, do: str) -> None:
    """Take out the group that a button “drop-group:<path>” names, where it is one of this group's own."""
    place = place_after(do.replace(f"drop-group:{prefix}", "drop-box:"), "drop-box")
    if place is not None and place < len(group.groups):
        group.groups.pop(place)


def level(path: str) -> int:
    """How deep a group lies: those of the outermost joint at 2."""
    return path.count("_") + 2


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
    whole = split(condition)
    joints = [("any", _("one of the groups holds")), ("all", _("all groups hold"))]
    if whole is None:
        shown = condition_in_words(condition, fields)
        return Builder(select("joint", _("Groups"), joints, "any"), too_deep=shown)
    boxes = [_box(group, str(place), fields, names) for place, group in enumerate(whole.groups)]
    return Builder(select("joint", _("Groups"), joints, whole.joint), boxes)


def _box(group: Group, path: str, fields: dict[str, Field], names: dict[int, str]) -> Box:
    at = f"group-{path}"
    within = [("all", _("all of these hold")), ("any", _("one of these holds"))]
    return Box(
        path,
        select(f"{at}-joint", _("Together"), within, group.joint),
        [_inputs(test, f"{at}-{row}", fields, names) for row, test in enumerate(group.tests)],
        [_box(further, f"{path}_{place}", fields, names) for place, further in enumerate(group.groups)],
        level(path) < DEEPEST_GROUP,
    )


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
