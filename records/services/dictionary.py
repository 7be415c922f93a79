"""The verbs of dictionaries. What records hold never loses its name: a used entry is switched off or merged, not deleted."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import actions, pinyin
from core.errors import DomainError
from core.joining import listed
from core.locking import locked_row

from .. import dictionaries, dictionary_uses
from ..models import Dictionary, DictionaryItem

CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
FIELDS = ("name", "name_en", "color", "is_active")


def create_dictionary(*, by: Any, code: str, name: str, name_en: str = "") -> Dictionary:
    with transaction.atomic():
        dictionary = Dictionary(code=code.strip(), name=name.strip(), name_en=name_en.strip())
        _check_code(dictionary.code)
        _check_names(dictionary)
        if Dictionary.objects.filter(code=dictionary.code).exists():
            raise DomainError(_("There is a dictionary of this code already."), "duplicate", "code")
        dictionary.save()
        dictionaries.forget(dictionary.code)
        actions.record("records.dictionary_created", dictionary, by=by)
    return dictionary


def rename_dictionary(dictionary: Dictionary, *, by: Any, name: str, name_en: str = "") -> Dictionary:
    with transaction.atomic():
        dictionary = locked(dictionary)
        dictionary.name, dictionary.name_en = name.strip(), name_en.strip()
        _check_names(dictionary)
        dictionary.save()
        actions.record("records.dictionary_changed", dictionary, by=by)
    return dictionary


def delete_dictionary(dictionary: Dictionary, *, by: Any) -> None:
    """Only one that nothing of the program and no custom field uses."""
    with transaction.atomic():
        dictionary = locked(dictionary)
        used_by = dictionary_uses.uses(dictionary.code)
        if dictionary.code in dictionaries.DELIVERED or used_by:
            raise DomainError(
                _("“%(name)s” is used by %(uses)s and stays.")
                % {
                    "name": dictionary.label,
                    "uses": listed(use.label for use in used_by) or _("the program"),
                },
                "in_use",
            )
        dictionaries.forget(dictionary.code)
        actions.record("records.dictionary_deleted", dictionary, by=by)
        dictionary.delete()


def add_entry(dictionary: Dictionary, values: Mapping[str, Any], *, by: Any) -> DictionaryItem:
    """At the end of the order; without a code one is made of the names."""
    with transaction.atomic():
        dictionary = locked(dictionary)
        entry = DictionaryItem(dictionary=dictionary, code=str(values.get("code") or "").strip())
        _fill(entry, values)
        entry.code = entry.code or _free_code(entry)
        _check_code(entry.code)
        if dictionary.items.filter(code=entry.code).exists():  # type: ignore[attr-defined]
            raise DomainError(_("There is an entry of this code already."), "duplicate", "code")
        last = dictionary.items.aggregate(last=Max("sort"))["last"]  # type: ignore[attr-defined]
        entry.sort = int(values["sort"]) if values.get("sort") is not None else (last or 0) + 10
        entry.save()
        _say("records.dictionary_entry_added", entry, by)
    return entry


def change_entry(
    entry: DictionaryItem, values: Mapping[str, Any], *, by: Any, read_version: int | None = None
) -> DictionaryItem:
    with transaction.atomic():
        entry = locked_entry(entry)
        if read_version is not None and entry.version != read_version:
            raise DomainError(
                _("Somebody changed “%(name)s” meanwhile. Look again and save again.") % {"name": entry.name},
                "conflict",
            )
        if entry.merged_into_id and values.get("is_active"):
            raise DomainError(
                _("“%(name)s” was merged and stays switched off.") % {"name": entry.name},
                "merged",
                "is_active",
            )
        _fill(entry, values)
        if values.get("sort") is not None:
            entry.sort = int(values["sort"])
        entry.version += 1
        entry.save()
        _say("records.dictionary_entry_changed", entry, by)
    return entry


def delete_entry(entry: DictionaryItem, *, by: Any) -> None:
    """Only where no record holds it, those in the recycle bin included."""
    with transaction.atomic():
        entry = locked_entry(entry)
        held = dictionary_uses.all_counts(entry.dictionary.code)[entry.code]
        if held:
            raise DomainError(
                _("%(count)d records use “%(name)s”. Switch it off or merge it into another entry instead.")
                % {"count": held, "name": entry.name},
                "in_use",
            )
        if DictionaryItem.objects.filter(merged_into=entry).exists():
            raise DomainError(
                _("Other entries were merged into “%(name)s”. Switch it off instead.") % {"name": entry.name},
                "in_use",
            )
        _say("records.dictionary_entry_deleted", entry, by)
        entry.delete()


def put_in_order(dictionary: Dictionary, ids: Sequence[int], *, by: Any) -> None:
    """The entries stand as `ids` name them; refuses where entries have come or gone meanwhile."""
    with transaction.atomic():
        dictionary = locked(dictionary)
        entries = {entry.pk: entry for entry in dictionary.items.select_for_update()}  # type: ignore[attr-defined]
        if len(ids) != len(set(ids)) or set(ids) != set(entries):
            raise DomainError(_("Entries have come or gone meanwhile. Look again."), "conflict")
        for place, pk in enumerate(ids):
            entry = entries[pk]
            if entry.sort != place * 10:
                entry.sort = place * 10
                entry.save()
        dictionaries.forget(dictionary.code)
        actions.record(
            "records.dictionary_changed", dictionary, by=by, order=[entries[pk].code for pk in ids]
        )


def _fill(entry: DictionaryItem, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            value = values[name]
            setattr(entry, name, value.strip() if isinstance(value, str) else value)
    _check_names(entry)
    if entry.color and entry.color not in DictionaryItem.Color.values:
        raise DomainError(_("There is no such colour."), "bad_color", "color")
    same = DictionaryItem.objects.filter(dictionary=entry.dictionary, name=entry.name, is_active=True)
    if entry.is_active and same.exclude(pk=entry.pk).exists():
        raise DomainError(
            _("There is an entry “%(name)s” already.") % {"name": entry.name}, "duplicate", "name"
        )


def _check_names(row: Any) -> None:
    for name in ("name", "name_en"):
        value = getattr(row, name)
        if len(value) > 60 or "\x00" in value:
            raise DomainError(_("A name has at most 60 characters."), "too_long", name)
    if not row.name:
        raise DomainError(_("Give a name."), "required", "name")


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code) or len(code) > 40:
        raise DomainError(_("A code takes small letters, digits, - and _, at most 40."), "bad_code", "code")


def _free_code(entry: DictionaryItem) -> str:
    words = entry.name_en if entry.name_en.isascii() and entry.name_en else pinyin.full(entry.name)
    code = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:30] or "entry"
    taken = set(DictionaryItem.objects.filter(dictionary=entry.dictionary).values_list("code", flat=True))
    found, number = code, 2
    while found in taken:
        found, number = f"{code}_{number}", number + 1
    return found


def locked(dictionary: Dictionary) -> Dictionary:
    return locked_row(Dictionary, dictionary.pk)


def locked_entry(entry: DictionaryItem) -> DictionaryItem:
    found = DictionaryItem.objects.select_for_update().filter(pk=entry.pk).first()
    if found is None:
        raise DomainError(_("The entry is gone."), "conflict")
    found.dictionary = entry.dictionary
    return found


def _say(verb: str, entry: DictionaryItem, by: Any) -> None:
    dictionaries.forget(entry.dictionary.code)
    actions.record(verb, entry, by=by, dictionary=entry.dictionary.code, code=entry.code)
