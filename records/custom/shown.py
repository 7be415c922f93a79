"""Custom fields on a record's page: by section, as the reader may read them."""

from functools import cached_property
from typing import Any

from accounts import access

from . import conditions, definitions
from .columns import column
from .forms import value_on
from .kinds import Kind


class Shown:
    """The sections of one record for one reader; nothing is asked before a page shows them."""

    def __init__(self, row: Any, user: Any) -> None:
        self.row = row
        self.user = user

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        known = definitions.of_model(type(self.row))
        closed = access.closed_fields(self.user, self.row._meta.label_lower) if known else set()
        found: dict[str, list[dict[str, Any]]] = {}
        for definition in known:
            if definition.key in closed:
                continue
            if not conditions.is_shown(definition, lambda name: value_on(self.row, name)):
                continue
            item = {
                "label": definition.label,
                "html": column(definition, self.user).cell(self.row)
                if definition.kind != Kind.LONG_TEXT
                else (self.row.ext or {}).get(definition.name),
                "is_wide": definition.kind == Kind.LONG_TEXT,
            }
            found.setdefault(definition.section_label, []).append(item)
        return [{"label": label, "items": items} for label, items in found.items()]


def shown_on(row: Any, user: Any) -> Shown:
    return Shown(row, user)
