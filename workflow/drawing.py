"""Short words to write a drawing down in code: used by the delivered processes."""

from typing import Any

from .structure import Step, Way

Rule = dict[str, Any]
Condition = dict[str, Any]


def start(**settings: Any) -> Step:
    return Step("start", "start", "开始", settings)


def approve(key: str, name: str, *rules: Rule, **settings: Any) -> Step:
    return Step(key, "approve", name, {"assignees": list(rules), **settings})


def work(
    key: str, name: str, *rules: Rule, form: list[dict[str, Any]] | None = None, **settings: Any
) -> Step:
    return Step(key, "handle", name, {"assignees": list(rules), "form": form or [], **settings})


def copy_to(key: str, name: str, *rules: Rule) -> Step:
    return Step(key, "cc", name, {"assignees": list(rules)})


def choose(key: str, name: str, *ways: Way) -> Step:
    return Step(key, "condition", name, {}, list(ways))


def when(name: str, condition: Condition, *steps: Step) -> Way:
    return Way("", name, condition, False, list(steps))


def otherwise(name: str, *steps: Step) -> Way:
    return Way("", name, {}, True, list(steps))


def parallel(key: str, name: str, *lines: Way) -> Step:
    return Step(key, "parallel", name, {}, list(lines))


def line(name: str, *steps: Step) -> Way:
    return Way("", name, {}, False, list(steps))


def end(key: str, name: str, result: str = "approved") -> Step:
    return Step(key, "end", name, {"result": result})


def test(field: str, op: str, value: Any = None) -> Condition:
    return {"field": field, "op": op, "value": value}


def both(*parts: Condition) -> Condition:
    return {"all": list(parts)}


def field(
    name: str, label: str, kind: str = "text", required: bool = False, choices: Any = ()
) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "label": label, "kind": kind, "required": required}
    if choices:
        found["choices"] = [list(pair) for pair in choices]
    return found


def head(of: str = "initiator", up: int = 0) -> Rule:
    """The head of somebody's department, or a superior of his."""
    return {"rule": "department_head", "of": of, "up": up}


def head_of(kind: str, up: int = 0) -> Rule:
    """The head of the uppermost department of a kind, or a superior of his."""
    return {"rule": "department_head", "kind": kind, "up": up}


def role(code: str, within: str = "anywhere", of: str = "initiator") -> Rule:
    return {"rule": "role", "role": code, "within": within, "of": of}


def post(code: str, within: str = "anywhere") -> Rule:
    return {"rule": "post", "post": code, "within": within}
