"""Tests on the facts of a document, kept as data and never as code.

    {"all": [{"field": "amount", "op": "ge", "value": "5000000"}, {"any": [ … ]}]}

An empty condition always holds. A fact that is missing satisfies no comparison except `empty` and `is_not`.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.joining import listed

NUMBER_OPS = {
    "eq": _("equals"),
    "ne": _("differs from"),
    "lt": _("below"),
    "le": _("at most"),
    "gt": _("above"),
    "ge": _("at least"),
    "between": _("between (both included)"),
}
CHOICE_OPS = {
    "is": _("is"),
    "is_not": _("is not"),
    "in": _("is one of"),
    "not_in": _("is none of"),
    "empty": _("is empty"),
    "filled": _("is filled in"),
}
TEXT_OPS = {
    "is": _("is"),
    "is_not": _("is not"),
    "contains": _("contains"),
    "empty": _("is empty"),
    "filled": _("is filled in"),
}
DATE_OPS = {
    "eq": _("on the day"),
    "lt": _("before"),
    "gt": _("after"),
    "le": _("until"),
    "ge": _("from"),
    "empty": _("is empty"),
    "filled": _("is filled in"),
}
BOOL_OPS = {"is": _("is")}
OPERATORS: dict[str, dict[str, Any]] = {
    "number": NUMBER_OPS,
    "money": NUMBER_OPS,
    "choice": CHOICE_OPS,
    "person": CHOICE_OPS,
    "text": TEXT_OPS,
    "long_text": TEXT_OPS,
    "date": DATE_OPS,
    "bool": BOOL_OPS,
}
DEEPEST = 6


def holds(condition: dict[str, Any] | None, facts: dict[str, Any]) -> bool:
    """Whether the facts satisfy the condition."""
    if not condition:
        return True
    if "all" in condition:
        return all(holds(part, facts) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, facts) for part in condition["any"]) or not condition["any"]
    return _test(condition, facts)


def _test(test: dict[str, Any], facts: dict[str, Any]) -> bool:
    value = facts.get(test.get("field", ""))
    op, wanted = test.get("op", ""), test.get("value")
    is_empty = value is None or value == "" or value == []
    if op == "empty":
        return is_empty
    if op == "filled":
        return not is_empty
    if op in {"is_not", "not_in"}:
        return is_empty or not _is_one_of(value, wanted)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return op in {"is", "eq"} and bool(value) == _as_bool(wanted)
    if is_empty:
        return False
    if op in {"is", "in"}:
        return _is_one_of(value, wanted)
    if op == "contains":
        return str(wanted).casefold() in str(value).casefold()
    return _compare(op, value, wanted)


def _as_bool(value: Any) -> bool:
    return value.lower() in {"true", "1", "yes"} if isinstance(value, str) else bool(value)


def _is_one_of(value: Any, wanted: Any) -> bool:
    """A fact that is a list (somebody's roles, the departments above him) agrees where one of its items does."""
    values = {str(item) for item in (value if isinstance(value, list) else [value])}
    return bool(values & {str(item) for item in (wanted if isinstance(wanted, list) else [wanted])})


def _compare(op: str, value: Any, wanted: Any) -> bool:
    if op == "between":
        low, high = (wanted + [None, None])[:2] if isinstance(wanted, list) else (None, None)
        return _compare("ge", value, low) and _compare("le", value, high)
    left, right = ordered(value), ordered(wanted)
    if left is None or right is None or isinstance(left, date) != isinstance(right, date):
        return False
    if op == "eq":
        return left == right
    if op == "ne":
        return left != right
    return {"lt": left < right, "le": left <= right, "gt": left > right, "ge": left >= right}.get(op, False)


def ordered(value: Any) -> Any:
    """A value as something that has an order: a number, or a day; None where it is neither."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
        return number if number.is_finite() else None
    except InvalidOperation:
        pass
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def tests(condition: dict[str, Any] | None, depth: int = 0) -> list[dict[str, Any]]:
    """All comparisons in a condition, however nested."""
    if not condition or depth > DEEPEST:
        return []
    for word in ("all", "any"):
        if word in condition:
            return [test for part in condition[word] for test in tests(part, depth + 1)]
    return [condition]


def depth(condition: Any) -> int:
    if not isinstance(condition, dict):
        return 0
    parts = [part for word in ("all", "any") for part in condition.get(word, []) or []]
    return 1 + max((depth(part) for part in parts), default=0)


def in_words(condition: dict[str, Any] | None, labels: dict[str, Any], kinds: dict[str, str]) -> str:
    """The condition as a sentence, for the diagram and the designer."""
    if not condition:
        return str(_("always"))
    for word, joint in (("all", _(" and ")), ("any", _(" or "))):
        if word in condition:
            parts = [in_words(part, labels, kinds) for part in condition[word]]
            nested = [f"({part})" if str(joint) not in part and " " in part else part for part in parts]
            return str(joint).join(parts if len(parts) < 2 else nested) or str(_("always"))
    name = condition.get("field", "")
    ops = OPERATORS.get(kinds.get(name, "text"), TEXT_OPS)
    value = condition.get("value")
    shown = listed(str(item) for item in value) if isinstance(value, list) else value
    if isinstance(value, bool):
        shown = _("yes") if value else _("no")
    said = f"{labels.get(name, name)} {ops.get(condition.get('op', ''), condition.get('op', ''))}"
    return said if condition.get("op") in {"empty", "filled"} else f"{said} {shown}"
