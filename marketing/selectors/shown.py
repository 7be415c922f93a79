"""Fields of a record as its page shows them: label, value in the reader's words, link."""

from decimal import Decimal
from typing import Any

from accounts import access
from core.joining import listed
from core.tables import show
from records import dictionaries, masking

DICTIONARIES = {"industry": "industry", "source": "customer_source"}


def shown_fields(obj: Any, user: Any, *names: str) -> list[dict[str, Any]]:
    """Those that no policy closes; a long text takes the whole width."""
    closed = access.closed_fields(user, obj._meta.label_lower)
    masked = masking.closed_channels(user, obj)
    return [_shown(obj, name, name in masked) for name in names if name not in closed]


def _shown(obj: Any, name: str, is_masked: bool = False) -> dict[str, Any]:
    field = obj._meta.get_field(name)
    value: Any = masking.readable(obj, name) if is_masked else getattr(obj, name)
    if getattr(field, "choices", None):
        value = getattr(obj, f"get_{name}_display")()
    elif name in DICTIONARIES and isinstance(value, str):
        value = dictionaries.label(DICTIONARIES[name], value)
    elif field.many_to_many:
        value = listed(str(row) for row in value.all())
    elif isinstance(value, Decimal) and (name == "quantity" or getattr(field, "decimal_places", 2) != 2):
        value = value.normalize()  # quantities, rates and percentages without the zeros of their columns
    is_wide = field.get_internal_type() == "TextField"
    return {"label": field.verbose_name, "value": show(value), "url": "", "is_wide": is_wide, "name": name}
