"""Roles, their grants and field policies; nobody changes a role that he holds himself."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.models import FieldPolicy, Grant, Post, Role, TitleLevel
from accounts.services.role import refuse_own_role

from .audited import AuditedAdmin

OURS = ("accounts", "core", "records", "reminders", "contacts", "system")


class PermissionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Permission) -> str:
        model = obj.content_type.model_class()
        subject = model._meta.verbose_name if model is not None else obj.content_type.model
        return f"{subject} · {_(obj.name)}"


def our_permissions() -> Any:
    """Permissions on our own models, without the history tables."""
    return (
        Permission.objects.filter(content_type__app_label__in=OURS)
        .exclude(content_type__model__startswith="historical")
        .select_related("content_type")
        .order_by("content_type__app_label", "content_type__model", "codename")
    )


class GrantInline(TabularInline):
    model = Grant
    extra = 0
    show_count = True
    fields = ("permission", "span")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "permission":
            # One list for all rows of the page: the choices are read once per request.
            cached = getattr(request, "_permission_choices", None)
            if cached is None:
                field = PermissionChoice(our_permissions(), label=db_field.verbose_name)
                cached = request._permission_choices = list(field.choices)
            field = PermissionChoice(our_permissions(), label=db_field.verbose_name)
            field.choices = cached
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Role)
class RoleAdmin(AuditedAdmin):
    list_display = ("name", "code", "description", "is_separate")
    search_fields = ("name", "code")
    inlines = [GrantInline]
    readonly_fields = ("is_separate",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "is_separate") if obj is not None else ("is_separate",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            refuse_own_role(obj, request.user)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        refuse_own_role(obj, request.user)
        super().delete_model(request, obj)


class FieldPolicyForm(forms.ModelForm):
    class Meta:
        model = FieldPolicy
        fields = ("role", "entity", "field", "mode")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        entity, name = cleaned.get("entity"), cleaned.get("field")
        if entity is not None and name:
            known = {field.name for field in entity.model_class()._meta.concrete_fields}
            if name not in known:
                raise ValidationError(
                    {
                        "field": _("This record type has no such field. Fields: %(fields)s")
                        % {"fields": ", ".join(sorted(known))}
                    }
                )
        return cleaned


@admin.register(FieldPolicy)
class FieldPolicyAdmin(AuditedAdmin):
    form = FieldPolicyForm
    list_display = ("role", "entity", "field", "mode")
    list_filter = ("role", "mode")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "entity":
            kwargs["queryset"] = ContentType.objects.filter(app_label__in=OURS).exclude(
                model__startswith="historical"
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        refuse_own_role(obj.role, request.user)
        super().save_model(request, obj, form, change)


@admin.register(Post)
class PostAdmin(AuditedAdmin):
    list_display = ("code", "name", "is_active")
    search_fields = ("code", "name")


@admin.register(TitleLevel)
class TitleLevelAdmin(AuditedAdmin):
    list_display = ("code", "name", "rank")
