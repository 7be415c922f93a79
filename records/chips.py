"""The active filters of a list in words, each with the address that removes it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.joining import listed
from core.row_ids import row_id


@dataclass(frozen=True)
class Chip:
    label: str
    value: str
    remove_url: str


def chips_of(listing: Any) -> list[Chip]:
    chips = []
    if listing.search_text:
        chips.append(Chip(_("search"), listing.search_text, listing.url(q=None, page=None)))
    if listing.filterset is None:
        return chips
    query = listing.query
    for name, bound in listing.filterset.form.fields.items():
        raw = [value for value in query.getlist(name) if value]
        parts = [key for key in query if key.startswith(f"{name}_") and query.get(key)]
        if not raw and not parts:
            continue
        shown = _shown(bound, raw or [f"{query.get(key)}" for key in parts])
        gone = dict.fromkeys([name, *parts, "page"])
        chips.append(Chip(capfirst(str(bound.label or name)), shown, listing.url(**gone)))
    return chips


def _shown(bound: Any, raw: list[str]) -> str:
    if hasattr(bound, "queryset"):
        labels = [str(row) for row in bound.queryset.filter(pk__in=filter(None, map(row_id, raw)))[:5]]
        return listed(labels) or listed(raw)
    names = {str(key): str(label) for key, label in getattr(bound, "choices", [])}
    return listed(names.get(value, value) for value in raw)
