"""Choices that administrators keep: read by code, shown in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language

from core import stamps

from .models import Dictionary, DictionaryItem

# code → (name, [(item code, Chinese name, English name)])
DELIVERED: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
ENGLISH: dict[str, str] = {}  # code → what the dictionary is called in English
_kept = stamps.Kept(stamps.SETTINGS)
TONES = {"grey": "gray", "cyan": "teal"}  # colours that the style sheet calls otherwise


def declare(code: str, name: str, items: list[tuple[str, str, str]], name_en: str = "") -> None:
    """What a dictionary holds in a new installation; what an administrator changes there is never overwritten."""
    DELIVERED[code] = (name, items)
    ENGLISH[code] = name_en


@dataclass(frozen=True)
class Entry:
    """One entry as forms and lists need it; `merged_into` is the code of the entry that took its place."""

    code: str
    name: str
    name_en: str
    is_active: bool
    color: str
    merged_into: str

    @property
    def label(self) -> str:
        return (_speaks_english() and self.name_en) or self.name


def entries(code: str) -> dict[str, Entry]:
    """Code → entry, in order; remembered under the stamp of the settings, so that every process reads a change at once."""
    found: dict[str, Entry] = _kept.once(code, lambda: _read(code))
    return found


def _read(code: str) -> dict[str, Entry]:
    rows = DictionaryItem.objects.filter(dictionary__code=code).order_by("sort", "id")
    values = rows.values_list("code", "name", "name_en", "is_active", "color", "merged_into__code")
    return {row[0]: Entry(*row[:-1], merged_into=row[-1] or "") for row in values}


def items(code: str) -> list[tuple[str, str, str, bool]]:
    """(code, name, English name, is active) in order, without what was merged into another entry."""
    return [
        (entry.code, entry.name, entry.name_en, entry.is_active)
        for entry in entries(code).values()
        if not entry.merged_into
    ]


def choices(code: str, current: str = "") -> list[tuple[str, str]]:
    """The active choices, and the one a record holds even where it has been retired."""
    return [
        (entry.code, entry.label)
        for entry in entries(code).values()
        if (entry.is_active and not entry.merged_into) or entry.code == current
    ]


def label(code: str, item: str) -> str:
    """What a stored choice is called; an unknown one is shown as it stands."""
    entry = entries(code).get(item)
    return entry.label if entry is not None else item


def badge(code: str, item: str) -> Any:
    """A stored choice as lists show it: in its colour, where it has one."""
    entry = entries(code).get(item)
    if entry is None or not entry.color:
        return label(code, item) or None
    return format_html(
        '<span class="badge badge-{}">{}</span>', TONES.get(entry.color, entry.color), entry.label
    )


def forget(code: str) -> None:
    """Entries of a dictionary change in this transaction."""
    stamps.renew(stamps.SETTINGS)


def install(**kwargs: Any) -> None:
    """Create missing dictionaries with their items after a migration."""
    for code, (name, rows) in DELIVERED.items():
        name_en = ENGLISH.get(code, "")
        dictionary, created = Dictionary.objects.get_or_create(
            code=code, defaults={"name": name, "name_en": name_en}
        )
        if (
            name_en and not dictionary.name_en and dictionary.name == name
        ):  # of a release without English names
            dictionary.name_en = name_en
            dictionary.save()
        if created:
            for place, (item, label_zh, label_en) in enumerate(rows):
                DictionaryItem(
                    dictionary=dictionary, code=item, name=label_zh, name_en=label_en, sort=place * 10
                ).save()
            forget(code)


def _speaks_english() -> bool:
    return (get_language() or "").startswith("en")
