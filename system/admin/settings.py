"""Relation types."""

from django.contrib import admin

from contacts.models import RelationType

from .audited import AuditedAdmin


@admin.register(RelationType)
class RelationTypeAdmin(AuditedAdmin):
    list_display = ("name", "inverse_name", "applies", "is_symmetric", "is_control", "is_active")
    list_filter = ("applies", "is_active")
    search_fields = ("name", "inverse_name", "code")
