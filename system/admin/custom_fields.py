"""Custom fields on record types: made, shaped, looked at before they are used, and switched off."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import INPUT_CLASSES, UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from records.custom.definition_form import FIELDS, ChoicesField, DefinitionChecks
from records.custom.forms import form_field
from records.models import CustomField
from records.record_type import RECORD_TYPES
from records.services import custom_field as service

from .audited import AuditedAdmin


class AdminForm(DefinitionChecks, forms.ModelForm):
    choices_text = ChoicesField(widget=UnfoldAdminTextareaWidget(attrs={"rows": 6}))

    class Meta:
        model = CustomField
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "label_zh" not in self.fields:  # for those who only look
            return
        self.prepare()
        if "record_type" in self.fields:
            self.fields["record_type"] = forms.ChoiceField(
                label=self.fields["record_type"].label,
                choices=service.takers(),
                widget=UnfoldAdminSelectWidget(),
            )
        for name in ("visible_field", "read_only_field"):
            if name in self.fields:
                self._offer_fields(name)

    def _offer_fields(self, name: str) -> None:
        record = RECORD_TYPES[self.instance.record_type]
        others = [choice for choice in service.condition_fields(record) if choice[0] != self.instance.key]
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label,
            required=False,
            choices=[("", "---------"), *others],
            widget=UnfoldAdminSelectWidget(),
        )

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self.check_definition()


@admin.register(CustomField)
class CustomFieldAdmin(AuditedAdmin):
    form = AdminForm
    own_log = True
    list_display = ("label_zh", "label_en", "on", "kind", "is_required", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("label_zh", "label_en", "name")
    readonly_fields = ("key", "preview")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        first = (
            "on" if obj is not None else "record_type",
            "kind",
            "label_zh",
            "label_en",
            "help_text",
            *(("key", "preview") if obj else ()),
        )
        parts: list[Any] = [
            (None, {"fields": first}),
            (
                gettext_lazy("Choices"),
                {
                    "fields": ("choices_text", "dictionary"),
                    "description": gettext_lazy("For the kinds “choice” and “several choices”."),
                },
            ),
            (
                gettext_lazy("Rules"),
                {"fields": ("is_required", "is_unique", "default", "decimals", "is_active")},
            ),
            (
                gettext_lazy("Where it stands"),
                {
                    "fields": (
                        "section",
                        "section_en",
                        "sort",
                        "is_listed",
                        "is_quick_filter",
                        "is_searchable",
                    )
                },
            ),
        ]
        if obj is not None:  # whose fields could be asked is known once the record type is
            parts.append(
                (
                    gettext_lazy("Shown and fixed by condition"),
                    {
                        "fields": (
                            ("visible_field", "visible_test", "visible_value"),
                            ("read_only_field", "read_only_test", "read_only_value"),
                        ),
                        "description": gettext_lazy(
                            "Of a choice give its name, of yes or no “yes” or “no”, of a day 2026-11-21."
                        ),
                    },
                )
            )
        return parts

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *(("on",) if obj is not None else ()))

    @display(description=gettext_lazy("record type"), ordering="record_type")
    def on(self, obj: CustomField) -> Any:
        record = RECORD_TYPES.get(obj.record_type)
        return record.label_plural if record is not None else obj.record_type

    @display(description=gettext_lazy("stored as"))
    def key(self, obj: CustomField) -> str:
        return obj.key if obj.name else "–"

    @display(description=gettext_lazy("Preview"))
    def preview(self, obj: CustomField) -> Any:
        """The field as a form asks for it; nothing is saved by it."""
        if not obj.name:
            return "–"
        shown = forms.Form(prefix="preview")
        shown.fields[obj.key] = field = form_field(obj)
        field.disabled = False
        if not isinstance(field, forms.BooleanField | forms.MultipleChoiceField):
            field.widget.attrs["class"] = " ".join(INPUT_CLASSES)
        bound = shown[obj.key]
        mark = " *" if obj.is_required else ""
        return format_html(
            '<label for="{}">{}{}</label><div>{}</div><small>{}</small>',
            bound.id_for_label, obj.label, mark, bound, obj.help_text,
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: CustomField, form: Any, change: bool) -> None:
        save = service.update_custom_field if change else service.create_custom_field
        save(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: CustomField) -> None:
        service.delete_custom_field(obj, by=request.user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What hangs on it are claims of values, and then it is not deleted anyway."""
        held = [str(obj) for obj in objs if service.is_used(obj)]
        notes = [
            _("%(field)s: records hold values; switch it off instead.") % {"field": name} for name in held
        ]
        return [str(obj) for obj in objs], {}, set(), notes


__all__ = ["CustomFieldAdmin"]
