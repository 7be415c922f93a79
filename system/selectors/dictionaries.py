"""Dictionaries as administrators look at them: the entries in order, and how many records hold each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from core import pinyin
from records import dictionary_uses
from records.models import Dictionary, DictionaryItem


@dataclass
class Book:
    """One line of the list of dictionaries."""

    row: Dictionary
    entries: int
    used_by: list[str]
    words: str
    is_found: bool = True


@dataclass
class EntryLine:
    """One entry with its controls; `typed` is what stands in them."""

    row: DictionaryItem
    held: int
    typed: dict[str, Any]
    merged_into: str = ""
    refusal: str = ""
    saved: bool = False

    @property
    def id(self) -> str:
        return f"e-{self.row.pk}"

    @property
    def colors(self) -> list[tuple[str, Any, bool]]:
        return [(value, label, value == self.typed["color"]) for value, label in DictionaryItem.Color.choices]


def books(asked: str = "") -> list[Book]:
    counted = Count("items", filter=Q(items__merged_into=None))
    words = asked.lower().split()
    found = []
    for row in Dictionary.objects.annotate(entries=counted).order_by("code"):
        used_by = [use.label for use in dictionary_uses.uses(row.code)]
        text = " ".join([row.code, row.name, row.name_en, pinyin.full(row.name), pinyin.initials(row.name)])
        book = Book(row, row.entries, used_by, text.lower())
        book.is_found = all(word in book.words for word in words)
        found.append(book)
    return found


def entry_lines(dictionary: Dictionary) -> list[EntryLine]:
    held = dictionary_uses.all_counts(dictionary.code)
    rows = dictionary.items.select_related("merged_into").order_by("sort", "id")  # type: ignore[attr-defined]
    return [_line(row, held[row.code]) for row in rows]


def entry_line(entry: DictionaryItem) -> EntryLine:
    row = DictionaryItem.objects.select_related("dictionary", "merged_into").get(pk=entry.pk)
    return _line(row, dictionary_uses.all_counts(row.dictionary.code)[row.code])


def _line(row: DictionaryItem, held: int) -> EntryLine:
    typed = {"name": row.name, "name_en": row.name_en, "color": row.color, "is_active": row.is_active}
    return EntryLine(row, held, typed, row.merged_into.name if row.merged_into else "")


def dictionary_of(code: str) -> Dictionary | None:
    return Dictionary.objects.filter(code=code).first()


def targets(entry: DictionaryItem) -> list[DictionaryItem]:
    """What an entry can be merged into."""
    others = DictionaryItem.objects.filter(
        dictionary_id=entry.dictionary_id, is_active=True, merged_into=None
    )
    return list(others.exclude(pk=entry.pk).order_by("sort", "id"))


def history_of(dictionary: Dictionary) -> list[Any]:
    """The newest changes of all entries, those that are gone included."""
    rows = DictionaryItem.history.filter(dictionary_id=dictionary.pk)  # type: ignore[attr-defined]
    return list(rows.select_related("history_user").order_by("-history_date", "-history_id")[:200])
