"""The settings of the business: declared here with kind and default, changed by administrators in the browser."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions
from core.errors import DomainError

from .models import Parameter

KINDS: dict[str, type] = {"integer": int, "text": str, "flag": bool}


@dataclass(frozen=True)
class Declaration:
    """One parameter: what it means, its kind, its default, and a check of given values."""

    code: str
    label: Any
    kind: str
    default: Any
    help: Any = ""
    check: Callable[[Any], bool] | None = None


DECLARED: dict[str, Declaration] = {}


def declare(*declarations: Declaration) -> None:
    for declaration in declarations:
        DECLARED[declaration.code] = declaration


def get(code: str) -> Any:
    """The value in force: the administrator's, else the default."""
    key = f"parameter:{code}"
    value = cache.get(key)
    if value is None:
        row = Parameter.objects.filter(code=code).first()
        value = DECLARED[code].default if row is None or row.value is None else row.value
        cache.set(key, value, 30)
    return value


def check(code: str, value: Any) -> None:
    """Refuse an unknown parameter, a value of the wrong kind or one outside its bounds (DomainError)."""
    declaration = DECLARED.get(code)
    if declaration is None:
        raise DomainError(_("There is no parameter %(code)s.") % {"code": code}, "unknown_parameter")
    kind = KINDS[declaration.kind]
    fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not fits or (declaration.check is not None and not declaration.check(value)):
        raise DomainError(
            _("“%(value)s” does not fit the parameter “%(label)s”.")
            % {"value": value, "label": declaration.label},
            "bad_parameter",
            "value",
        )


def set_value(code: str, value: Any, *, by: Any) -> None:
    """Change a parameter; refuses what `check` refuses."""
    check(code, value)
    with transaction.atomic():
        row, _created = Parameter.objects.select_for_update().get_or_create(code=code)
        row.value = value
        row.save()
        actions.record("records.parameter_changed", row, by=by, value=value)
    cache.delete(f"parameter:{code}")
    transaction.on_commit(lambda: cache.delete(f"parameter:{code}"))  # what was read meanwhile


def install() -> None:
    """A row for each declared parameter, so that an administrator finds it; its value stays the default."""
    present = set(Parameter.objects.values_list("code", flat=True))
    for code in DECLARED:
        if code not in present:
            Parameter.objects.get_or_create(code=code)


declare(
    Declaration("company_name", gettext_lazy("Company name"), "text", ""),
)
