"""Dictionaries and relation types."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from unfold.admin import TabularInline

from contacts.models import RelationType
from records import dictionaries
from records.models import Dictionary, DictionaryItem

from .audited import AuditedAdmin


class DictionaryItemInline(TabularInline):
    model = DictionaryItem
    extra = 1
    fields = ("code", "name", "name_en", "sort", "is_active")


@admin.register(Dictionary)
class DictionaryAdmin(AuditedAdmin):
    list_display = ("name", "code")
    search_fields = ("name", "code", "items__name")
    inlines = [DictionaryItemInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        code = form.instance.code
        transaction.on_commit(lambda: dictionaries.forget(code))  # readers before that see what was true then

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        code = obj.code
        super().delete_model(request, obj)
        transaction.on_commit(lambda: dictionaries.forget(code))


@admin.register(RelationType)
class RelationTypeAdmin(AuditedAdmin):
    list_display = ("name", "inverse_name", "applies", "is_symmetric", "is_control", "is_active")
    list_filter = ("applies", "is_active")
    search_fields = ("name", "inverse_name", "code")
