from typing import Any

from django import forms

from records.forms import RecordForm

from ..models import MailTemplate
from ..services.template import save_template


class TemplateForm(RecordForm):
    class Meta:
        model = MailTemplate
        fields = ["name", "language", "subject", "body", "is_active"]
        widgets = {"body": forms.Textarea(attrs={"rows": 10, "data-autosize": ""})}

    def perform(self, by: Any) -> MailTemplate:
        return save_template(self.save(commit=False), by=by)
