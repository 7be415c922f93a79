"""What a form says where a constraint of its table is violated: which field, and what would be right."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MinValueValidator
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.joining import listed


def told(errors: ValidationError, model: Any, fields: Collection[str], spared: Collection[str] = ()) -> Any:
    """The errors of a model with each constraint's bare name replaced; those spared are left to the service's own rule."""
    if NON_FIELD_ERRORS not in getattr(errors, "error_dict", {}):
        return errors
    names = {str(one.get_violation_error_message()): one for one in model._meta.constraints}
    found: dict[str, list[Any]] = {key: list(said) for key, said in errors.error_dict.items()}
    general = found.pop(NON_FIELD_ERRORS)
    for error in general:
        constraint = names.get(" ".join(error.messages))
        if constraint is not None and constraint.name in spared:
            continue
        field, better = _words(constraint, model) if constraint is not None else ("", None)
        where = field if field in fields else NON_FIELD_ERRORS
        found.setdefault(where, []).append(better or error)
    return ValidationError(found)


def _words(constraint: BaseConstraint, model: Any) -> tuple[str, ValidationError | None]:
    if isinstance(constraint, UniqueConstraint):
        if not constraint.fields:
            return "", None
        message = model().unique_error_message(model, tuple(constraint.fields))
        return constraint.fields[-1], ValidationError(message.messages, code="duplicate")
    if isinstance(constraint, CheckConstraint):
        return _of_check(constraint.condition, model)
    return "", None


def _of_check(condition: Any, model: Any) -> tuple[str, ValidationError | None]:
    """A comparison of one field with another or with zero, or what must be there; else which fields disagree."""
    tests = [part for part in condition.children if not isinstance(part, Q)]
    tests = [(path, value) for path, value in tests if not path.endswith("__isnull")]
    if len(tests) == 1 and not any(isinstance(part, Q) for part in condition.children):
        (path, value) = tests[0]
        name, _joint, lookup = path.rpartition("__")
        if isinstance(value, F) and lookup in {"gte", "gt"}:
            words = {"later": _label(model, name), "earlier": _label(model, value.name)}
            if lookup == "gt":
                return name, ValidationError(_("“%(later)s” must be after “%(earlier)s”.") % words)
            return name, ValidationError(_("“%(later)s” must not be before “%(earlier)s”.") % words)
        if lookup == "gt" and value == 0:
            return name, ValidationError(_("Write a number above 0."), code="min_value")
        if lookup == "gte" and value == 0:
            least = MinValueValidator(0).message
            return name, ValidationError(least, code="min_value", params={"limit_value": 0})
    names = _names(condition)
    labels = {"fields": listed(_label(model, name) for name in names)}
    if condition.connector == Q.OR and all(_demands(part) for part in condition.children):
        return names[0], ValidationError(_("Fill in at least one of: %(fields)s.") % labels, code="required")
    return names[0], ValidationError(_("These do not fit together: %(fields)s. Check them.") % labels)


def _demands(part: Any) -> bool:
    """Whether a part of a condition says that a field is not empty: set, or other than an empty text."""
    if isinstance(part, Q):
        return part.negated and [value for _path, value in part.children] == [""]
    return bool(part[0].endswith("__isnull") and part[1] is False)


def _names(condition: Any) -> list[str]:
    """The fields that a condition speaks of, each once."""
    found: dict[str, None] = {}
    for part in condition.children:
        paths = _names(part) if isinstance(part, Q) else [part[0].split("__")[0]]
        if not isinstance(part, Q) and isinstance(part[1], F):
            paths.append(part[1].name)
        found |= dict.fromkeys(paths)
    return list(found)


def _label(model: Any, name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))
