"""What a form says where a constraint of its table is violated: which field, and what would be right."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MinValueValidator
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _


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
    """A comparison of one field with another or with zero; more is beyond one sentence."""
    tests = [part for part in condition.children if not isinstance(part, Q)]
    tests = [(path, value) for path, value in tests if not path.endswith("__isnull")]
    if len(tests) != 1 or any(isinstance(part, Q) for part in condition.children):
        return "", None
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
        return name, ValidationError(MinValueValidator(0).message, code="min_value", params={"limit_value": 0})
    return "", None


def _label(model: Any, name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))
