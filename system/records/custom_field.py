"""Custom fields as a record type: the API makes and changes them; people do so in the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.tables import Column, attribute, choice, text
from records.custom.definition_form import FIELDS, CustomFieldForm
from records.models import CustomField
from records.record_type import RecordType
from records.services.custom_field import choices_text, delete_custom_field


def delete(field: CustomField, *, by: Any) -> None:
    delete_custom_field(field, by=by)


CUSTOM_FIELDS = RecordType(
    name="custom-fields",
    model=CustomField,
    prefix="system:custom_field",
    icon="forms",
    columns=[
        text("label_zh", _("Chinese label")),
        text("record_type", _("record type")),
        choice("kind", _("kind")),
        text("key", _("stored as"), sort="name"),
        Column(
            name="choices_text",
            label=_("choices"),
            value=lambda row: choices_text(row.choices),
        ),
        Column(name="is_active", label=_("active"), value=attribute("is_active"), sort="is_active"),
    ],
    order=["record_type", "sort", "pk"],
    form=CustomFieldForm,
    delete=delete,
    api_fields=["key", *FIELDS, "choices_text"],
    has_list=False,
    has_detail=False,
)
