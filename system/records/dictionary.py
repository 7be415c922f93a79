"""Dictionaries as record types: everybody reads them over the API, administrators write them there too."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from core.tables import Column, attribute, choice, related, text
from records import dictionaries
from records.filters import RecordFilterSet
from records.models import Dictionary, DictionaryItem
from records.record_type import ApiVerb, RecordType
from records.services.dictionary import delete_dictionary, delete_entry
from records.services.dictionary_merge import merge_entries

from ..forms.dictionary import DictionaryForm, EntryForm, MergeForm


class DictionaryFilters(RecordFilterSet):
    code = django_filters.CharFilter(label=_("code"))

    class Meta:
        model = Dictionary
        fields: list[str] = ["code"]


class EntryFilters(RecordFilterSet):
    dictionary = django_filters.CharFilter(field_name="dictionary__code", label=_("code of the dictionary"))
    is_active = django_filters.BooleanFilter(label=_("active"))

    class Meta:
        model = DictionaryItem
        fields: list[str] = ["dictionary", "is_active"]


def _entries(row: Dictionary) -> list[dict[str, Any]]:
    return [
        {
            "code": entry.code,
            "name": entry.name,
            "name_en": entry.name_en,
            "color": entry.color,
            "is_active": entry.is_active,
            "merged_into": entry.merged_into or None,
        }
        for entry in dictionaries.entries(row.code).values()
    ]


def _delete_dictionary(row: Dictionary, *, by: Any) -> None:
    delete_dictionary(row, by=by)


def _delete_entry(row: DictionaryItem, *, by: Any) -> None:
    delete_entry(row, by=by)


def _merge(row: DictionaryItem, by: Any, data: dict[str, Any]) -> None:
    merge_entries(row, data["into"], by=by)


DICTIONARIES = RecordType(
    name="dictionaries",
    model=Dictionary,
    prefix="system:dictionary",
    icon="book",
    columns=[
        text("name", _("name")),
        text("code", _("code")),
        Column(name="entries", label=_("entries"), value=_entries),
    ],
    order=["code", "pk"],
    filterset=DictionaryFilters,
    form=DictionaryForm,
    delete=_delete_dictionary,
    api_fields=["code", "name", "name_en", "entries"],
    has_list=False,
    has_detail=False,
)
ENTRIES = RecordType(
    name="dictionary-entries",
    model=DictionaryItem,
    prefix="system:dictionary_entry",
    icon="list",
    columns=[
        text("name", _("name")),
        related("dictionary", _("dictionary"), sort="dictionary__code"),
        text("code", _("code")),
        choice("color", _("colour")),
        text("sort", _("order")),
        Column(name="is_active", label=_("active"), value=attribute("is_active"), sort="is_active"),
    ],
    order=["dictionary__code", "sort", "pk"],
    filterset=EntryFilters,
    form=EntryForm,
    delete=_delete_entry,
    api_verbs=[ApiVerb("merge", "Merge into another entry", "change", _merge, MergeForm)],
    api_fields=["dictionary", "code", "name", "name_en", "color", "sort", "is_active", "merged_into"],
    has_list=False,
    has_detail=False,
)
