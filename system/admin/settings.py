"""Dictionaries, relation types, parameters and numbering rules."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from contacts.models import RelationType
from core.errors import DomainError
from records import dictionaries, parameters
from records.models import Dictionary, DictionaryItem, NumberRule, Parameter

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


FIELDS: dict[str, tuple[Any, Any]] = {
    "integer": (forms.IntegerField, UnfoldAdminIntegerFieldWidget),
    "text": (forms.CharField, UnfoldAdminTextInputWidget),
    "flag": (forms.BooleanField, UnfoldBooleanSwitchWidget),
}


class ParameterForm(forms.ModelForm):
    """The value in the kind that the parameter's declaration names."""

    class Meta:
        model = Parameter
        fields = ("value",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "value" not in self.fields:  # for those who only look
            return
        declaration = parameters.DECLARED[self.instance.code]
        field_type, widget = FIELDS[declaration.kind]
        self.fields["value"] = field_type(
            label=declaration.label,
            required=declaration.kind == "integer",
            widget=widget(),
            help_text=_("Default: %(default)s. %(help)s")
            % {
                "default": declaration.default if declaration.default != "" else "–",
                "help": declaration.help,
            },
        )
        stored = self.instance.value  # an old version shows what it held
        self.initial["value"] = declaration.default if stored is None else stored

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        try:
            parameters.check(self.instance.code, value)
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return value


@admin.register(Parameter)
class ParameterAdmin(AuditedAdmin):
    form = ParameterForm
    own_log = True
    list_display = ("label", "current", "code")
    search_fields = ("code",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(code__in=parameters.DECLARED)

    @admin.display(description=gettext_lazy("parameter"))
    def label(self, obj: Parameter) -> str:
        return str(parameters.DECLARED[obj.code].label)

    @admin.display(description=gettext_lazy("value"))
    def current(self, obj: Parameter) -> Any:
        return parameters.get(obj.code)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        parameters.set_value(obj.code, form.cleaned_data["value"], by=request.user)


@admin.register(NumberRule)
class NumberRuleAdmin(AuditedAdmin):
    list_display = ("code", "prefix", "date_format", "digits", "reset", "serial")
    readonly_fields = ("serial",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "serial") if obj is not None else ("serial",)
