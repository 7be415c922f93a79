"""Roles, their grants and field policies; nobody changes a role that he holds himself."""

from pathlib import Path
from typing import Any

from django import forms
from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminSelectWidget

from accounts import access
from accounts.models import FieldPolicy, Grant, Post, Role, TitleLevel
from accounts.services.role import refuse_own_role, set_grant
from core.errors import DomainError
from records.custom import definitions
from records.record_type import RECORD_TYPES

from ..admin_site import CrmAdminSite
from ..selectors.rights import permission_label
from .audited import AuditedAdmin, LabelledInline

# What a page keeps for itself; nobody is given a right on it.
HOUSEKEEPING = (
    "bulkrun", "columnchoice", "customergroupshare", "customerusershare", "importrow", "recentview", "searchentry",
    "star",
)  # fmt: skip


def our_apps() -> list[AppConfig]:
    """The house's own apps, from the lowest floor up."""
    ours = [config for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
    return ours[::-1]


def right_name(permission: Permission) -> str:
    """The kind of record and the action in the reader's language."""
    return f"{permission.content_type.name} · {permission_label(permission)}"


def labels_of(app: str) -> list[str]:
    """One of our apps with those of other packages that stand under its heading."""
    return [app, *(lodger for lodger, host in CrmAdminSite.lodgers.items() if host == app)]


def permissions_of(app: str) -> Any:
    """Permissions on the models of one heading, without the history tables."""
    return (
        Permission.objects.filter(content_type__app_label__in=labels_of(app))
        .exclude(content_type__model__startswith="historical")
        .exclude(content_type__model__in=HOUSEKEEPING)
        .select_related("content_type")
        .order_by("content_type__model", "codename")
    )


class PermissionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Permission) -> str:
        return right_name(obj)


class Said(forms.Widget):
    """A right that a row is about: told, not chosen again."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return format_html("<span class='font-medium'>{}</span>", right_name(value))


class GrantForm(forms.ModelForm):
    """One right of the role. Only new rows choose the right, so that a long list stays a light page."""

    class Meta:
        model = Grant
        fields = ("permission", "span")

    app = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = Grant._meta.get_field("permission").verbose_name
        if self.instance.pk:
            self.fields["permission"] = forms.Field(label=label, disabled=True, widget=Said())
            self.initial["permission"] = self.instance.permission
        else:
            self.fields["permission"] = PermissionChoice(
                permissions_of(self.app), label=label, widget=UnfoldAdminSelectWidget()
            )

    def _post_clean(self) -> None:
        if self.has_changed() or not self.instance.pk:  # an untouched row needs no question to the database
            super()._post_clean()


class GrantFormSet(BaseInlineFormSet):
    """The rights of the role on one app's records."""

    form: type[GrantForm]

    @classmethod
    def get_default_prefix(cls) -> str:
        return f"grants-{cls.form.app}"

    def get_queryset(self) -> Any:
        if not hasattr(self, "_queryset"):
            rows = self.queryset.filter(permission__content_type__app_label__in=labels_of(self.form.app))
            order = ("permission__content_type__model", "permission__codename")
            self._queryset = rows.select_related("role", "permission__content_type").order_by(*order)
        return self._queryset

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk:  # the row is known; Django would ask for each of them again
            form.fields["id"] = KnownRow(initial=form.instance.pk, required=False, widget=forms.HiddenInput())
            form.fields["id"].row = form.instance


class KnownRow(forms.Field):
    row: Any = None

    def clean(self, value: Any) -> Any:
        return self.row

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class GrantInline(LabelledInline):
    model = Grant
    form = GrantForm
    formset = GrantFormSet
    extra = 0
    tab = True
    hide_title = True
    readonly_fields = ("right",)

    @admin.display(description=Grant._meta.get_field("permission").verbose_name)
    def right(self, obj: Grant) -> str:
        return right_name(obj.permission)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Who only looks reads the right in words; a form row tells it by its widget."""
        return ("permission" if self.has_change_permission(request, obj) else "right", "span")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("role", "permission__content_type")


def grants_by_app() -> list[type[GrantInline]]:
    """A tab for each app, so that nobody has to pass two hundred rights to find one."""
    return [
        type(
            "GrantInline",
            (GrantInline,),
            {
                "form": type("GrantForm", (GrantForm,), {"app": config.label}),
                "verbose_name_plural": config.verbose_name,
            },
        )
        for config in our_apps()
        if any(model._meta.default_permissions for model in config.get_models())
    ]


class RoleForm(forms.ModelForm):
    """Says before anything is saved that one's own role is not one's to change; what was typed stays."""

    editor: Any = None

    class Meta:
        model = Role
        fields = ("code", "name", "description")

    def clean(self) -> dict[str, Any]:
        _refuse_in_form(self.editor, self.instance)
        return super().clean() or self.cleaned_data


@admin.register(Role)
class RoleAdmin(AuditedAdmin):
    form = RoleForm
    list_display = ("name", "code", "description", "is_separate")
    search_fields = ("name", "code")
    inlines = grants_by_app()
    fields = ("code", "name", "description", "is_separate")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        form.editor = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "is_separate") if obj is not None else ("is_separate",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            refuse_own_role(obj, request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Each right by the service, whose log names it."""
        formset.save(commit=False)
        role = form.instance
        for grant in formset.deleted_objects:
            set_grant(role, grant.permission, None, by=request.user)
        for grant in [*formset.new_objects, *(grant for grant, _fields in formset.changed_objects)]:
            set_grant(role, grant.permission, grant.span, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        refuse_own_role(obj, request.user)
        super().delete_model(request, obj)


class FieldPolicyForm(forms.ModelForm):
    editor: Any = None

    class Meta:
        model = FieldPolicy
        fields = ("role", "entity", "field", "mode")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for role in (Role.objects.filter(pk=self.initial.get("role")).first(), cleaned.get("role")):
            if role is not None:
                _refuse_in_form(self.editor, role)
        entity, name = cleaned.get("entity"), cleaned.get("field")
        if entity is not None and name:
            custom = definitions.keyed(definitions.of_model(entity.model_class()))
            known = (
                {field.name for field in entity.model_class()._meta.concrete_fields}
                | {access.FILES}
                | set(custom)
            )
            if name in custom and custom[name].is_searchable and cleaned.get("mode") in access.CLOSED:
                raise ValidationError(
                    {"mode": _("Everybody finds records by this field. Take it out of the search first.")}
                )
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
    list_display = ("role", "kind", "field", "mode")
    list_filter = ("role", "mode")
    list_select_related = ("role", "entity")

    @admin.display(description=FieldPolicy._meta.get_field("entity").verbose_name)
    def kind(self, obj: FieldPolicy) -> str:
        return str(obj.entity.name)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        form.editor = request.user
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "entity":
            kinds = ContentType.objects.get_for_models(*policed_models()).values()
            kwargs["queryset"] = ContentType.objects.filter(pk__in=[kind.pk for kind in kinds])
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        refuse_own_role(obj.role, request.user)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        refuse_own_role(obj.role, request.user)
        super().delete_model(request, obj)


def policed_models() -> list[Any]:
    """The models that pages and the API show: only there does a field policy bind."""
    return [record.model for record in RECORD_TYPES.values()]


def _refuse_in_form(editor: Any, role: Role) -> None:
    if role.pk is None:
        return
    try:
        refuse_own_role(role, editor)
    except DomainError as refusal:
        raise ValidationError(refusal.message) from refusal


@admin.register(Post)
class PostAdmin(AuditedAdmin):
    list_display = ("code", "name", "is_active")
    search_fields = ("code", "name")


@admin.register(TitleLevel)
class TitleLevelAdmin(AuditedAdmin):
    list_display = ("code", "name", "rank")
