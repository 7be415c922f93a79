"""Custom fields as columns of lists: shown, sorted, grouped, summed and exported like any other."""

from typing import Any

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.tables import Column

from ..models import CustomField
from . import definitions, kinds
from .kinds import Kind

SHORT = 80
_MISSING = object()


def columns_of(record: Any, user: Any = None) -> list[Column]:
    """One column for each field in use; without a user none names people or customers."""
    if not definitions.takes(record):
        return []
    return [column(definition, user) for definition in definitions.of(record.name)]


def column(definition: CustomField, user: Any) -> Column:
    kind = definition.kind
    return Column(
        name=definition.key,
        label=lazy(lambda: definition.label, str)(),
        value=lambda row: value(definition, row, user),
        html=_html(definition, user),
        sort="" if kind == Kind.MULTI_CHOICE else definition.key,
        by=None if kind == Kind.MULTI_CHOICE else lambda: kinds.sortable(definition, user),
        align="end" if kind in kinds.NUMBERS else "",
        is_default=definition.is_listed,
        field=definition.key,
        edit=definition.key,
        group=definition.key if kind in kinds.GROUPED else "",
        total=definition.key if kind in kinds.NUMBERS else "",
        places=definition.decimals if kind in kinds.NUMBERS else None,
    )


def value(definition: CustomField, row: Any, user: Any) -> Any:
    """What the row holds, in words; a person or customer by name where the user may read it."""
    kept = kinds.held(definition, row)
    if kept is None or definition.kind not in kinds.REFERENCES:
        return kinds.spoken(definition, kept)
    name = row.__dict__.get(definition.key, _MISSING)  # lists bring the name along
    return kinds.named(definition, [kept], user).get(kept) if name is _MISSING else name


def _html(definition: CustomField, user: Any) -> Any:
    if definition.kind == Kind.URL:
        return lambda row: _link(kinds.held(definition, row))
    if definition.kind == Kind.LONG_TEXT:
        return lambda row: _short(kinds.held(definition, row))
    return None


def _link(address: Any) -> Any:
    if not address or not str(address).startswith(("http://", "https://")):
        return address
    return SafeString(
        format_html('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>', address, address)
    )


def _short(text: Any) -> Any:
    if not text or len(text) <= SHORT:
        return text
    return SafeString(format_html('<span title="{}">{}…</span>', text, text[:SHORT]))


__all__ = ["column", "columns_of", "value"]
