"""Whether a condition asks about something that exists, in a way that its kind allows."""

from typing import Any

from django.utils.translation import gettext as _

from . import conditions
from .fields import Field

NEEDS_NO_VALUE = {"empty", "filled"}
MOST_TESTS = 50


def condition_problems(condition: dict[str, Any] | None, fields: dict[str, Field]) -> list[str]:
    """What is wrong with a condition, in words; an empty list where nothing is."""
    if not condition:
        return []
    if not isinstance(condition, dict) or conditions.depth(condition) > conditions.DEEPEST:
        return [_("the condition is nested too deep.")]
    found = conditions.tests(condition)
    if len(found) > MOST_TESTS:
        return [_("the condition has too many parts.")]
    return [problem for test in found for problem in _test(test, fields)]


def _test(test: dict[str, Any], fields: dict[str, Field]) -> list[str]:
    name, op, value = test.get("field", ""), test.get("op", ""), test.get("value")
    asked = fields.get(name)
    if asked is None:
        return [_("there is no field “%(field)s”. Choose another.") % {"field": name}]
    if op not in conditions.OPERATORS.get(asked.kind, {}):
        return [_("“%(field)s” cannot be compared in this way.") % {"field": asked.label}]
    if op in NEEDS_NO_VALUE:
        return []
    if value is None or value == "" or value == []:
        return [_("“%(field)s” is compared with nothing. Enter a value.") % {"field": asked.label}]
    values = value if isinstance(value, list) else [value]
    if op == "between" and len(values) != 2:
        return [_("“%(field)s” needs two values.") % {"field": asked.label}]
    if asked.kind in {"number", "money", "date"}:
        wrong = [item for item in values if conditions.ordered(item) is None]
        if wrong:
            return [_("“%(value)s” does not fit “%(field)s”.") % {"value": wrong[0], "field": asked.label}]
        if op == "between" and not conditions.ordered(values[0]) <= conditions.ordered(values[1]):
            return [_("“%(field)s”: the first value is above the second.") % {"field": asked.label}]
    known = {str(slug) for slug, _label in asked.options}
    if asked.kind == "choice" and known:
        unknown = [item for item in values if str(item) not in known]
        if unknown:
            return [_("“%(value)s” does not fit “%(field)s”.") % {"value": unknown[0], "field": asked.label}]
    return []
