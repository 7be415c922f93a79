"""A record type, declared once: from it follow its list, forms, search entry, import, export and API resource."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts import access
from core.tables import Column

from . import gate
from .models.custom_field import PREFIX


@dataclass(frozen=True)
class Scene:
    """A ready-made view of a list: mine, my people's, overdue …"""

    name: str
    label: Any
    condition: Callable[[Any], Q]


@dataclass
class Outcome:
    """What a bulk action did to each row: (row, what was done) and (row, why not)."""

    done: list[tuple[Any, str]] = field(default_factory=list)
    refused: list[tuple[Any, str]] = field(default_factory=list)

    @property
    def is_worth_a_page(self) -> bool:
        return bool(self.refused) or any(note for _row, note in self.done)


@dataclass(frozen=True)
class BulkAction:
    """Something done to many rows at once; `perform(rows, by, data)` gets only rows the user may act on.

    It says how many it changed, or with an Outcome what became of each.
    `action` is the gate's word (`transfer`), `form` an optional form class called with `user=`.
    """

    name: str
    label: Any
    action: str
    perform: Callable[[Any, Any, dict[str, Any]], int | Outcome]
    form: Any = None
    icon: str = "check"
    is_dangerous: bool = False
    page: str = ""  # URL name of a page of its own that takes the selection, where one question is not enough
    permission: str = ""  # asked besides `action`, where what is done concerns other records than the rows


@dataclass(frozen=True)
class ApiVerb:
    """Something done to one row over the API: `POST /<record>/<pk>/<name>`.

    `action` is the gate's word; `form` (called with `user=` and `subject=`) checks the body, whose fields it names;
    `perform(obj, by, data)` calls the service.
    """

    name: str
    label: str
    action: str
    perform: Callable[[Any, Any, dict[str, Any]], Any]
    form: Any = None


@dataclass(frozen=True)
class SearchText:
    """What one record is found by; `people` marks a person's name (surname readings differ)."""

    name: str
    others: Sequence[str] = ()
    phones: Sequence[str] = ()
    private: Sequence[str] = ()
    is_person: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordType:
    """Everything the shared machinery must know about one kind of record.

    `name` is the plural kebab-case name in URLs, API and import; `prefix` the URL name prefix
    (`contacts:customer` → `contacts:customer_list`, `contacts:customer_detail` …).
    """

    name: str
    model: type[models.Model]
    prefix: str
    icon: str
    columns: Sequence[Column]
    order: Sequence[str]
    filterset: Any = None
    form: Any = None
    quick_filters: Sequence[str] = ()
    scenes: Sequence[Scene] = ()
    bulk_actions: Sequence[BulkAction] = ()
    bulk_fields: Sequence[str] = ()  # fields of the form that may be set in many rows at once
    cell_forms: Mapping[str, Any] = field(default_factory=dict)  # column → a form other than the record's
    delete: Callable[..., None] | None = None  # service(record, by=…) where deleting does more than marking
    search: Callable[[Any], SearchText] | None = None
    find: Callable[[Any, str], Any] | None = None  # a plain filter for types outside the search index
    search_related: Sequence[str] = ()
    search_private_action: str = ""
    hint: Callable[[Any], str] | None = None
    hint_related: Sequence[str] = ()
    annotate: Callable[[Any], Any] | None = None  # the same for all readers
    marks: Sequence[str] = ()  # the gate's words that each row of a list wants answered for its reader
    api_fields: Sequence[str] = ()
    api_filters: Sequence[str] = ()
    api_columns: bool = False  # answers give what the columns show (masked), never the bare fields
    api_verbs: Sequence[ApiVerb] = ()
    more_columns: Callable[[Any], Sequence[Column]] | None = (
        None  # for one reader: what settings add to `columns`
    )
    has_detail: bool = True
    has_list: bool = True
    has_create: bool = True
    export_action: str = "export"
    actions: Sequence[str] = field(default_factory=lambda: ("change",))

    @property
    def label(self) -> Any:
        return self.model._meta.verbose_name

    @property
    def label_plural(self) -> Any:
        return self.model._meta.verbose_name_plural

    @property
    def list_url(self) -> str:
        return reverse(f"{self.prefix}_list") if self.has_list else "/"

    @property
    def rows_url(self) -> str:
        """Below it each row of the list has its panel, its cells and itself."""
        return reverse("records:pick", args=[self.name]).removesuffix("pick/")

    @property
    def create_url(self) -> str:
        return reverse(f"{self.prefix}_create")

    @property
    def edit_name(self) -> str:
        return f"{self.prefix}_edit"

    def url(self, page: str, *args: Any) -> str:
        return reverse(f"{self.prefix}_{page}", args=args)

    def rows(self, user: Any, action: str = "view") -> Any:
        """The gate's rows of this type."""
        return gate.rows(user, self.model, action)

    def allowed(self, user: Any, action: str = "view") -> bool:
        return gate.allowed(user, self.model, action)

    @property
    def all_bulk_actions(self) -> list[BulkAction]:
        """Its own and those that upper apps have added."""
        return [*self.bulk_actions, *ADDED_ACTIONS.get(self.name, ())]

    def bulk_actions_for(self, user: Any) -> list[BulkAction]:
        return [
            action
            for action in self.all_bulk_actions
            if self.allowed(user, action.action)
            and (not action.permission or access.allows(user, action.permission))
        ]

    def columns_for(self, user: Any = None) -> list[Column]:
        """The declared columns and those of custom fields; a user's own name him people and customers."""
        from .custom.columns import columns_of

        more = self.more_columns(user) if self.more_columns is not None else []
        return [*self.columns, *more, *columns_of(self, user)]

    def column(self, name: str, user: Any = None) -> Column | None:
        declared = next((column for column in self.columns if column.name == name), None)
        if declared is not None or not name.startswith(PREFIX):
            return declared
        return next((column for column in self.columns_for(user) if column.name == name), None)

    @property
    def quick_names(self) -> list[str]:
        """The filters above the list, custom ones behind the declared."""
        from .custom.filters import quick_of

        return [*self.quick_filters, *(quick_of(self.name) if self.filterset is not None else [])]

    @property
    def bulk_names(self) -> list[str]:
        """The form's fields that may be set in many rows at once."""
        from .custom import definitions

        custom = [item.key for item in definitions.of(self.name) if not item.is_unique]
        return [*self.bulk_fields, *(custom if definitions.takes(self) else [])]


RECORD_TYPES: dict[str, RecordType] = {}
BY_MODEL: dict[str, RecordType] = {}


def register(*types: RecordType) -> None:
    """Called by each app's AppConfig.ready()."""
    for record in types:
        RECORD_TYPES[record.name] = record
        BY_MODEL[record.model._meta.label_lower] = record


ADDED_ACTIONS: dict[str, list[BulkAction]] = {}


def add_bulk_action(name: str, action: BulkAction) -> None:
    """An upper app's action on a list of a lower one: what is selected there goes into something of its own."""
    ADDED_ACTIONS.setdefault(name, []).append(action)


def choices() -> list[tuple[str, Any]]:
    """All record types as choices of a form."""
    return [(name, record.label_plural) for name, record in RECORD_TYPES.items()]


def of(obj: models.Model | type[models.Model]) -> RecordType | None:
    return BY_MODEL.get(obj._meta.label_lower)
