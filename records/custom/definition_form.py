"""The form that makes and changes a custom field, behind the administration and the API alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

from ..forms import RecordForm
from ..models import CustomField
from ..services import custom_field as service

FIELDS = [
    "record_type", "kind", "label_zh", "label_en", "help_text", "is_required", "is_unique", "is_searchable",
    "is_listed", "is_quick_filter", "default", "decimals", "dictionary", "visible_field", "visible_test",
    "visible_value", "read_only_field", "read_only_test", "read_only_value", "section", "section_en", "sort",
    "is_active",
]  # fmt: skip


class ChoicesField(forms.CharField):
    def __init__(self, **facts: Any) -> None:
        facts = {
            "label": _("choices"),
            "required": False,
            "max_length": 10_000,
            "widget": forms.Textarea(attrs={"rows": 6}),
            "help_text": _(
                "One a line: 中文 | English. What stands in brackets is what records store; leave it."
            ),
            **facts,
        }
        super().__init__(**facts)


class DefinitionChecks:
    """Reads the choices and asks the service whether the field can work."""

    def prepare(self) -> None:
        form: Any = self
        form.fields["choices_text"].initial = service.choices_text(form.instance.choices)
        for name in ("decimals", "sort"):
            form.fields[name].required = False

    def check_definition(self) -> None:
        form: Any = self
        field, is_new = form.instance, form.instance.pk is None
        for name in ("decimals", "sort"):
            if form.cleaned_data.get(name) is None:
                setattr(field, name, CustomField._meta.get_field(name).get_default())
        before = None if is_new else CustomField.objects.get(pk=field.pk)
        try:
            if "choices_text" in form.fields:
                field.choices = service.parse_choices(
                    form.cleaned_data.get("choices_text") or "", before.choices if before else []
                )
            service.check(field, before)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


class CustomFieldForm(DefinitionChecks, RecordForm):
    record_type = forms.ChoiceField(label=_("record type"), choices=service.takers)
    choices_text = ChoicesField()

    class Meta:
        model = CustomField
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare()
        if self.instance.pk:
            self.fields["record_type"].disabled = True

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self.check_definition()

    def perform(self, by: Any) -> CustomField:
        save = service.update_custom_field if self.instance.pk else service.create_custom_field
        return save(self.instance, by=by)
