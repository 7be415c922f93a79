"""Which records hold the entries of a dictionary: fields of forms that offer it, and custom fields that do.

`add_mentions` lets upper apps say what names an entry without holding it (conditions of processes): that is told
before entries are merged.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count
from django.utils.text import capfirst

from .custom import kinds
from .models import CustomField
from .record_type import RECORD_TYPES, RecordType

# (names of the fields that hold the dictionary, code of the entry) → what names the entry, as people call it
Mentions = Callable[[set[str], str], Iterable[str]]
MENTIONS: list[Mentions] = []
# Record type → its fields that hold a dictionary's entries though its form does not ask for them.
HOLDERS: dict[str, dict[str, str]] = {}


def add_mentions(*mentions: Mentions) -> None:
    MENTIONS.extend(mentions)


def add_holder(record_name: str, name: str, dictionary: str) -> None:
    """A verb writes the field, not the form: why a sale was lost."""
    HOLDERS.setdefault(record_name, {})[name] = dictionary


@dataclass(frozen=True)
class Use:
    """One field that holds entries: a column, or a custom field in `ext`."""

    record: RecordType
    name: str
    definition: CustomField | None = None

    @property
    def model(self) -> type[models.Model]:
        found: type[models.Model] = self.record.model._meta.concrete_model  # type: ignore[assignment]
        return found

    @property
    def label(self) -> str:
        field = (
            self.definition.label if self.definition else self.model._meta.get_field(self.name).verbose_name
        )
        return f"{capfirst(str(self.record.label_plural))} · {field}"

    @property
    def is_many(self) -> bool:
        return bool(self.definition and self.definition.kind == CustomField.Kind.MULTI_CHOICE)

    def rows(self) -> Any:
        """All rows, those in the recycle bin included."""
        return self.model._base_manager.all()

    def holding(self, code: str) -> Any:
        if self.definition is None:
            return self.rows().filter(**{self.name: code})
        if self.is_many:
            compared = self.rows().alias(held=kinds.text_of(self.definition))
            return compared.filter(held__contains=f'"{code}"')
        return self.rows().filter(**{f"ext__{self.definition.name}": code})

    def counts(self) -> Counter[str]:
        """Entry → how many rows hold it."""
        if self.definition is None:
            held = self.rows().exclude(**{self.name: ""}).order_by().values_list(self.name)
            return Counter(dict(held.annotate(Count("pk"))))
        name = self.definition.name
        held = self.rows().filter(ext__has_key=name).values_list(f"ext__{name}", flat=True)
        found: Counter[str] = Counter()
        for value in held.iterator(chunk_size=2000):
            found.update(value if isinstance(value, list) else [value])
        return found

    def replace(self, row: Any, old: str, new: str) -> None:
        """Let `row` hold `new` where it held `old`; a row that held both holds it once."""
        if self.definition is None:
            setattr(row, self.name, new)
            return
        name = self.definition.name
        value: Any = new
        if self.is_many:
            value = list(dict.fromkeys(new if item == old else item for item in row.ext[name]))
        row.ext = {**row.ext, name: value}

    @property
    def column(self) -> str:
        return "ext" if self.definition else self.name


def uses(code: str) -> list[Use]:
    """Every field that holds entries of this dictionary, once per table."""
    found: dict[tuple[Any, str], Use] = {}
    for record in RECORD_TYPES.values():
        held = {**getattr(record.form, "dictionaries", {}), **HOLDERS.get(record.name, {})}
        for name, dictionary in held.items():
            use = Use(record, name)
            if dictionary == code and _is_column(use):
                found.setdefault((use.model, name), use)
    for definition in CustomField.objects.filter(dictionary__code=code).order_by("pk"):
        held_by = RECORD_TYPES.get(definition.record_type)
        if held_by is not None:
            use = Use(held_by, definition.key, definition)
            found.setdefault((use.model, use.name), use)
    return list(found.values())


def _is_column(use: Use) -> bool:
    return any(field.name == use.name for field in use.model._meta.concrete_fields)


def all_counts(code: str) -> Counter[str]:
    """Entry → how many records hold it, in whichever field."""
    total: Counter[str] = Counter()
    for use in uses(code):
        total.update(use.counts())
    return total


def mentions(code: str, entry: str) -> list[str]:
    """What names the entry without holding it."""
    names = {use.name for use in uses(code)}
    return list(dict.fromkeys(said for ask in MENTIONS for said in ask(names, entry)))
