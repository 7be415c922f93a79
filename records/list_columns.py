"""Which columns a list shows to one user, in which order, how wide, and which of them he may change in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from accounts import access
from core.tables import Column

from . import own_lists
from .models import ColumnChoice, SavedView
from .record_type import RecordType

WIDEST, NARROWEST, USUAL_WIDTH = 1200, 48, 160


@dataclass(frozen=True)
class Head:
    column: Column
    sort_url: str
    state: str  # "", "ascending", "descending"
    width: int


class ListColumns:
    """The columns named in the URL, else those of the view in use, else the user's own choice, else the default."""

    def __init__(self, record: RecordType, user: Any, asked: str, view: SavedView | None) -> None:
        self.record = record
        self.user = user
        self.asked = asked
        self.view = view

    @cached_property
    def _modes(self) -> dict[str, str]:
        return access.field_modes(self.user, self.record.model._meta.label_lower)

    @cached_property
    def allowed(self) -> list[Column]:
        return [
            column
            for column in self.record.columns_for(self.user)
            if not access.CLOSED & {self._modes.get(column.field), self._modes.get(column.name)}
            and (not column.permission or self.user.has_perm(column.permission))
        ]

    @cached_property
    def shown(self) -> list[Column]:
        by_name = {column.name: column for column in self.allowed}
        picked = [by_name[name] for name in self._chosen() if name in by_name]
        return picked or [column for column in self.allowed if column.is_default]

    def _chosen(self) -> Sequence[str]:
        if self.asked:
            return self.asked.split(",")
        if self.view is not None and self.view.columns:
            return self.view.columns
        return self._own.columns if self._own else []

    @cached_property
    def _own(self) -> ColumnChoice | None:
        return own_lists.column_choice(self.user, self.record.name)

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """All columns, the shown ones first in their order."""
        rest = [column for column in self.allowed if column not in self.shown]
        return [(column, True) for column in self.shown] + [(column, False) for column in rest]

    @property
    def names(self) -> str:
        return ",".join(column.name for column in self.shown)

    @cached_property
    def widths(self) -> dict[str, int]:
        """Column → pixels, as dragged: in a view of one's own the view's, in another's one's own first."""
        own = self._own.widths if self._own else {}
        if self.view is None:
            return own
        is_mine = self.view.owner_id == self.user.pk
        return {**own, **self.view.widths} if is_mine else {**self.view.widths, **own}

    @cached_property
    def editable(self) -> frozenset[str]:
        """The shown columns whose cells can be changed in their place; the row and its form have the last word."""
        marked = [
            column for column in self.shown if column.edit and self._modes.get(column.edit) != "read_only"
        ]
        if not marked or not self.record.allowed(self.user, "change"):
            return frozenset()
        return frozenset(column.name for column in marked)


def heads_of(listing: Any) -> list[Head]:
    """The table's heads: a second click on the same one turns the order round."""
    heads = []
    for column in listing.columns:
        state = ""
        if listing.sort is not None and listing.sort[0] is column:
            state = "descending" if listing.sort[1] else "ascending"
        wanted = f"-{column.name}" if state == "ascending" else column.name
        url = listing.url(sort=wanted, page=None) if column.sort else ""
        heads.append(Head(column, url, state, listing.layout.widths.get(column.name, USUAL_WIDTH)))
    return heads


def draw_heads(heads: Sequence[Head]) -> SafeString:
    """The cells of the table's head; each list draws a dozen, which a template takes several times as long for."""
    arrows = {"ascending": " ↑", "descending": " ↓"}
    cells = []
    for head in heads:
        column, text = head.column, f"{escape(capfirst(str(head.column.label)))}{arrows.get(head.state, '')}"
        css = f' class="text-{column.align}"' if column.align else ""
        sort = f' aria-sort="{head.state}"' if head.state else ""
        shown = f'<a href="{escape(head.sort_url)}">{text}</a>' if head.sort_url else text
        cells.append(f'<th scope="col" data-column="{column.name}"{css}{sort}>{shown}</th>')
    return SafeString("".join(cells))


def keep_widths(
    record: RecordType, user: Any, given: dict[str, Any], view: SavedView | None = None
) -> dict[str, int]:
    """Remember dragged widths: in the user's own view where he is in one, else with his choice of columns."""
    known = {column.name for column in record.columns_for(user)}
    widths = {
        name: min(max(int(width), NARROWEST), WIDEST)
        for name, width in given.items()
        if name in known and isinstance(width, int | float) and abs(width) < 1e6
    }
    if view is not None and view.owner_id == user.pk:
        view.widths = {**view.widths, **widths}
        view.save(update_fields=["widths"])
    elif widths:
        choice, _is_new = ColumnChoice.objects.get_or_create(user=user, record_type=record.name)
        choice.widths = {**choice.widths, **widths}
        choice.save(update_fields=["widths"])
    return widths
