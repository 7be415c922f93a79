"""Choices that administrators keep: read by code, shown in the reader's language."""

from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from .models import Dictionary, DictionaryItem

# code → (name, [(item code, Chinese name, English name)])
DELIVERED: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
KEEP_SECONDS = 30


def declare(code: str, name: str, items: list[tuple[str, str, str]]) -> None:
    """What a dictionary holds in a new installation; what an administrator changes there is never overwritten."""
    DELIVERED[code] = (name, items)


def items(code: str) -> list[tuple[str, str, str, bool]]:
    """(code, name, English name, is active) in order; one query, remembered for half a minute."""
    key = f"dictionary:{code}"
    found = cache.get(key)
    if found is None:
        rows = DictionaryItem.objects.filter(dictionary__code=code).order_by("sort", "id")
        found = list(rows.values_list("code", "name", "name_en", "is_active"))
        cache.set(key, found, KEEP_SECONDS)
    return found


def choices(code: str, current: str = "") -> list[tuple[str, str]]:
    """The active choices, and the one a record holds even where it has been retired."""
    english = _speaks_english()
    return [
        (item, (english and name_en) or name)
        for item, name, name_en, is_active in items(code)
        if is_active or item == current
    ]


def label(code: str, item: str) -> str:
    """What a stored choice is called; an unknown one is shown as it stands."""
    english = _speaks_english()
    for known, name, name_en, _is_active in items(code):
        if known == item:
            return (english and name_en) or name
    return item


def forget(code: str) -> None:
    cache.delete(f"dictionary:{code}")


def install(**kwargs: Any) -> None:
    """Create missing dictionaries with their items after a migration."""
    for code, (name, rows) in DELIVERED.items():
        dictionary, created = Dictionary.objects.get_or_create(code=code, defaults={"name": name})
        if created:
            for place, (item, label_zh, label_en) in enumerate(rows):
                DictionaryItem(
                    dictionary=dictionary, code=item, name=label_zh, name_en=label_en, sort=place * 10
                ).save()


def _speaks_english() -> bool:
    return (get_language() or "").startswith("en")
