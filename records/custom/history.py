"""Changes of custom fields in words: each field by its label, with what it held and what it holds."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.tables import plain

from .. import gate
from . import definitions, kinds


def differences(
    newer: Any, older: Any, closed: set[str], names: Any, user: Any
) -> Iterable[tuple[str, Any, Any]]:
    """(label, before, after) of each custom field that differs between two versions and is open to the reader."""
    after, before = getattr(newer, "ext", None) or {}, getattr(older, "ext", None) or {}
    if after == before:
        return
    name = definitions.name_of(newer.instance_type)
    for definition in definitions.every(name) if name else ():
        old, new = before.get(definition.name), after.get(definition.name)
        if old != new and definition.key not in closed:
            yield (
                definition.label,
                _spoken(definition, old, names, user),
                _spoken(definition, new, names, user),
            )


def _spoken(definition: Any, value: Any, names: Any, user: Any) -> Any:
    if value is None:
        return ""
    if definition.kind == kinds.Kind.PERSON:
        return names.of(User, value)
    if definition.kind == kinds.Kind.CUSTOMER:
        model = kinds.customers()
        is_open = gate.rows(user, model).filter(pk=value).exists()
        return names.of(model, value) if is_open else _("a customer outside your scope")
    return plain(kinds.spoken(definition, value))
