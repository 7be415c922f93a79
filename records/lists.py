"""What a list shows for one request: scene, filters, search, sort, groups, columns, page and count.

The list page, its export, its bulk actions and "select all results" all build the same Listing from the same
query string, so they can never disagree about which rows are meant.
"""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.http import QueryDict
from django.utils.safestring import SafeString

from core.tables import Column, render_body

from . import dressing, gate, own_lists, search, sums
from .chips import Chip, chips_of
from .custom.groups import CustomGrouping
from .filters import dressed_field
from .groups import Grouping
from .list_columns import Head, ListColumns, draw_heads, heads_of
from .models import SavedView
from .ordering import by_names
from .page_numbers import numbers_around
from .record_type import RecordType, Scene

PAGE_SIZES = (25, 50, 100)
COUNT_CAP = 10_000
CONTROL = {
    "page",
    "size",
    "sort",
    "view",
    "scene",
    "columns",
    "part",
    "format",
    "exact",
    "layout",
    "group",
    "in",
    "open",
}
KEPT = {"scene", "sort", "group"}  # what a saved view remembers of them


class Listing:
    """One list as one user asked for it."""

    def __init__(self, record: RecordType, user: Any, query: QueryDict, *, rows: Any = None) -> None:
        self.record = record
        self.user = user
        self.given = query
        self.base_rows = rows

    # -- which view ---------------------------------------------------------------------------------
    @cached_property
    def saved_views(self) -> list[SavedView]:
        return own_lists.saved_views(self.user, self.record.name)

    @cached_property
    def saved_view(self) -> SavedView | None:
        wanted = self.given.get("view")
        if wanted:
            return next((view for view in self.saved_views if str(view.pk) == wanted), None)
        if any(name for name in self.given if name != "part"):
            return None
        return next(
            (view for view in self.saved_views if view.is_default and view.owner_id == self.user.pk), None
        )

    @cached_property
    def query(self) -> QueryDict:
        """The effective parameters: those of the saved view, overridden by what stands in the URL."""
        if self.saved_view is None:
            return self.given
        merged = QueryDict(self.saved_view.query, mutable=True)
        for name, values in self.given.lists():
            if name != "view":
                merged.setlist(name, values)
        return merged

    @cached_property
    def scene(self) -> Scene | None:
        wanted = self.query.get("scene", "")
        return next((scene for scene in self.record.scenes if scene.name == wanted), None)

    # -- which rows -----------------------------------------------------------------------------------
    @cached_property
    def filterset(self) -> Any:
        if self.record.filterset is None:
            return None
        return self.record.filterset(
            data=self.query, queryset=self._visible, user=self.user, only=self.record.quick_names
        )

    @cached_property
    def _visible(self) -> Any:
        rows = self.base_rows
        if rows is None:
            rows = search.reached(self.record, self.search_text, self.user)
        if self.scene is not None:
            rows = rows.filter(self.scene.condition(self.user))
        return rows

    @property
    def search_text(self) -> str:
        # PostgreSQL keeps no NUL in a text, so nothing can be found by one.
        return self.query.get("q", "").replace("\x00", "").strip()[:100]

    @cached_property
    def rows(self) -> Any:
        """All rows that the filters leave, unordered."""
        rows = self._visible
        if self.filterset is not None and self.filterset.is_valid():
            rows = self.filterset.filter_queryset(rows)
        elif self.filterset is not None:
            rows = rows.none()
        if self.search_text:
            rows = search.matching(rows, self.search_text, self.record, self.user)
        return rows

    @property
    def errors(self) -> Any:
        return self.filterset.errors if self.filterset is not None and not self.filterset.is_valid() else {}

    @cached_property
    def sort(self) -> tuple[Column, bool] | None:
        wanted = self.query.get("sort", "")
        name = wanted.lstrip("-")
        column = next((column for column in self.allowed_columns if column.name == name), None)
        if column is None or not column.sort:
            return None
        return column, wanted.startswith("-")

    @property
    def group_columns(self) -> list[Column]:
        """The columns by whose values the rows can be grouped."""
        return [column for column in self.allowed_columns if column.group]

    @cached_property
    def grouping(self) -> Grouping | None:
        wanted = self.query.get("group", "")
        column = next((column for column in self.group_columns if column.name == wanted), None)
        if column is None:
            return None
        return (
            CustomGrouping(column, self)
            if column.by and column.group == column.sort
            else Grouping(column, self)
        )

    @property
    def group_choices(self) -> list[tuple[Column, str]]:
        return [(column, self.url(group=column.name, open=None, page=None)) for column in self.group_columns]

    @property
    def ungrouped_url(self) -> str:
        return self.url(group=None, open=None, page=None)

    @cached_property
    def _rows_here(self) -> Any:
        """All rows, or those of the group that is opened or asked for."""
        here = self.grouping.here if self.grouping else ""
        return self.grouping.within(self.rows, here) if self.grouping and here else self.rows

    @property
    def order(self) -> tuple[str, ...]:
        if self.sort is None:
            return tuple(self.record.order)
        column, is_descending = self.sort
        sign = "-" if is_descending else ""
        return f"{sign}{column.sort}", f"{sign}pk"

    @cached_property
    def ordered(self) -> Any:
        rows = dressing.with_computed(self._rows_here, [self.sort[0]] if self.sort else [])
        return rows.order_by(*by_names(self.record.model, self.order))

    # -- which columns --------------------------------------------------------------------------------
    @cached_property
    def layout_view(self) -> SavedView | None:
        """The saved view whose columns hold: the one in use, or the one whose filters were changed since."""
        if self.saved_view is not None or not self.given.get("layout"):
            return self.saved_view
        return next((view for view in self.saved_views if str(view.pk) == self.given["layout"]), None)

    @cached_property
    def layout(self) -> ListColumns:
        return ListColumns(self.record, self.user, self.given.get("columns", ""), self.layout_view)

    @property
    def allowed_columns(self) -> list[Column]:
        return self.layout.allowed

    @property
    def columns(self) -> list[Column]:
        return self.layout.shown

    # -- which page -----------------------------------------------------------------------------------
    @cached_property
    def page_size(self) -> int:
        wanted = self.query.get("size", "")
        return int(wanted) if wanted.isdecimal() and int(wanted) in PAGE_SIZES else PAGE_SIZES[0]

    @cached_property
    def page(self) -> int:
        wanted = self.query.get("page", "")
        return min(max(int(wanted), 1), 1_000_000) if wanted.isdecimal() and len(wanted) < 8 else 1

    @cached_property
    def total(self) -> int:
        """How many rows there are, counted no further than the cap unless the exact number is asked for."""
        if self._is_counted_along and (self._found or self.page == 1):
            return int(self._found[0][1]) if self._found else 0
        return int(self.figures["rows"])

    @cached_property
    def figures(self) -> dict[str, Any]:
        return sums.figures(self.rows, self.columns, None if self.query.get("exact") else COUNT_CAP + 1)

    @property
    def is_capped(self) -> bool:
        return self.total > COUNT_CAP and not self.query.get("exact")

    @property
    def total_label(self) -> str:
        return f"{COUNT_CAP:,}+" if self.is_capped else f"{self.total:,}"

    @property
    def _is_counted_along(self) -> bool:
        """What a search finds must be sorted whole: finding the page counts it in passing. Where many rows have the
        words the first are found along the order of the list instead."""
        if not self.search_text or self.grouping is not None or sums.has_sums(self.columns):
            return False
        return self._is_gathered or not gate.sees_many(self.user, self.record.model)

    @cached_property
    def _is_gathered(self) -> bool:
        return search.is_gathered(self.record, self.search_text, self.user)

    @property
    def _is_of_words_alone(self) -> bool:
        """Whether it is the first page of what nothing but the search narrows."""
        is_computed = self.sort is not None and self.sort[0].by is not None
        if self.base_rows is not None or self.scene is not None or is_computed or self.page > 1:
            return False
        return {name for name, values in self.query.lists() if any(values)} <= {"q", *CONTROL}

    @cached_property
    def _found(self) -> list[tuple[Any, ...]]:
        """The ids of this page's rows and of one more; with each the number of all, where it is counted along."""
        first = (self.page - 1) * self.page_size
        here = slice(first, first + self.page_size + 1)
        if not self._is_counted_along:
            return list(self.ordered.values_list("pk")[here])
        if self._is_of_words_alone:
            found = search.first_in_order(self.record, self.search_text, self.user, self.order, here.stop)
            if found is not None:
                return list(found)
        if self._is_gathered:
            counted = self.ordered.annotate(rows_in_all=Window(Count("*")))
            return list(counted.values_list("pk", "rows_in_all")[here])
        # Who sees few rows is asked for all of his: for 26 of them the planner would walk along the whole order.
        ids = list(self.ordered.values_list("pk", flat=True)[: COUNT_CAP + 1])
        return [(pk, len(ids)) for pk in ids[here]]

    @property
    def has_next(self) -> bool:
        return len(self._found) > self.page_size

    @cached_property
    def page_rows(self) -> list[Any]:
        """The rows of this page in order: first their ids by index, then the rows with what the columns need."""
        ids = [pk for pk, *_number in self._found[: self.page_size]]
        return dressing.named(self.record, self.columns, self.user, ids)

    @property
    def last_page(self) -> int:
        return max(1, -(-min(self.total, COUNT_CAP if self.is_capped else self.total) // self.page_size))

    @property
    def page_urls(self) -> list[tuple[int | None, str]]:
        numbers = numbers_around(self.page, max(self.last_page, self.page))
        return [(number, self.url(page=number) if number else "") for number in numbers]

    @property
    def previous_url(self) -> str:
        return self.url(page=self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return self.url(page=self.page + 1) if self.has_next else ""

    @property
    def first_shown(self) -> int:
        return (self.page - 1) * self.page_size + 1 if self.page_rows else 0

    @property
    def last_shown(self) -> int:
        return (self.page - 1) * self.page_size + len(self.page_rows)

    @cached_property
    def quick_fields(self) -> list[Any]:
        """The filters that stand in the row above the table, ready to render."""
        if self.filterset is None:
            return []
        form = self.filterset.form
        form.auto_id = "filter_%s"  # a form in the side panel may have fields of the same names
        return [dressed_field(form[name]) for name in self.record.quick_names if name in form.fields]

    @property
    def advanced_fields(self) -> list[Any]:
        if self.record.filterset is None:
            return []
        form = self.record.filterset(data=self.query, queryset=self._visible, user=self.user).form
        form.auto_id = "all_%s"
        return [dressed_field(bound) for bound in form]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the filter row must send along though it shows no field for it."""
        shown = {"q", "page", "part", "scene", "layout", "in", "open", *self.record.quick_names}
        kept = [("layout", str(self.layout_view.pk))] if self.layout_view is not None else []
        return kept + [
            (name, value)
            for name, values in self.query.lists()
            for value in values
            if value and name not in shown
        ]

    def body(self) -> SafeString:
        return render_body(
            self.page_rows, self.columns, has_checkboxes=self.has_checkboxes, editable=self.layout.editable
        )

    @property
    def may_update(self) -> bool:
        return bool(self.record.bulk_names) and self.record.allowed(self.user, "change")

    @property
    def has_checkboxes(self) -> bool:
        return bool(self.bulk_actions) or self.may_update

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + self.has_checkboxes

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to show; in groups the rows wait until one is opened."""
        return bool(self.grouping.counts) if self.grouping else bool(self.page_rows)

    @cached_property
    def foot(self) -> list[sums.Foot]:
        return sums.foot_of(self)

    @cached_property
    def bulk_actions(self) -> list[Any]:
        return self.record.bulk_actions_for(self.user)

    def url(self, **changes: Any) -> str:
        """The list's address with some parameters changed (None removes one)."""
        query = {**self._kept, **{name: [value] for name, value in changes.items()}}
        asked = {name: values for name, values in query.items() if values != [None]}
        return f"?{urlencode(asked, doseq=True)}" if asked else "?"

    @cached_property
    def _kept(self) -> dict[str, list[Any]]:
        """What each address of this list carries on."""
        kept = {name: values for name, values in self.query.lists() if name not in {"part", "in"}}
        return kept if self.layout_view is None else {**kept, "layout": [self.layout_view.pk]}

    @cached_property
    def heads(self) -> list[Head]:
        return heads_of(self)

    def head(self) -> SafeString:
        return draw_heads(self.heads)

    @property
    def chips(self) -> list[Chip]:
        return chips_of(self)

    @property
    def is_filtered(self) -> bool:
        return bool(self.search_text or self.chips or self.scene)

    def state(self) -> str:
        """The query string that a saved view or an export keeps: what filters, not which page."""
        kept = [
            (name, value)
            for name, values in self.query.lists()
            for value in values
            if value and name not in CONTROL - KEPT
        ]
        return urlencode(kept)
